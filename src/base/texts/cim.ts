import { speaker } from '../text.js'

/** What `src/cim` says to people. */
export const cimText = speaker({
  typeMismatch: {
    en: '{value} is not a value of type {type}',
    fr: '{value} n’est pas une valeur de type {type}',
  },
  dateTimeHint: {
    en: 'Write yyyymmddHHMMSS.mmmmmm+UUU with the offset from UTC in minutes, or ddddddddHHMMSS.mmmmmm:000 for an interval',
    fr: 'Écrivez aaaammjjHHMMSS.mmmmmm+UUU avec le décalage UTC en minutes, ou jjjjjjjjHHMMSS.mmmmmm:000 pour un intervalle',
  },
  pathInvalid: {
    en: 'the object path "{path}" is not valid: {why}',
    fr: 'le chemin d’objet « {path} » n’est pas valide : {why}',
  },
  pathHint: {
    en: 'Write for example Win32_Service.Name="Spooler", with \\\\ for each backslash inside the quotes',
    fr: 'Écrivez par exemple Win32_Service.Name="Spooler", avec \\\\ pour chaque barre oblique inverse entre guillemets',
  },
  pathExpected: { en: 'expected {what} at column {column}', fr: 'à la colonne {column}, attendu : {what}' },
  pathClass: { en: 'a class name', fr: 'nom de classe' },
  pathKey: { en: 'a key name', fr: 'nom de clé' },
  pathName: { en: 'a name', fr: 'nom' },
  pathValue: {
    en: 'a quoted text, a whole number, TRUE or FALSE',
    fr: 'texte entre guillemets, nombre entier, TRUE ou FALSE',
  },
  pathKeyTwice: { en: 'the key {name} is given twice', fr: 'la clé {name} est donnée deux fois' },
  pathQuote: { en: 'the closing quote is missing', fr: 'il manque le guillemet fermant' },
  pathServer: {
    en: 'a server name must follow the two slashes',
    fr: 'un nom de serveur doit suivre les deux barres obliques',
  },
  pathNamespace: {
    en: 'a namespace such as root\\cimv2 is missing or malformed',
    fr: 'un espace de noms tel que root\\cimv2 manque ou est mal formé',
  },
  pathIsNamespace: { en: 'it names no class', fr: 'il ne nomme aucune classe' },
  at: { en: '{at}: {why}', fr: '{at} : {why}' },
  needsArray: {
    en: 'the property is an array; write its values between braces',
    fr: 'la propriété est un tableau ; écrivez ses valeurs entre accolades',
  },
  needsList: { en: 'a list of values is needed', fr: 'une liste de valeurs est requise' },
  needsScalar: { en: 'the property is not an array', fr: 'la propriété n’est pas un tableau' },
  tooMany: { en: '{count} values for an array of {size}', fr: '{count} valeurs pour un tableau de {size}' },
  nullElement: { en: 'an array cannot hold NULL', fr: 'un tableau ne peut pas contenir NULL' },
  objectDefault: {
    en: 'a default cannot be an alias or an instance',
    fr: 'une valeur par défaut ne peut être ni un alias ni une instance',
  },
  classInside: {
    en: 'the class {name} stands inside an instance, which MOF cannot write',
    fr: 'la classe {name} se trouve dans une instance, ce que MOF ne peut pas écrire',
  },
  classInsideHint: { en: 'Print the class by itself', fr: 'Imprimez la classe à part' },
  superclass: {
    en: 'the superclass of {name} is {superclass}, another one was given',
    fr: 'la superclasse de {name} est {superclass}, une autre a été donnée',
  },
  superclassHint: {
    en: 'Define the superclass first, in the same namespace',
    fr: 'Définissez d’abord la superclasse, dans le même espace de noms',
  },
  circular: { en: 'the class is its own ancestor', fr: 'la classe est son propre ancêtre' },
  tooDeep: {
    en: 'the class stands more than {limit} levels below its root class',
    fr: 'la classe se trouve à plus de {limit} niveaux sous sa classe racine',
  },
  declaredTwice: { en: 'it is declared twice', fr: 'déclaration en double' },
  systemProperty: { en: 'the name belongs to a system property', fr: 'le nom appartient à une propriété système' },
  singletonKeys: { en: 'a singleton has no key properties', fr: 'un singleton n’a pas de propriétés clés' },
  keyType: {
    en: 'arrays, reals and embedded objects cannot be keys',
    fr: 'les tableaux, les réels et les objets incorporés ne peuvent pas être des clés',
  },
  newKey: {
    en: 'the superclass has keys, a subclass cannot add one',
    fr: 'la superclasse a des clés, une sous-classe ne peut pas en ajouter',
  },
  overrideType: {
    en: 'it has another type in {origin}, which declared it first',
    fr: 'son type est différent dans {origin}, où se trouve la première déclaration',
  },
  overrideQualifier: {
    en: '{at}: the qualifier {name} is inherited and cannot be changed',
    fr: '{at} : le qualificateur {name} est hérité et ne peut pas être modifié',
  },
  overrideQualifierHint: {
    en: 'Leave it out, or declare it with EnableOverride in the superclass',
    fr: 'Omettez-le ou déclarez-le avec EnableOverride dans la superclasse',
  },
  idMissing: {
    en: 'some parameters have an ID and others have none',
    fr: 'certains paramètres ont un ID et d’autres non',
  },
  idInvalid: { en: 'an ID is not a whole number from 0', fr: 'un ID n’est pas un nombre entier à partir de 0' },
  idGap: {
    en: 'the IDs of the parameters leave a gap or repeat',
    fr: 'les ID des paramètres laissent un trou ou se répètent',
  },
  idHint: {
    en: 'Give every parameter its own name, and either all of them ID(0), ID(1) … or none',
    fr: 'Donnez à chaque paramètre son propre nom, et à tous ID(0), ID(1)… ou à aucun',
  },
  noClass: { en: 'the class {name} does not exist', fr: 'la classe {name} n’existe pas' },
  noClassHint: { en: 'Define it before its first instance', fr: 'Définissez-la avant sa première instance' },
  noProperty: {
    en: 'the class {name} has no property {property}',
    fr: 'la classe {name} n’a pas de propriété {property}',
  },
  noPropertyHint: {
    en: 'Check the spelling against the class definition',
    fr: 'Comparez l’orthographe avec la définition de la classe',
  },
  noAlias: { en: 'no instance or class is called {alias}', fr: 'aucune instance ni classe ne s’appelle {alias}' },
  noAliasHint: {
    en: 'Write "as {alias}" after the class name of the one meant',
    fr: 'Écrivez « as {alias} » après le nom de classe de celle visée',
  },
  aliasCycle: { en: 'the alias {alias} refers to itself', fr: 'l’alias {alias} fait référence à lui-même' },
  aliasChain: {
    en: 'more than {limit} aliases, up to {alias}, are used before they are declared',
    fr: 'plus de {limit} alias, jusqu’à {alias}, sont utilisés avant d’être déclarés',
  },
  aliasTwice: { en: 'the alias {alias} is given twice', fr: 'l’alias {alias} est donné deux fois' },
  aliasNoPath: {
    en: 'the instance {alias} has no path, because its class has no key or a key has no value',
    fr: 'l’instance {alias} n’a pas de chemin, car sa classe n’a pas de clé ou une clé n’a pas de valeur',
  },
  otherClass: {
    en: 'an instance of {found} is not one of {wanted}',
    fr: 'une instance de {found} n’est pas une instance de {wanted}',
  },
  hintInteger: {
    en: 'Write a whole number from {low} to {high}',
    fr: 'Écrivez un nombre entier de {low} à {high}',
  },
  hintReal: { en: 'Write a finite number', fr: 'Écrivez un nombre fini' },
  hintBoolean: { en: 'Write TRUE or FALSE', fr: 'Écrivez TRUE ou FALSE' },
  hintString: { en: 'Write a text', fr: 'Écrivez un texte' },
  hintChar: { en: 'Write one character or its number', fr: 'Écrivez un caractère ou son numéro' },
  hintReference: { en: 'Write the path of an object', fr: 'Écrivez le chemin d’un objet' },
  hintObject: { en: 'Give an instance of a class', fr: 'Donnez une instance d’une classe' },
  notReference: {
    en: 'a reference takes a path or an alias, not an instance of {name}',
    fr: 'une référence prend un chemin ou un alias, pas une instance de {name}',
  },
  circularHint: { en: 'Choose another superclass', fr: 'Choisissez une autre superclasse' },
  declaredTwiceHint: { en: 'Remove or rename one of the two', fr: 'Supprimez ou renommez l’un des deux' },
  systemPropertyHint: {
    en: 'Choose a name that does not begin with two underscores',
    fr: 'Choisissez un nom qui ne commence pas par deux traits de soulignement',
  },
  singletonKeysHint: {
    en: 'Remove the qualifier Singleton or the qualifier Key',
    fr: 'Supprimez le qualificateur Singleton ou le qualificateur Key',
  },
  keyTypeHint: { en: 'Make another property the key', fr: 'Faites d’une autre propriété la clé' },
  newKeyHint: {
    en: 'Leave the qualifier Key out, or derive from a class without keys',
    fr: 'Omettez le qualificateur Key ou dérivez d’une classe sans clés',
  },
  aliasCycleHint: {
    en: 'Give the path of one of the instances as a text',
    fr: 'Donnez le chemin de l’une des instances sous forme de texte',
  },
  aliasNoPathHint: { en: 'Give its key properties values', fr: 'Donnez des valeurs à ses propriétés clés' },
  aliasChainHint: {
    en: 'Declare instances before those that refer to them',
    fr: 'Déclarez les instances avant celles qui s’y réfèrent',
  },
})
