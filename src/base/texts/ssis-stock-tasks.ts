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
  processTalks: {
    en: '"{executable}" wrote more than {limit} bytes, which no variable takes: it was ended',
    fr: '« {executable} » a écrit plus de {limit} octets, trop pour une variable : il a été arrêté',
  },
  processTalksHint: {
    en: 'Let the program write to a file',
    fr: 'Faites écrire le programme dans un fichier',
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
  propertyType: {
    en: 'the type of the property {name} is none of String, Boolean, Int32, Object and an enumeration',
    fr: 'le type de la propriété {name} n’est ni String, ni Boolean, ni Int32, ni Object, ni une énumération',
  },
  propertyDefault: {
    en: 'the default of the property {name} is not of its type',
    fr: 'la valeur par défaut de la propriété {name} n’est pas de son type',
  },
})
