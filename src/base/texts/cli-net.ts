import { speaker } from '../text.js'

/** What `src/cli` says about servers over the network. */
export const cliNetText = speaker({
  optionFile: {
    en: '{option}: cannot read {file} ({reason})',
    fr: '{option} : impossible de lire {file} ({reason})',
  },
  fileHint: {
    en: 'Check the path and the rights on the file and its folder',
    fr: 'Vérifiez le chemin et les droits sur le fichier et son dossier',
  },
  certMissing: {
    en: '--key and --key-password-file belong to a certificate, and none was given',
    fr: '--key et --key-password-file vont avec un certificat, et aucun n’a été donné',
  },
  certMissingHint: { en: 'Name its file with --cert', fr: 'Nommez son fichier avec --cert' },
  proxyPasswordShown: {
    en: 'other users of this machine can read the proxy’s password on the command line; give it with --proxy-password-file',
    fr: 'les autres utilisateurs de cette machine peuvent lire le mot de passe du mandataire sur la ligne de commande ; donnez-le avec --proxy-password-file',
  },
  proxyUser: {
    en: '--proxy-password-file was given without a --proxy that names its user',
    fr: '--proxy-password-file a été donné sans un --proxy qui nomme son utilisateur',
  },
  proxyUserHint: {
    en: 'Write --proxy http://user@proxy:3128',
    fr: 'Écrivez --proxy http://utilisateur@proxy:3128',
  },
  traceFile: {
    en: 'cannot write the trace {file} ({reason})',
    fr: 'impossible d’écrire la trace {file} ({reason})',
  },
  traceIncomplete: {
    en: 'the trace {file} is incomplete ({reason})',
    fr: 'la trace {file} est incomplète ({reason})',
  },
  traceWritten: {
    en: 'the exchanges are in {file}, with the data of questions and answers: read it before you pass it on',
    fr: 'les échanges sont dans {file}, avec les données des questions et des réponses : lisez-le avant de le transmettre',
  },
})
