import { speaker } from '../text.js'

/** What the designer says about the opened folder and its files. */
export const folderText = speaker({
  outside: {
    en: 'the path "{path}" does not lead to a place below the opened folder',
    fr: 'le chemin « {path} » ne mène pas à un emplacement du dossier ouvert',
  },
  outsideHint: {
    en: 'Give a path below the opened folder, with / between its parts, that ends in .dtsx',
    fr: 'Indiquez un chemin situé dans le dossier ouvert, avec / entre ses parties, qui se termine par .dtsx',
  },
  noFolder: { en: 'the folder of "{path}" does not exist', fr: 'le dossier de « {path} » n’existe pas' },
  notPackageName: {
    en: '"{path}" is not the name of a package: it does not end in .dtsx',
    fr: '« {path} » n’est pas un nom de package : il ne se termine pas par .dtsx',
  },
  exists: { en: 'the file "{path}" exists already', fr: 'le fichier « {path} » existe déjà' },
  existsHint: { en: 'Choose another name, or replace it', fr: 'Choisissez un autre nom, ou remplacez-le' },
  changed: {
    en: 'the file "{path}" was changed by somebody else since it was opened',
    fr: 'le fichier « {path} » a été modifié par quelqu’un d’autre depuis son ouverture',
  },
  changedHint: {
    en: 'Reload it, or save and replace what is there',
    fr: 'Rechargez-le, ou enregistrez en remplaçant ce qui s’y trouve',
  },
  needsPath: {
    en: 'the package was never saved: give it a file name',
    fr: 'le package n’a jamais été enregistré : donnez-lui un nom de fichier',
  },
  openElsewhere: { en: 'the file "{path}" is open already', fr: 'le fichier « {path} » est déjà ouvert' },
})

/** What the designer says about open packages. */
export const documentText = speaker({
  noDocument: { en: 'this package is not open any more', fr: 'ce package n’est plus ouvert' },
  noDocumentHint: { en: 'Open it again', fr: 'Ouvrez-le de nouveau' },
  noObject: {
    en: 'the object "{key}" is not in the package any more',
    fr: 'l’objet « {key} » ne se trouve plus dans le package',
  },
  outdated: {
    en: 'the package was changed in another window',
    fr: 'le package a été modifié dans une autre fenêtre',
  },
  outdatedHint: { en: 'Look at what it is now, and do it again', fr: 'Regardez son état actuel, puis recommencez' },
  needsPassword: { en: 'the package is encrypted with a password', fr: 'le package est chiffré par un mot de passe' },
  wrongPassword: { en: 'this is not the password of the package', fr: 'ce n’est pas le mot de passe du package' },
  notFor: { en: '"{name}" cannot take part in this', fr: '« {name} » ne convient pas ici' },
  projectObject: {
    en: '"{name}" belongs to the project, whose files are not edited here',
    fr: '« {name} » appartient au projet, dont les fichiers ne sont pas modifiés ici',
  },
  unknownKind: {
    en: 'nothing of the kind "{kind}" is known here and can run here',
    fr: 'rien de type « {kind} » n’est connu et exécutable ici',
  },
  unknownType: { en: 'variables have no type "{type}"', fr: 'les variables n’ont pas de type « {type} »' },
  notThatValue: { en: 'the value is not of the type {type}', fr: 'la valeur n’est pas du type {type}' },
  packageTitle: { en: 'Package', fr: 'Package' },
  handlerTitle: { en: 'Event handler', fr: 'Gestionnaire d’événements' },
  nothingToUndo: { en: 'there is nothing to undo', fr: 'il n’y a rien à annuler' },
  nothingToRedo: { en: 'there is nothing to redo', fr: 'il n’y a rien à rétablir' },
  unnamed: { en: 'Package', fr: 'Package' },
})

/** What undo and redo name, by the kind of the edit. */
export const stepText = speaker({
  set: { en: 'Change {name}', fr: 'Modifier {name}' },
  setMany: { en: 'Change several objects', fr: 'Modifier plusieurs objets' },
  addExecutable: { en: 'Add {name}', fr: 'Ajouter {name}' },
  remove: { en: 'Delete {name}', fr: 'Supprimer {name}' },
  move: { en: 'Move', fr: 'Déplacer' },
  setParent: { en: 'Move to another container', fr: 'Déplacer vers un autre conteneur' },
  arrange: { en: 'Arrange', fr: 'Disposer' },
  connect: { en: 'Connect', fr: 'Relier' },
  setConstraint: { en: 'Change a precedence constraint', fr: 'Modifier une contrainte de précédence' },
  paste: { en: 'Paste', fr: 'Coller' },
  addConnection: { en: 'Add the connection {name}', fr: 'Ajouter la connexion {name}' },
  duplicateConnection: { en: 'Duplicate {name}', fr: 'Dupliquer {name}' },
  addVariable: { en: 'Add the variable {name}', fr: 'Ajouter la variable {name}' },
  retypeVariable: { en: 'Change the variable {name}', fr: 'Modifier la variable {name}' },
  addParameter: { en: 'Add the parameter {name}', fr: 'Ajouter le paramètre {name}' },
  addEventHandler: { en: 'Add an event handler', fr: 'Ajouter un gestionnaire d’événements' },
  setForeach: { en: 'Change the loop {name}', fr: 'Modifier la boucle {name}' },
  several: { en: 'Change {name}', fr: 'Modifier {name}' },
  setWebMethod: { en: 'Change the method of {name}', fr: 'Modifier la méthode de {name}' },
  reload: { en: 'Reload from the file', fr: 'Recharger depuis le fichier' },
})
