import { speaker } from '../text.js'

/** What the data folder of the host says to people. */
export const dataText = speaker({
  noFolder: {
    en: 'the data folder has no path',
    fr: 'le dossier de données n’a pas de chemin',
  },
  inUse: {
    en: 'the data folder {folder} is in use by the process {pid} on {host}',
    fr: 'le dossier de données {folder} est utilisé par le processus {pid} sur {host}',
  },
  inUseHint: {
    en: 'Stop that process, or use another folder; a lock that nobody holds any more is taken over by itself',
    fr: 'Arrêtez ce processus ou utilisez un autre dossier ; un verrou que plus personne ne tient est repris de lui-même',
  },
  inUseHere: {
    en: 'the data folder {folder} is in use by another host of this process ({pid})',
    fr: 'le dossier de données {folder} est utilisé par un autre hôte de ce processus ({pid})',
  },
  inUseHereHint: {
    en: 'Close that host before, or share it; connections that ask for the same folder and drives share one',
    fr: 'Fermez d’abord cet hôte ou partagez-le ; les connexions qui demandent le même dossier et les mêmes lecteurs en partagent un',
  },
  newer: {
    en: 'the data folder {folder} was written by a newer version: {file} has format {version}, this version knows {known}',
    fr: 'le dossier de données {folder} a été écrit par une version plus récente : {file} est au format {version}, cette version connaît {known}',
  },
  newerHint: {
    en: 'Use the newer version, or another folder; nothing was changed',
    fr: 'Utilisez la version plus récente ou un autre dossier ; rien n’a été modifié',
  },
  damaged: {
    en: 'the data folder {folder} is damaged: no state in it is whole',
    fr: 'le dossier de données {folder} est endommagé : aucun état n’y est entier',
  },
  damagedHint: {
    en: 'Restore the folder from a backup, or use an empty one; nothing was changed',
    fr: 'Restaurez le dossier depuis une sauvegarde ou utilisez un dossier vide ; rien n’a été modifié',
  },
  record: {
    en: 'what the data folder keeps as {key} cannot be read: {reason}',
    fr: 'ce que le dossier de données conserve sous {key} ne peut pas être lu : {reason}',
  },
  recordHint: {
    en: 'Restore the data folder from a backup',
    fr: 'Restaurez le dossier de données depuis une sauvegarde',
  },
  unreadable: {
    en: 'the data folder {folder} cannot be opened: {reason}',
    fr: 'le dossier de données {folder} ne peut pas être ouvert : {reason}',
  },
  unreadableHint: {
    en: 'Give the path of a folder that this user may read and write; it is created when it is missing',
    fr: 'Donnez le chemin d’un dossier que cet utilisateur peut lire et écrire ; il est créé s’il manque',
  },
  unwritable: {
    en: 'the data folder {folder} cannot be written: {reason}; the change was taken back',
    fr: 'le dossier de données {folder} ne peut pas être écrit : {reason} ; la modification a été annulée',
  },
  unwritableHint: {
    en: 'Look at the disk and the rights of the folder, then try again',
    fr: 'Vérifiez le disque et les droits du dossier, puis réessayez',
  },
  lost: {
    en: 'the data folder {folder} is no longer held by this process: it was deleted, or another process took it; the change was taken back',
    fr: 'le dossier de données {folder} n’est plus tenu par ce processus : il a été supprimé ou un autre processus l’a pris ; la modification a été annulée',
  },
  lostHint: {
    en: 'Close this host and make a new one for the folder',
    fr: 'Fermez cet hôte et créez-en un nouveau pour le dossier',
  },
  closed: {
    en: 'the data folder {folder} is closed',
    fr: 'le dossier de données {folder} est fermé',
  },
  closedHint: { en: 'Make a new host', fr: 'Créez un nouvel hôte' },
})
