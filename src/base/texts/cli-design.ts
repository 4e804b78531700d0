import { speaker } from '../text.js'

/** What `wmilink design` says. */
export const cliDesignText = speaker({
  pathMissing: {
    en: '{path} is neither a package nor a folder: there is no such file',
    fr: '{path} n’est ni un package ni un dossier : ce fichier n’existe pas',
  },
  pathMissingHint: {
    en: 'Name a .dtsx file or a folder that exists; new packages are made in the designer',
    fr: 'Nommez un fichier .dtsx ou un dossier qui existe ; les nouveaux packages se créent dans le concepteur',
  },
  pathUnreadable: { en: '{path} cannot be opened ({reason})', fr: 'impossible d’ouvrir {path} ({reason})' },
  pathNoPackage: {
    en: '{path} is neither a package nor a folder: its name does not end in .dtsx',
    fr: '{path} n’est ni un package ni un dossier : son nom ne finit pas par .dtsx',
  },
  remoteNeedsCert: {
    en: 'other machines reach {address}: the designer answers there over TLS only',
    fr: '{address} est joignable depuis d’autres machines : le concepteur n’y répond que par TLS',
  },
  remoteNeedsCertHint: {
    en: 'Name the PEM file of a certificate with --cert and that of its key with --key, or leave --listen out',
    fr: 'Nommez le fichier PEM d’un certificat avec --cert et celui de sa clé avec --key, ou omettez --listen',
  },
  passwordUnused: {
    en: 'the designer of this machine alone asks for no password: --password-file has no effect',
    fr: 'le concepteur de cette seule machine ne demande pas de mot de passe : --password-file est sans effet',
  },
  password: { en: 'Password of the designer: ', fr: 'Mot de passe du concepteur : ' },
  reachable: {
    en: 'other machines reach this designer: whoever has its password reads, changes and runs packages as {account}',
    fr: 'ce concepteur est joignable depuis d’autres machines : qui a son mot de passe lit, change et exécute des packages en tant que {account}',
  },
  usage: {
    en: 'the link opens one browser, within {seconds} seconds; Enter gives a new one, Ctrl-C ends the designer',
    fr: 'le lien ouvre un navigateur, en {seconds} secondes ; Entrée en donne un nouveau, Ctrl-C arrête le concepteur',
  },
  usageRemote: { en: 'Ctrl-C ends the designer', fr: 'Ctrl-C arrête le concepteur' },
  fault: {
    en: 'a fault of the designer, please report it: {text}',
    fr: 'un défaut du concepteur, merci de le signaler : {text}',
  },
})
