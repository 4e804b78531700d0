import { speaker } from '../text.js'

/** Why a change of the structure of a package is refused. */
export const editText = speaker({
  notContainer: { en: '"{name}" holds no tasks', fr: '« {name} » ne contient pas de tâches' },
  intoItself: {
    en: '"{name}" cannot be moved into itself',
    fr: '« {name} » ne peut pas être déplacé dans lui-même',
  },
  connectSelf: {
    en: 'a precedence constraint cannot lead from "{name}" to itself',
    fr: 'une contrainte de précédence ne peut pas aller de « {name} » à lui-même',
  },
  connectAcross: {
    en: '"{from}" and "{to}" are not in the same container',
    fr: '« {from} » et « {to} » ne sont pas dans le même conteneur',
  },
  connectCycle: {
    en: 'the precedence constraint from "{from}" to "{to}" would close a circle',
    fr: 'la contrainte de précédence de « {from} » à « {to} » fermerait un cercle',
  },
  connectTwice: {
    en: 'a precedence constraint leads from "{from}" to "{to}" already',
    fr: 'une contrainte de précédence va déjà de « {from} » à « {to} »',
  },
  notClipboard: {
    en: 'the clipboard holds no tasks of a package',
    fr: 'le presse-papiers ne contient pas de tâches de package',
  },
  otherFormat: {
    en: 'what was copied has another package format ({from}) than this package ({to})',
    fr: 'ce qui a été copié a un autre format de package ({from}) que ce package ({to})',
  },
  nothingCopied: {
    en: 'choose tasks or containers to copy',
    fr: 'choisissez des tâches ou des conteneurs à copier',
  },
  badParameter: {
    en: 'the parameter "{name}" takes a value that only its file can hold',
    fr: 'le paramètre « {name} » prend une valeur que seul son fichier peut contenir',
  },
})
