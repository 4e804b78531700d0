import { speaker } from '../text.js'

/** What `src/base` says to people. */
export const baseText = speaker({
  driveForm: {
    en: 'the drive mapping "{mapping}" is not of the form X:=/path',
    fr: 'la correspondance de lecteur « {mapping} » n’est pas de la forme X:=/chemin',
  },
  driveHint: { en: 'Write for example --drive D:=/data', fr: 'Écrivez par exemple --drive D:=/data' },
  driveUnmapped: {
    en: 'drive {letter} of "{path}" is not mapped to a folder of this system',
    fr: 'le lecteur {letter} de « {path} » ne correspond à aucun dossier de ce système',
  },
  driveUnmappedHint: {
    en: 'Map it with --drive {letter}=/path (option `drives` in code)',
    fr: 'Associez-le avec --drive {letter}=/chemin (option `drives` dans le code)',
  },
  uncPath: {
    en: 'the network path "{path}" cannot be opened here',
    fr: 'le chemin réseau « {path} » ne peut pas être ouvert ici',
  },
  uncHint: {
    en: 'Mount the share and map a drive letter to it with --drive',
    fr: 'Montez le partage et associez-lui une lettre de lecteur avec --drive',
  },
})
