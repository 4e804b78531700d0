// Protection levels of packages and project files.
export { FileSecrets } from './file-secrets.js'
export { type SecretForm, type StoredSecret, secretForm, storedSecrets } from './forms.js'
export { isSealedWhole, openText } from './open.js'
export { sealText } from './seal.js'
export { type SecretOwner, SecretStore } from './secret-store.js'
