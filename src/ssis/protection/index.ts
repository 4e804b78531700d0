// Protection levels of packages and project files.
export { type CloseOptions, FileSecrets } from './file-secrets.js'
export { closedSecrets, type SecretForm, type StoredSecret, secretForm, storedSecrets } from './forms.js'
export { checkSaving, isPasswordLevel } from './levels.js'
export { isSealedWhole, opens, openText, wrongPassword } from './open.js'
export { sealText } from './seal.js'
export { type SecretOwner, SecretStore } from './secret-store.js'
