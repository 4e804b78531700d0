import { speaker } from '../text.js'

/** What is said of project files. */
export const projectText = speaker({
  unreadable: {
    en: 'the project file {path} cannot be used: {reason}',
    fr: 'le fichier de projet {path} ne peut pas être utilisé : {reason}',
  },
  notProjectFile: {
    en: 'the project file {path} cannot be used: its root is {name}',
    fr: 'le fichier de projet {path} ne peut pas être utilisé : sa racine est {name}',
  },
  tooLong: { en: 'it has more than {limit} bytes', fr: 'il compte plus de {limit} octets' },
})
