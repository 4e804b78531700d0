import { speaker } from '../text.js'

/** What writing instances, classes and namespaces says to people. */
export const writingText = speaker({
  systemName: {
    en: 'class {name}: names that begin or end with "_" belong to the system',
    fr: 'classe {name} : les noms qui commencent ou finissent par « _ » appartiennent au système',
  },
  systemNameHint: {
    en: 'Choose another name; a class of yours may derive from a system class',
    fr: 'Choisissez un autre nom ; une classe à vous peut dériver d’une classe système',
  },
  systemClass: {
    en: '{name} is a system class and cannot be deleted',
    fr: '{name} est une classe système et ne peut pas être supprimée',
  },
  systemClassHint: {
    en: 'Delete its instances, or classes of your own below it',
    fr: 'Supprimez ses instances, ou vos propres classes en dessous',
  },
  systemInstance: {
    en: 'instances of {class} belong to the host and cannot be written',
    fr: 'les instances de {class} appartiennent à l’hôte et ne peuvent pas être écrites',
  },
  systemInstanceHint: {
    en: 'Write instances of other classes; namespaces are instances of __NAMESPACE',
    fr: 'Écrivez des instances d’autres classes ; les espaces de noms sont des instances de __NAMESPACE',
  },
  builtInNamespace: {
    en: 'the namespace {name} belongs to the host and cannot be deleted',
    fr: 'l’espace de noms {name} appartient à l’hôte et ne peut pas être supprimé',
  },
  builtInNamespaceHint: {
    en: 'Delete what you put into it, or namespaces that you created',
    fr: 'Supprimez ce que vous y avez mis, ou les espaces de noms que vous avez créés',
  },
  deletedNamespace: {
    en: 'the namespace {name} has been deleted',
    fr: 'l’espace de noms {name} a été supprimé',
  },
  deletedNamespaceHint: { en: 'Connect to another one', fr: 'Connectez-vous à un autre' },

  abstractClass: {
    en: 'class {class} is abstract and has no instances of its own',
    fr: 'la classe {class} est abstraite et n’a pas d’instances propres',
  },
  abstractClassHint: {
    en: 'Create an instance of a class below it: {names}',
    fr: 'Créez une instance d’une classe en dessous : {names}',
  },
  abstractLeafHint: {
    en: 'Create a class below it first',
    fr: 'Créez d’abord une classe en dessous',
  },
  noProvider: {
    en: 'instances of {class} come from a provider, and this host has none for it',
    fr: 'les instances de {class} viennent d’un fournisseur, et cet hôte n’en a pas pour elle',
  },
  noProviderHint: {
    en: 'Load a provider for the class with --import, or write to a class that is kept in the repository',
    fr: 'Chargez un fournisseur pour la classe avec --import, ou écrivez dans une classe conservée dans le référentiel',
  },
  notCapable: {
    en: 'the provider of {class} cannot {operation} instances',
    fr: 'le fournisseur de {class} ne sait pas {operation} des instances',
  },
  notCapableHint: {
    en: 'The class can be read; look for a method of the class that does it (`wmilink describe {class}`)',
    fr: 'La classe peut être lue ; cherchez une méthode de la classe qui le fait (`wmilink describe {class}`)',
  },
  create: { en: 'create', fr: 'créer' },
  put: { en: 'change', fr: 'modifier' },
  delete: { en: 'delete', fr: 'supprimer' },

  notValues: {
    en: 'the values must be an object of values by property name, not {type}',
    fr: 'les valeurs doivent être un objet de valeurs par nom de propriété, pas {type}',
  },
  unknownProperty: {
    en: 'class {class} has no property {property}',
    fr: 'la classe {class} n’a pas de propriété {property}',
  },
  propertiesHint: { en: 'It has: {names}', fr: 'Elle a : {names}' },
  noPropertiesHint: { en: 'It has no properties', fr: 'Elle n’a pas de propriétés' },
  nearHint: { en: 'Did you mean {names}?', fr: 'Vouliez-vous dire {names} ?' },
  systemProperty: {
    en: '{property} is a system property, which the host computes',
    fr: '{property} est une propriété système, calculée par l’hôte',
  },
  systemPropertyHint: {
    en: 'Leave it out; only __CLASS may be given, to say the class of the instance',
    fr: 'Omettez-la ; seule __CLASS peut être donnée, pour dire la classe de l’instance',
  },
  twice: {
    en: 'the property {property} is given twice, in different spellings',
    fr: 'la propriété {property} est donnée deux fois, avec des graphies différentes',
  },
  otherClass: {
    en: '__CLASS says {name}, which is not {class}',
    fr: '__CLASS dit {name}, qui n’est pas {class}',
  },
  createClassHint: {
    en: 'Leave __CLASS out, or name {class} or a class below it',
    fr: 'Omettez __CLASS, ou nommez {class} ou une classe en dessous',
  },
  putClassHint: {
    en: 'An instance keeps its class; leave __CLASS out',
    fr: 'Une instance garde sa classe ; omettez __CLASS',
  },
  nested: {
    en: 'the values are nested too deeply, or contain themselves',
    fr: 'les valeurs sont trop imbriquées, ou se contiennent elles-mêmes',
  },
  nullValue: {
    en: 'the property {property} of {class} must have a value',
    fr: 'la propriété {property} de {class} doit avoir une valeur',
  },
  nullValueHint: {
    en: 'Give it a value: it is a key, or the class says not_null',
    fr: 'Donnez-lui une valeur : c’est une clé, ou la classe dit not_null',
  },
  keyChange: {
    en: 'the key {property} of {object} cannot be changed',
    fr: 'la clé {property} de {object} ne peut pas être modifiée',
  },
  keyChangeHint: {
    en: 'Create a new instance and delete this one',
    fr: 'Créez une nouvelle instance et supprimez celle-ci',
  },
  exists: { en: '{object} exists already', fr: '{object} existe déjà' },
  existsHint: {
    en: 'Change it with put, or choose other keys',
    fr: 'Modifiez-la avec put, ou choisissez d’autres clés',
  },
  missing: { en: 'there is no instance {object}', fr: 'il n’y a pas d’instance {object}' },
  missingHint: {
    en: 'Create it first, or let put create it with the mode either',
    fr: 'Créez-la d’abord, ou laissez put la créer avec le mode either',
  },
  mode: {
    en: 'the mode "{mode}" does not exist',
    fr: 'le mode « {mode} » n’existe pas',
  },
  modeHint: { en: 'The modes are either, update and create', fr: 'Les modes sont either, update et create' },
  providerKeys: {
    en: 'the provider of {class} created an instance and did not answer its keys',
    fr: 'le fournisseur de {class} a créé une instance sans répondre ses clés',
  },
  providerKeysHint: {
    en: 'The provider must answer an object with the key values',
    fr: 'Le fournisseur doit répondre un objet avec les valeurs des clés',
  },

  partialClass: {
    en: 'a class is put whole; `partial` is for instances',
    fr: 'une classe s’écrit en entier ; `partial` est pour les instances',
  },
  partialClassHint: {
    en: 'Give the whole declaration',
    fr: 'Donnez la déclaration entière',
  },
  declaration: {
    en: 'the declaration of the class cannot be read: {reason}',
    fr: 'la déclaration de la classe ne peut pas être lue : {reason}',
  },
  declarationHint: {
    en: 'Give a ClassDeclaration as parseMof and declarationOf make it',
    fr: 'Donnez une ClassDeclaration telle que parseMof et declarationOf en font',
  },
  className: { en: '"{name}" cannot be the name of a class', fr: '« {name} » ne peut pas être le nom d’une classe' },
  featureName: {
    en: '"{name}" cannot be the name of a property, method, parameter or qualifier',
    fr: '« {name} » ne peut pas être le nom d’une propriété, d’une méthode, d’un paramètre ou d’un qualificateur',
  },
  nameHint: {
    en: 'Names begin with a letter or "_" and go on with letters, digits and "_"',
    fr: 'Les noms commencent par une lettre ou « _ » et continuent par des lettres, des chiffres et « _ »',
  },
  classExists: { en: 'class {name} exists already', fr: 'la classe {name} existe déjà' },
  classExistsHint: { en: 'Put it without the mode create', fr: 'Écrivez-la sans le mode create' },
  hasChildren: {
    en: 'class {name} cannot be changed so: there are classes below it',
    fr: 'la classe {name} ne peut pas être modifiée ainsi : il y a des classes en dessous',
  },
  hasInstances: {
    en: 'class {name} cannot be changed so: it has instances',
    fr: 'la classe {name} ne peut pas être modifiée ainsi : elle a des instances',
  },
  compatibleHint: {
    en: 'Only texts for people, such as Description, may change; else derive a class, or delete and create anew',
    fr: 'Seuls les textes pour les personnes, comme Description, peuvent changer ; sinon dérivez une classe, ou supprimez et recréez',
  },
})
