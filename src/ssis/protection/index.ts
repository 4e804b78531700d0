// Protection levels of packages and project files.
export { type CloseOptions, FileSecrets } from './file-secrets.js'
export { closedSecrets, type SecretForm, type StoredSecret, secretForm, secretPlace, storedSecrets } from './forms.js'
export { dropClosed, isPasswordLevel, levelName, levelOfName, prepareSaving, type SaveOptions } from './levels.js'
export { isSealedWhole, opens, openText, wrongPassword } from './open.js'
export { ProjectFile } from './project-file.js'
export { sealText } from './seal.js'
export { type SecretOwner, SecretStore } from './secret-store.js'
