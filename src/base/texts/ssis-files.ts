import { speaker } from '../text.js'

/** Why the system refused a file, by the system's code; `noFile` where a file was to be read, `special` where one that holds something. */
export const fileText = speaker({
  noFile: { en: 'there is no such file', fr: 'ce fichier n’existe pas' },
  ENOENT: { en: 'its folder does not exist', fr: 'son dossier n’existe pas' },
  ENOTDIR: { en: 'a part of its path is not a folder', fr: 'une partie de son chemin n’est pas un dossier' },
  EISDIR: { en: 'it is a folder', fr: 'c’est un dossier' },
  EACCES: { en: 'permission denied', fr: 'permission refusée' },
  EPERM: { en: 'the system does not allow it', fr: 'le système ne le permet pas' },
  EROFS: { en: 'the file system is read-only', fr: 'le système de fichiers est en lecture seule' },
  ENOSPC: { en: 'the disk is full', fr: 'le disque est plein' },
  ENAMETOOLONG: { en: 'its name is too long', fr: 'son nom est trop long' },
  special: { en: 'it is a pipe or a device', fr: 'c’est un tube ou un périphérique' },
  ELOOP: { en: 'its links lead round in a circle', fr: 'ses liens tournent en rond' },
})
