import { speaker } from '../text.js'

/** What `src/listen` says to people. */
export const listenText = speaker({
  logUser: { en: 'user {name}:', fr: 'utilisateur {name} :' },
  userName: { en: '"{name}" cannot be the name of a user', fr: '« {name} » ne peut pas être le nom d’un utilisateur' },
  userNameHint: {
    en: 'Use up to {max} letters, digits, - and _; no blanks, no domain',
    fr: 'Utilisez jusqu’à {max} lettres, chiffres, - et _ ; ni espaces ni domaine',
  },
  password: { en: 'the password is empty or too long', fr: 'le mot de passe est vide ou trop long' },
  passwordHint: { en: 'Give one of 1 to {max} characters', fr: 'Donnez-en un de 1 à {max} caractères' },
  fileRefused: {
    en: 'the users file {file} is refused: {why}',
    fr: 'le fichier d’utilisateurs {file} est refusé : {why}',
  },
  fileHint: {
    en: 'It must be a plain file of the user who runs this: chmod 600 {file}',
    fr: 'Ce doit être un fichier ordinaire de l’utilisateur qui exécute ceci : chmod 600 {file}',
  },
  fileLink: { en: 'it is a symbolic link', fr: 'c’est un lien symbolique' },
  filePlain: { en: 'it is no plain file', fr: 'ce n’est pas un fichier ordinaire' },
  fileOwner: { en: 'it belongs to another user', fr: 'il appartient à un autre utilisateur' },
  fileMode: { en: 'others may use it (mode {mode})', fr: 'd’autres peuvent l’utiliser (mode {mode})' },
  fileSize: { en: 'it is larger than {max} bytes', fr: 'il dépasse {max} octets' },
  fileBusy: { en: 'somebody else is changing {file}', fr: 'quelqu’un d’autre modifie {file}' },
  fileBusyHint: {
    en: 'Try again; if nobody is, remove {file}',
    fr: 'Réessayez ; si personne ne le fait, supprimez {file}',
  },
  userLine: { en: 'a user and an NT hash are expected', fr: 'un utilisateur et un hachage NT sont attendus' },
  userLineHint: { en: 'Lines are written by wmilink passwd', fr: 'Les lignes sont écrites par wmilink passwd' },
  userTwice: { en: 'the user {name} comes twice', fr: 'l’utilisateur {name} figure deux fois' },
  noToken: { en: 'the logon does not go on', fr: 'l’ouverture de session ne se poursuit pas' },
  wrongPassword: { en: 'user or password is wrong', fr: 'utilisateur ou mot de passe incorrect' },
  certificate: { en: 'certificate', fr: 'certificat' },
  certificateUser: {
    en: 'the certificate names no account',
    fr: 'le certificat ne nomme aucun compte',
  },
  logon: { en: 'logged on ({method})', fr: 'session ouverte ({method})' },
  logonFailed: { en: 'logon refused: {reason}', fr: 'ouverture de session refusée : {reason}' },
  clearRefused: {
    en: 'a message that is not encrypted was refused',
    fr: 'un message non chiffré a été refusé',
  },
  sealedWithoutKeys: {
    en: 'an encrypted message came without a logon that makes keys',
    fr: 'un message chiffré est arrivé sans ouverture de session qui crée des clés',
  },
  sealedType: {
    en: 'the type of an encrypted message is none that is served',
    fr: 'le type d’un message chiffré n’est pas servi',
  },
  bodyTooLarge: {
    en: 'a message of more than {max} bytes was refused',
    fr: 'un message de plus de {max} octets a été refusé',
  },
  certificateBad: {
    en: 'the certificate or key of the listener cannot be used ({reason})',
    fr: 'le certificat ou la clé de l’écouteur est inutilisable ({reason})',
  },
  certificateBadHint: {
    en: 'Give the certificate and its private key in PEM',
    fr: 'Donnez le certificat et sa clé privée en PEM',
  },
  cannotListen: {
    en: 'cannot listen on {address}, port {port} ({reason})',
    fr: 'impossible d’écouter sur {address}, port {port} ({reason})',
  },
  cannotListenHint: {
    en: 'Choose an address of this machine and a port that nobody has; ports below 1024 are for root',
    fr: 'Choisissez une adresse de cette machine et un port libre ; les ports sous 1024 sont réservés à root',
  },
})
