import { speaker } from '../text.js'

/** What the commands about secrets say. */
export const cliSecretText = speaker({
  noMaster: {
    en: 'the file of secrets {file} needs its password',
    fr: 'le fichier de secrets {file} a besoin de son mot de passe',
  },
  noMasterHint: {
    en: 'Give --secrets-password-file, or set WMILINK_SECRETS_PASSWORD',
    fr: 'Donnez --secrets-password-file, ou définissez WMILINK_SECRETS_PASSWORD',
  },
  askMaster: { en: 'Password of {file}: ', fr: 'Mot de passe de {file} : ' },
  askNewMaster: { en: 'New password of {file}: ', fr: 'Nouveau mot de passe de {file} : ' },
  askSecret: { en: 'Password of {user} on {server}: ', fr: 'Mot de passe de {user} sur {server} : ' },
  noSecret: {
    en: 'there is no password to keep',
    fr: 'il n’y a aucun mot de passe à conserver',
  },
  noSecretHint: {
    en: 'Give --password-file, set WMILINK_PASSWORD, or type it on a terminal',
    fr: 'Donnez --password-file, définissez WMILINK_PASSWORD, ou saisissez-le sur un terminal',
  },
  noEntry: {
    en: '{file} keeps no password of {user} on {server}',
    fr: '{file} ne conserve aucun mot de passe de {user} sur {server}',
  },
  noEntryHint: {
    en: 'See what there is: wmilink secret FILE list',
    fr: 'Voyez ce qu’il y a : wmilink secret FICHIER list',
  },
  action: {
    en: '"{action}" is none of set, list, remove and passwd',
    fr: '« {action} » n’est ni set, ni list, ni remove, ni passwd',
  },
  actionHint: {
    en: 'wmilink secret FILE set SERVER USER',
    fr: 'wmilink secret FICHIER set SERVEUR UTILISATEUR',
  },
  serverAndUser: {
    en: '{action} needs a server and a user',
    fr: '{action} a besoin d’un serveur et d’un utilisateur',
  },
  askNewPackage: { en: 'New password of {file}: ', fr: 'Nouveau mot de passe de {file} : ' },
  level: {
    en: '"{level}" is no level that can be written here',
    fr: '« {level} » n’est pas un niveau qui puisse être écrit ici',
  },
  levelHint: {
    en: 'Use {levels}',
    fr: 'Utilisez {levels}',
  },
  emptyPassword: {
    en: 'the password of a package must not be empty',
    fr: 'le mot de passe d’un package ne doit pas être vide',
  },
  closed: {
    en: '{file} has {count} secrets that cannot be opened here: {names}',
    fr: '{file} contient {count} secrets qui ne peuvent pas être ouverts ici : {names}',
  },
  dropped: {
    en: 'left out, because they cannot be opened here: {names}',
    fr: 'omis, car ils ne peuvent pas être ouverts ici : {names}',
  },
  closedHint: {
    en: 'Give --package-password-file; what Windows encrypted for a user can only be left out, with --drop-unreadable',
    fr: 'Donnez --package-password-file ; ce que Windows a chiffré pour un utilisateur ne peut qu’être omis, avec --drop-unreadable',
  },
})
