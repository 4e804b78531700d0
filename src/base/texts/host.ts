import { speaker } from '../text.js'

/** What the core of `src/host` says to people. */
export const hostText = speaker({
  unknownNamespace: { en: 'there is no namespace {name}', fr: 'il n’y a pas d’espace de noms {name}' },
  unknownNamespaceHint: { en: 'There is: {names}', fr: 'Il y a : {names}' },
  namespaceForm: {
    en: '"{name}" cannot be the name of a namespace',
    fr: '« {name} » ne peut pas être le nom d’un espace de noms',
  },
  namespaceFormHint: {
    en: 'Begin with a letter; create each level in its parent',
    fr: 'Commencez par une lettre ; créez chaque niveau dans son parent',
  },
  unknownClass: { en: 'there is no class {name}', fr: 'il n’y a pas de classe {name}' },
  unknownClassHint: {
    en: 'List the classes of the namespace with `wmilink classes`, or load the class with --mof',
    fr: 'Listez les classes de l’espace de noms avec `wmilink classes`, ou chargez la classe avec --mof',
  },
  nearHint: { en: 'Did you mean {names}?', fr: 'Vouliez-vous dire {names} ?' },
  unknownSuperclass: {
    en: 'class {name} derives from {superclass}, which does not exist',
    fr: 'la classe {name} dérive de {superclass}, qui n’existe pas',
  },
  unknownSuperclassHint: {
    en: 'Declare the superclass before, in the same namespace',
    fr: 'Déclarez d’abord la superclasse, dans le même espace de noms',
  },
  circularClass: {
    en: 'class {name} cannot derive from {superclass}, which derives from it',
    fr: 'la classe {name} ne peut pas dériver de {superclass}, qui dérive d’elle',
  },
  noSuchProperty: {
    en: 'class {class} has no property {name}',
    fr: 'la classe {class} n’a pas de propriété {name}',
  },
  embeddedClass: {
    en: '{name}: the class of the embedded object is not known',
    fr: '{name} : la classe de l’objet incorporé n’est pas connue',
  },
  embeddedClassHint: { en: 'Give it as __CLASS', fr: 'Donnez-la dans __CLASS' },

  providerFailed: {
    en: 'the provider of {class} failed: {reason}',
    fr: 'le fournisseur de {class} a échoué : {reason}',
  },
  thrownAt: { en: 'It was thrown at {place}', fr: 'L’erreur a été levée ici : {place}' },
  providerFailedHint: {
    en: 'Correct the provider; in code, `cause` of this error is what it threw',
    fr: 'Corrigez le fournisseur ; dans le code, `cause` de cette erreur est ce qu’il a levé',
  },
  providerLoad: {
    en: 'the provider of {classes} cannot be loaded: {reason}',
    fr: 'le fournisseur de {classes} ne peut pas être chargé : {reason}',
  },
  providerAnswerHint: {
    en: 'The provider must answer as the class declares',
    fr: 'Le fournisseur doit répondre comme la classe le déclare',
  },
  notIterable: {
    en: 'the provider of {class} gave no iterable of rows',
    fr: 'le fournisseur de {class} n’a pas donné d’itérable de lignes',
  },
  notRow: {
    en: 'the provider of {class} gave {value} as a row',
    fr: 'le fournisseur de {class} a donné {value} comme ligne',
  },
  rowClass: {
    en: 'the provider of {class} gave a row of class {name}',
    fr: 'le fournisseur de {class} a donné une ligne de la classe {name}',
  },
  propertySpelling: {
    en: 'the provider of {class} gave {name}, the class spells it {declared}',
    fr: 'le fournisseur de {class} a donné {name}, la classe l’écrit {declared}',
  },
  providerType: {
    en: 'the provider of {class} gave a wrong value for {property}: {reason}',
    fr: 'le fournisseur de {class} a donné une mauvaise valeur pour {property} : {reason}',
  },

  registrationClasses: {
    en: 'the provider names no classes',
    fr: 'le fournisseur ne nomme aucune classe',
  },
  registrationNamespace: {
    en: 'the namespace of the provider of {names} is not a text',
    fr: 'l’espace de noms du fournisseur de {names} n’est pas un texte',
  },
  registrationMof: {
    en: 'the MOF of the provider of {names} is not a text',
    fr: 'le MOF du fournisseur de {names} n’est pas un texte',
  },
  registrationProvider: {
    en: 'the provider of {names} has no function enumerate',
    fr: 'le fournisseur de {names} n’a pas de fonction enumerate',
  },
  registrationHint: {
    en: 'Register an object with classes (names) and provider (with a function enumerate); namespace and mof where needed',
    fr: 'Enregistrez un objet avec classes (noms) et provider (avec une fonction enumerate) ; namespace et mof si besoin',
  },
  registrationSource: { en: 'the provider of {names}', fr: 'le fournisseur de {names}' },
  registrationClass: {
    en: 'a provider serves {name}, which {namespace} does not have',
    fr: 'un fournisseur sert {name}, que {namespace} n’a pas',
  },
  registrationClassHint: {
    en: 'Give the class in `mof` of the registration, or load it with --mof',
    fr: 'Donnez la classe dans `mof` de l’enregistrement, ou chargez-la avec --mof',
  },

  noInstance: { en: 'there is no instance {object}', fr: 'il n’y a pas d’instance {object}' },
  noInstanceHint: {
    en: 'List the instances with: SELECT * FROM {class}',
    fr: 'Listez les instances avec : SELECT * FROM {class}',
  },
  keysHint: { en: 'The keys of {class} are {names}', fr: 'Les clés de {class} sont {names}' },
  keylessHint: {
    en: 'The class has no keys; the instance of a singleton is Class=@',
    fr: 'La classe n’a pas de clés ; l’instance d’un singleton est Classe=@',
  },
  notSingleton: { en: '{class} is no singleton', fr: '{class} n’est pas un singleton' },
  notKey: { en: '{name} is no key of {class}', fr: '{name} n’est pas une clé de {class}' },
  missingKey: { en: 'the key {name} of {class} is missing', fr: 'il manque la clé {name} de {class}' },
  noKeys: { en: 'instances of {class} have no path', fr: 'les instances de {class} n’ont pas de chemin' },
  keyType: { en: 'the key {name} has no such value', fr: 'la clé {name} n’admet pas cette valeur' },
  otherServer: {
    en: 'the path names the server {server}, this connection is to {own}',
    fr: 'le chemin nomme le serveur {server}, cette connexion mène à {own}',
  },
  otherServerHint: {
    en: 'Leave the server out of the path, or connect to that server',
    fr: 'Omettez le serveur dans le chemin, ou connectez-vous à ce serveur',
  },

  unknownMethod: { en: 'class {class} has no method {method}', fr: 'la classe {class} n’a pas de méthode {method}' },
  methodsHint: { en: 'It has: {names}', fr: 'Elle a : {names}' },
  noMethodsHint: { en: 'It has no methods', fr: 'Elle n’a pas de méthodes' },
  instanceMethod: {
    en: '{method} is called on an instance of {class}, not on the class',
    fr: '{method} s’appelle sur une instance de {class}, pas sur la classe',
  },
  instanceMethodHint: {
    en: 'Give the path of an instance; the keys are {keys}',
    fr: 'Donnez le chemin d’une instance ; les clés sont {keys}',
  },
  unknownParameter: {
    en: '{class}.{method} has no in-parameter {name}',
    fr: '{class}.{method} n’a pas de paramètre d’entrée {name}',
  },
  parameterType: {
    en: 'in-parameter {name} of {class}.{method}: {reason}',
    fr: 'paramètre d’entrée {name} de {class}.{method} : {reason}',
  },
  parametersHint: {
    en: '{class}.{method} takes {names}',
    fr: '{class}.{method} prend {names}',
  },
  noParametersHint: {
    en: '{class}.{method} takes no parameters',
    fr: '{class}.{method} ne prend pas de paramètres',
  },
  noMethodProvider: {
    en: '{class}.{method} is declared, but no provider carries it out on this host',
    fr: '{class}.{method} est déclarée, mais aucun fournisseur ne l’exécute sur cet hôte',
  },
  noMethodProviderHint: {
    en: 'Load a provider for the class with --import',
    fr: 'Chargez un fournisseur pour la classe avec --import',
  },
  noMethodsProviderHint: {
    en: 'Instances of this class can only be read; methods of your own come with registerProvider',
    fr: 'Les instances de cette classe ne peuvent qu’être lues ; vos propres méthodes viennent avec registerProvider',
  },
  noMethods: {
    en: 'the provider of {class} has no methods, so {method} cannot be called',
    fr: 'le fournisseur de {class} n’a pas de méthodes, {method} ne peut donc pas être appelée',
  },
  answerForm: {
    en: 'the provider gave no object as the answer of {class}.{method}',
    fr: 'le fournisseur n’a pas donné d’objet comme réponse de {class}.{method}',
  },
  answerParameter: {
    en: 'the provider gave {name}, which {class}.{method} does not return',
    fr: 'le fournisseur a donné {name}, que {class}.{method} ne renvoie pas',
  },
  answerType: {
    en: 'the provider gave a wrong value for {name} of {class}.{method}: {reason}',
    fr: 'le fournisseur a donné une mauvaise valeur pour {name} de {class}.{method} : {reason}',
  },

  denied: {
    en: 'user {user} has no right to {right} in {where}',
    fr: 'l’utilisateur {user} n’a pas le droit {right} dans {where}',
  },
  deniedHint: {
    en: 'Ask who runs this host for the right, or use another account',
    fr: 'Demandez ce droit à qui exploite cet hôte, ou utilisez un autre compte',
  },
  shuttingDown: { en: 'the host has been closed', fr: 'l’hôte a été fermé' },
  shuttingDownHint: { en: 'Make a new host and connect to it', fr: 'Créez un nouvel hôte et connectez-vous à lui' },
  notText: { en: '{name} must be a text, not {type}', fr: '{name} doit être un texte, pas {type}' },

  mofInclude: { en: 'the file {file} is included but not at hand', fr: 'le fichier {file} est inclus mais absent' },
  mofIncludeHint: { en: 'Load the file itself before', fr: 'Chargez d’abord le fichier lui-même' },
  mofNamespaceHint: {
    en: 'Create it before, in its parent: {create}',
    fr: 'Créez-le d’abord, dans son parent : {create}',
  },
  mofServer: {
    en: 'the namespace is on the server {server}, MOF is loaded into this machine only',
    fr: 'l’espace de noms est sur le serveur {server}, le MOF n’est chargé que sur cette machine',
  },
  mofExists: { en: '{name} exists already', fr: '{name} existe déjà' },
  mofMissing: { en: '{name} does not exist', fr: '{name} n’existe pas' },
  abstractInstance: {
    en: 'class {class} is abstract and has no instances of its own',
    fr: 'la classe {class} est abstraite et n’a pas d’instances propres',
  },
  nullKey: { en: 'the key {name} of {class} has no value', fr: 'la clé {name} de {class} n’a pas de valeur' },
  keylessInstance: {
    en: 'class {class} has no keys, so its instances cannot be kept',
    fr: 'la classe {class} n’a pas de clés, ses instances ne peuvent donc pas être conservées',
  },
  keylessInstanceHint: {
    en: 'Mark a property with [key], or the class with [singleton]',
    fr: 'Marquez une propriété avec [key], ou la classe avec [singleton]',
  },
})
