import { speaker } from '../text.js'

/** What is said of protection levels and of the store for secrets. */
export const protectionText = speaker({
  noCipher: {
    en: 'this Node.js was built without the cipher {algorithm}, which package files use',
    fr: 'ce Node.js a été construit sans l’algorithme {algorithm}, que les packages utilisent',
  },
  noCipherHint: {
    en: 'Use a Node.js with the legacy ciphers of OpenSSL, or save the package with DontSaveSensitive',
    fr: 'Utilisez un Node.js avec les anciens algorithmes d’OpenSSL, ou enregistrez le package avec DontSaveSensitive',
  },
  wrongPassword: {
    en: 'Give the password with which the package was saved: --package-password-file',
    fr: 'Donnez le mot de passe avec lequel le package a été enregistré : --package-password-file',
  },
  parameterClosed: {
    en: 'the value of the sensitive parameter {name} is encrypted and was not opened',
    fr: 'la valeur du paramètre sensible {name} est chiffrée et n’a pas été ouverte',
  },
  needsPassword: {
    en: 'the package is encrypted as a whole; its password is needed to open it',
    fr: 'le package est chiffré en entier ; son mot de passe est nécessaire pour l’ouvrir',
  },
  cannotWriteLevel: {
    en: 'packages cannot be saved with {level} here',
    fr: 'les packages ne peuvent pas être enregistrés avec {level} ici',
  },
  cannotWriteLevelHint: {
    en: 'Use DontSaveSensitive, EncryptSensitiveWithPassword or EncryptAllWithPassword',
    fr: 'Utilisez DontSaveSensitive, EncryptSensitiveWithPassword ou EncryptAllWithPassword',
  },
  closedSecrets: {
    en: 'these secrets were not opened, and would be lost with another protection level: {names}',
    fr: 'ces secrets n’ont pas été ouverts et seraient perdus avec un autre niveau de protection : {names}',
  },
  closedSecretsHint: {
    en: 'Load the package with its password, or save it with dropUnreadable',
    fr: 'Chargez le package avec son mot de passe, ou enregistrez-le avec dropUnreadable',
  },
  storeUnreadable: {
    en: 'the file of secrets {path} cannot be used: {reason}',
    fr: 'le fichier de secrets {path} ne peut pas être utilisé : {reason}',
  },
  storeForm: { en: 'it is no file of secrets', fr: 'ce n’est pas un fichier de secrets' },
  storeVersion: { en: 'its version is {version}', fr: 'sa version est {version}' },
  storePassword: {
    en: 'the password is wrong, or the file was changed',
    fr: 'le mot de passe est faux, ou le fichier a été modifié',
  },
  storeEntry: {
    en: 'an entry was changed or belongs to another file',
    fr: 'une entrée a été modifiée ou appartient à un autre fichier',
  },
})
