import { speaker } from '../text.js'

/** What the Expression, Execute Process, File System and Execute Package tasks say beyond the documented codes, and what is told of other tasks. */
export const stockText = speaker({
  kept: {
    en: 'The {title} is kept in the package but does not run here: do its work otherwise, or register a task of your own for {type} (registerTask, --import)',
    fr: 'La tâche « {title} » est conservée dans le package mais ne s’exécute pas ici : faites ce travail autrement, ou enregistrez votre propre tâche pour {type} (registerTask, --import)',
  },
  dataFlow: {
    en: 'Data flows with components are kept in the package but do not run here',
    fr: 'Les flux de données avec composants sont conservés dans le package mais ne s’exécutent pas ici',
  },

  evaluated: { en: 'evaluated: {expression}', fr: 'évaluée : {expression}' },
  noExpression: { en: 'the task has no expression', fr: 'la tâche n’a pas d’expression' },
  noExpressionHint: {
    en: 'Set Expression, for example to @[User::Count] = @[User::Count] + 1',
    fr: 'Définissez Expression, par exemple @[User::Compteur] = @[User::Compteur] + 1',
  },

  processStarts: { en: '{file} starts in {folder}', fr: '{file} démarre dans {folder}' },
  processEnded: { en: '{file} has ended with the code {code}', fr: '{file} s’est terminé avec le code {code}' },
  processRouting: { en: '{stream}: the variable {name}', fr: '{stream} : la variable {name}' },
  processNotStarted: { en: '"{file}" cannot be started: {reason}', fr: '« {file} » ne peut pas démarrer : {reason}' },
  textNoProgram: {
    en: '"{executable}" is a text that does not say which program runs it',
    fr: '« {executable} » est un texte qui n’indique pas quel programme l’exécute',
  },
  textNoProgramHint: {
    en: 'Start it with a line such as #!/bin/sh, or set Executable to that program and Arguments to the file',
    fr: 'Commencez-le par une ligne telle que #!/bin/sh, ou définissez Executable sur ce programme et Arguments sur le fichier',
  },
  processTalks: {
    en: '"{executable}" wrote more than {limit} bytes, which no variable takes: it was ended',
    fr: '« {executable} » a écrit plus de {limit} octets, trop pour une variable : il a été arrêté',
  },
  processTalksHint: {
    en: 'Let the program write to a file',
    fr: 'Faites écrire le programme dans un fichier',
  },

  operationOn: { en: '{operation}: {source}', fr: '{operation} : {source}' },
  operationBetween: { en: '{operation}: {source} → {destination}', fr: '{operation} : {source} → {destination}' },
  pathEmpty: { en: '"{name}" holds no path', fr: '« {name} » ne contient pas de chemin' },
  pathWildcard: {
    en: 'the task works on one file or folder; put it into a Foreach Loop to work on many',
    fr: 'la tâche traite un seul fichier ou dossier ; placez-la dans une boucle Foreach pour en traiter plusieurs',
  },
  pathCharacter: { en: 'no path has such characters', fr: 'aucun chemin n’a de tels caractères' },
  aFile: { en: 'file', fr: 'fichier' },
  aFolder: { en: 'folder', fr: 'dossier' },
  aFileOrFolder: { en: 'file or folder', fr: 'fichier ou dossier' },
  usageFileHint: {
    en: 'Set FileUsageType of "{name}" to FileExists (0) or CreateFile (1)',
    fr: 'Définissez FileUsageType de « {name} » sur FileExists (0) ou CreateFile (1)',
  },
  usageFolderHint: {
    en: 'Set FileUsageType of "{name}" to FolderExists (2) or CreateFolder (3)',
    fr: 'Définissez FileUsageType de « {name} » sur FolderExists (2) ou CreateFolder (3)',
  },
  fileRefused: { en: '"{path}": {reason}', fr: '« {path} » : {reason}' },
  sameFile: { en: 'source and destination are the same file', fr: 'la source et la destination sont le même fichier' },
  readOnlyFile: { en: 'it is read-only', fr: 'il est en lecture seule' },
  fileThere: { en: 'there is a file of this name already', fr: 'il existe déjà un fichier de ce nom' },
  fileThereHint: {
    en: 'Set OverwriteDestinationFile to True to replace it',
    fr: 'Définissez OverwriteDestinationFile sur True pour le remplacer',
  },
  noFolder: { en: 'it is no folder', fr: 'ce n’est pas un dossier' },
  rootFolder: {
    en: 'it is the root of a file system, which is never emptied or removed',
    fr: 'c’est la racine d’un système de fichiers, qui n’est jamais vidée ni supprimée',
  },
  folderInside: { en: 'it is inside the source "{path}"', fr: 'il est à l’intérieur de la source « {path} »' },
  attributesLost: {
    en: 'files of this system have no attributes {names}: "{path}" did not get them',
    fr: 'les fichiers de ce système n’ont pas d’attributs {names} : « {path} » ne les a pas reçus',
  },
  folderReadOnly: {
    en: 'the folder "{path}" did not become read-only: on Windows that would keep nobody from writing into it',
    fr: 'le dossier « {path} » n’est pas passé en lecture seule : sous Windows cela n’empêcherait personne d’y écrire',
  },

  outOfProcess: {
    en: 'ExecuteOutOfProcess is True, but packages run in the process of their parent here',
    fr: 'ExecuteOutOfProcess vaut True, mais les packages s’exécutent ici dans le processus de leur parent',
  },
  packageStarts: { en: 'running the package "{name}" ({path})', fr: 'exécution du package « {name} » ({path})' },
  parentNoFile: {
    en: 'a project reference leads to a package beside this one, which is in no file',
    fr: 'une référence de projet mène à un package voisin de celui-ci, qui n’est dans aucun fichier',
  },
  parentNoFileHint: {
    en: 'Save the package, or use a FILE connection manager',
    fr: 'Enregistrez le package, ou utilisez un gestionnaire de connexions FILE',
  },
  packageCycle: {
    en: 'packages run each other in a circle: {path}',
    fr: 'des packages s’exécutent en boucle : {path}',
  },
  packageCycleHint: {
    en: 'A package can run any other, but none that is running it',
    fr: 'Un package peut en exécuter un autre, mais pas celui qui l’exécute',
  },
  noParameter: {
    en: 'the package "{package}" has no parameter "{name}"',
    fr: 'le package « {package} » n’a pas de paramètre « {name} »',
  },
  parameters: { en: 'Its parameters: {names}', fr: 'Ses paramètres : {names}' },
  parameterRequired: {
    en: 'Assign values to the parameters of the package "{package}" in the task',
    fr: 'Affectez dans la tâche des valeurs aux paramètres du package « {package} »',
  },
  passwordClosed: {
    en: 'The task has a password for it that cannot be opened here: set PackagePassword, or give the password of the parent package',
    fr: 'La tâche a un mot de passe qui ne peut pas être ouvert ici : définissez PackagePassword, ou donnez le mot de passe du package parent',
  },
  sensitiveSource: {
    en: 'the parameter "{name}" is not sensitive, so "{source}", which is, cannot give its value',
    fr: 'le paramètre « {name} » n’est pas sensible et ne peut recevoir la valeur de « {source} », qui l’est',
  },
  sensitiveSourceHint: {
    en: 'Make the parameter of the child sensitive',
    fr: 'Rendez sensible le paramètre du package enfant',
  },

  taskTaken: {
    en: 'there is a task "{name}" already',
    fr: 'il existe déjà une tâche « {name} »',
  },
  connectionTaken: {
    en: 'there is a type "{name}" of connection managers already',
    fr: 'il existe déjà un type « {name} » de gestionnaires de connexions',
  },
  takenHint: {
    en: 'Choose another creationName, or give the option replace: true',
    fr: 'Choisissez un autre creationName, ou donnez l’option replace: true',
  },
  noDefinition: {
    en: '{what} needs an object that describes what is registered',
    fr: '{what} attend un objet qui décrit ce qui est enregistré',
  },
  badMember: {
    en: '{what}: the member {member} of the definition is no {wanted}',
    fr: '{what} : le membre {member} de la définition n’est pas de la sorte {wanted}',
  },
  badProperty: {
    en: '{what} of "{kind}": {problem}',
    fr: '{what} de « {kind} » : {problem}',
  },
  propertyNoObject: { en: 'a property is no object', fr: 'une propriété n’est pas un objet' },
  propertyNoName: { en: 'a property has no name', fr: 'une propriété n’a pas de nom' },
  propertyTwice: { en: 'two properties are called {name}', fr: 'deux propriétés s’appellent {name}' },
  propertySecret: {
    en: 'the write-only property {name} is a secret, which is never saved: leave its attribute out',
    fr: 'la propriété {name}, en écriture seule, est un secret qui n’est jamais enregistré : retirez son attribute',
  },
  taskNotMade: { en: 'the {title} could not be made: {reason}', fr: '« {title} » n’a pas pu être créée : {reason}' },
  noTask: {
    en: 'what was registered for the {title} made no object with validate and execute',
    fr: 'ce qui a été enregistré pour « {title} » n’a pas créé d’objet avec validate et execute',
  },
  badResult: {
    en: 'the {title} answered {value}, which is no DTSExecResult (0 Success, 1 Failure, 2 Completion, 3 Canceled)',
    fr: '« {title} » a répondu {value}, qui n’est pas un DTSExecResult (0 Success, 1 Failure, 2 Completion, 3 Canceled)',
  },
  propertyType: {
    en: 'the type of the property {name} is none of String, Boolean, Int32, Object and an enumeration',
    fr: 'le type de la propriété {name} n’est ni String, ni Boolean, ni Int32, ni Object, ni une énumération',
  },
  propertyDefault: {
    en: 'the default of the property {name} is not of its type',
    fr: 'la valeur par défaut de la propriété {name} n’est pas de son type',
  },
})
