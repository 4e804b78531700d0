import { speaker } from '../text.js'

/** What the server of the designer says to the page, and on the plain pages that it shows before there is one. */
export const designerServerText = speaker({
  // Plain pages
  staleTitle: { en: 'This link has been used or has expired', fr: 'Ce lien a déjà servi ou a expiré' },
  staleText: {
    en: 'A link to the designer opens one browser, once, within seconds. Press Enter in the terminal where wmilink design runs to get a new one, or start the command again.',
    fr: 'Un lien vers le concepteur ouvre un navigateur, une seule fois, en quelques secondes. Appuyez sur Entrée dans le terminal où s’exécute wmilink design pour en obtenir un nouveau, ou relancez la commande.',
  },
  lockedTitle: { en: 'Too many wrong links', fr: 'Trop de liens erronés' },
  lockedText: {
    en: 'Somebody has tried links that this designer did not give. None is accepted until you press Enter in the terminal where wmilink design runs.',
    fr: 'Quelqu’un a essayé des liens que ce concepteur n’a pas donnés. Aucun n’est accepté tant que vous n’avez pas appuyé sur Entrée dans le terminal où s’exécute wmilink design.',
  },
  continueTitle: { en: 'The designer is ready', fr: 'Le concepteur est prêt' },
  continueText: {
    en: 'Another page has led you here; go on with a click.',
    fr: 'Une autre page vous a mené ici ; continuez d’un clic.',
  },
  continueLink: { en: 'Open the designer', fr: 'Ouvrir le concepteur' },
  refusedTitle: { en: 'Refused', fr: 'Refusé' },
  refusedText: {
    en: 'The designer answers only to its own page, under its own address.',
    fr: 'Le concepteur ne répond qu’à sa propre page, à sa propre adresse.',
  },
  missingTitle: { en: 'Nothing is here', fr: 'Il n’y a rien ici' },
  missingText: {
    en: 'The designer has no page of this name.',
    fr: 'Le concepteur n’a pas de page de ce nom.',
  },
  logonTitle: { en: 'Log on to the wmilink designer', fr: 'Ouvrir une session sur le concepteur wmilink' },
  logonPassword: { en: 'Password', fr: 'Mot de passe' },
  logonButton: { en: 'Log on', fr: 'Ouvrir la session' },
  logonWrong: { en: 'This is not the password.', fr: 'Ce n’est pas le mot de passe.' },
  logonBusy: {
    en: 'Too many attempts at a time. Try again in a moment.',
    fr: 'Trop de tentatives à la fois. Réessayez dans un instant.',
  },

  // Refusals of requests
  wrongHost: {
    en: 'the request names a host that this designer is not',
    fr: 'la requête nomme un hôte que ce concepteur n’est pas',
  },
  foreignPage: {
    en: 'the request comes from a page that is not the designer’s',
    fr: 'la requête vient d’une page qui n’est pas celle du concepteur',
  },
  noSession: { en: 'this browser has no session here', fr: 'ce navigateur n’a pas de session ici' },
  noSessionHint: {
    en: 'Press Enter in the terminal where wmilink design runs to get a new link',
    fr: 'Appuyez sur Entrée dans le terminal où s’exécute wmilink design pour obtenir un nouveau lien',
  },
  wrongToken: { en: 'the request lacks the token of the page', fr: 'il manque à la requête le jeton de la page' },
  wrongTokenHint: { en: 'Load the page again', fr: 'Rechargez la page' },
  notAllowed: { en: 'the method {method} is not served here', fr: 'la méthode {method} n’est pas servie ici' },
  notHere: { en: 'nothing is served under this address', fr: 'rien n’est servi à cette adresse' },
  badRequest: { en: 'the request cannot be read', fr: 'la requête est illisible' },
  notJson: {
    en: 'the body of the request is not of the type application/json',
    fr: 'le corps de la requête n’est pas de type application/json',
  },
  badJson: { en: 'the body of the request is no JSON', fr: 'le corps de la requête n’est pas du JSON' },
  deepJson: {
    en: 'the body of the request nests deeper than {max} levels',
    fr: 'le corps de la requête s’imbrique sur plus de {max} niveaux',
  },
  tooLarge: {
    en: 'the body of the request is larger than {max} MB',
    fr: 'le corps de la requête dépasse {max} Mo',
  },
  tooSlow: {
    en: 'the body of the request did not come in time',
    fr: 'le corps de la requête n’est pas arrivé à temps',
  },
  badInput: { en: '{operation}: {path}: {reason}', fr: '{operation} : {path} : {reason}' },
  badOutput: {
    en: 'the designer made an answer that it does not allow itself ({operation})',
    fr: 'le concepteur a produit une réponse qu’il ne s’autorise pas ({operation})',
  },
  unknownOperation: {
    en: 'the designer has no operation of this name',
    fr: 'le concepteur n’a pas d’opération de ce nom',
  },
  internal: { en: 'something went wrong in the designer ({name})', fr: 'une erreur interne du concepteur ({name})' },
  internalHint: {
    en: 'Please report it with what you did',
    fr: 'Merci de la signaler avec ce que vous faisiez',
  },
  system: { en: 'the system refused it: {name}', fr: 'le système l’a refusé : {name}' },
  systemText: { en: 'the system refused it: {reason} ({name})', fr: 'le système l’a refusé : {reason} ({name})' },
  cancelled: { en: 'it was cancelled', fr: 'l’opération a été annulée' },

  // Jobs
  noJob: {
    en: 'there is no such work: it ended a while ago, or never began',
    fr: 'ce travail n’existe pas : il est fini depuis un moment, ou n’a jamais commencé',
  },
  tooManyJobs: {
    en: 'too much is at work already ({count})',
    fr: 'trop de travaux sont déjà en cours ({count})',
  },
  tooManyJobsHint: { en: 'Cancel something, or wait', fr: 'Annulez-en, ou attendez' },
  gap: {
    en: 'the page was away too long: {count} {count:message of this work is|messages of this work are} no longer kept',
    fr: 'la page s’est absentée trop longtemps : {count} {count:message de ce travail n’est plus gardé|messages de ce travail ne sont plus gardés}',
  },
  unread: { en: 'nobody reads what it tells any more', fr: 'plus personne ne lit ce qu’il dit' },

  // Start
  noPage: {
    en: 'the page of the designer is missing: there is no {file}',
    fr: 'la page du concepteur manque : il n’y a pas de {file}',
  },
  noPageHint: {
    en: 'Install wmilink again, or build it with npm run build',
    fr: 'Réinstallez wmilink, ou construisez-le avec npm run build',
  },
  cannotListen: {
    en: 'cannot listen on {address}, port {port} ({reason})',
    fr: 'impossible d’écouter sur {address}, port {port} ({reason})',
  },
  cannotListenHint: {
    en: 'Choose another --port or --listen address; ports below 1024 need rights',
    fr: 'Choisissez un autre --port ou une autre adresse --listen ; les ports inférieurs à 1024 exigent des droits',
  },
  remoteNeeds: {
    en: 'the address {address} can be reached from other machines, which needs TLS and a password',
    fr: 'l’adresse {address} est joignable depuis d’autres machines, ce qui exige TLS et un mot de passe',
  },
  remoteNeedsHint: {
    en: 'Give --cert, --key and --password-file, or leave --listen out',
    fr: 'Donnez --cert, --key et --password-file, ou omettez --listen',
  },
  shortPassword: {
    en: 'the password is shorter than {min} characters',
    fr: 'le mot de passe fait moins de {min} caractères',
  },
  shortPasswordHint: {
    en: 'Whoever has it can read, change and run packages as you: take a long one that is used nowhere else',
    fr: 'Qui le connaît peut lire, changer et exécuter des packages à votre place : prenez-en un long, qui ne sert nulle part ailleurs',
  },
  badCertificate: {
    en: 'the certificate or its key cannot be used ({reason})',
    fr: 'le certificat ou sa clé est inutilisable ({reason})',
  },
  badCertificateHint: {
    en: 'Give the PEM of a certificate and of its private key',
    fr: 'Donnez le PEM d’un certificat et de sa clé privée',
  },
})
