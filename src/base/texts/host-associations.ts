import { speaker } from '../text.js'

/** What questions about associations say to people. */
export const associationText = speaker({
  optionUnknown: {
    en: '{option} is no option of a question about associations',
    fr: '{option} n’est pas une option d’une question sur les associations',
  },
  optionUnknownHint: { en: 'There is: {options}', fr: 'Il y a : {options}' },
  optionText: { en: '{option} must be a name, not {type}', fr: '{option} doit être un nom, pas {type}' },
  optionFlag: {
    en: '{option} must be true or false, not {type}',
    fr: '{option} doit être true ou false, pas {type}',
  },
  optionName: { en: '{option}: "{name}" cannot be a name', fr: '{option} : « {name} » ne peut pas être un nom' },
  optionConflict: {
    en: '{option} cannot stand with {other}',
    fr: '{option} ne peut pas accompagner {other}',
  },
  optionConflictHint: { en: 'Leave one of the two out', fr: 'Omettez l’une des deux' },
  optionOfAssociators: {
    en: '{option} is an option of associators(), not of references()',
    fr: '{option} est une option d’associators(), pas de references()',
  },
  optionOfAssociatorsHint: {
    en: 'resultClass of references() names the association class, role the property that holds the object',
    fr: 'resultClass de references() nomme la classe d’association, role la propriété qui tient l’objet',
  },
  schemaOnlyInstance: {
    en: 'SchemaOnly asks about a class, and {object} is the path of an instance',
    fr: 'SchemaOnly interroge une classe, et {object} est le chemin d’une instance',
  },
  schemaOnlyInstanceHint: {
    en: 'Give {class} without keys, or leave SchemaOnly out',
    fr: 'Donnez {class} sans clés, ou omettez SchemaOnly',
  },
  classPath: {
    en: '{object} is a class, and associations belong to instances',
    fr: '{object} est une classe, et les associations appartiennent à des instances',
  },
  classPathHint: {
    en: 'Give the path of an instance, or ask for the schema with SchemaOnly',
    fr: 'Donnez le chemin d’une instance, ou demandez le schéma avec SchemaOnly',
  },
})
