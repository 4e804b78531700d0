import { speaker } from '../text.js'

/** What the designer says about connecting, and of what servers answer. */
export const designerLiveText = speaker({
  consent: { en: 'Connect to {server} as {user}?', fr: 'Se connecter à {server} en tant que {user} ?' },
  consentSelf: { en: 'Connect to {server}?', fr: 'Se connecter à {server} ?' },
  consentHere: { en: 'Connect to this computer?', fr: 'Se connecter à cet ordinateur ?' },
  consentHint: {
    en: 'Nothing connects by itself: agree once, and this session or this computer remembers it',
    fr: 'Rien ne se connecte de soi-même : acceptez une fois, et cette session ou cet ordinateur s’en souviendra',
  },
  secretNeeded: {
    en: 'the connection manager “{name}” needs a password for {user} on {server}',
    fr: 'le gestionnaire de connexions « {name} » a besoin d’un mot de passe pour {user} sur {server}',
  },
  secretNeededHint: {
    en: 'It is kept in memory only, until the designer ends',
    fr: 'Il n’est gardé qu’en mémoire, jusqu’à la fin du concepteur',
  },
  secretOwn: {
    en: 'the connection manager “{name}” takes no password from the session for {property}',
    fr: 'le gestionnaire de connexions « {name} » ne prend pas de mot de passe de la session pour {property}',
  },
  secretOwnHint: {
    en: 'It has one of its own, or logs on without one: change it in its editor',
    fr: 'Il en a un à lui, ou se connecte sans : modifiez-le dans son éditeur',
  },
  badFingerprint: {
    en: 'the thumbprint has neither 40 hexadecimal digits (SHA-1) nor 64 (SHA-256)',
    fr: 'l’empreinte n’a ni 40 chiffres hexadécimaux (SHA-1) ni 64 (SHA-256)',
  },
  badFingerprintHint: {
    en: 'Copy it from the certificate, as Windows shows it',
    fr: 'Copiez-la depuis le certificat, telle que Windows la montre',
  },
  notManager: { en: 'this object is no connection manager', fr: 'cet objet n’est pas un gestionnaire de connexions' },
  noPeer: {
    en: 'the connection manager “{name}” of type {type} connects to no server',
    fr: 'le gestionnaire de connexions « {name} » de type {type} ne se connecte à aucun serveur',
  },
  notWmi: {
    en: 'the connection manager “{name}” is of type {type}; this needs one of type WMI',
    fr: 'le gestionnaire de connexions « {name} » est de type {type} ; il en faut un de type WMI',
  },
  noParameter: {
    en: 'the method {method} has no input {name}',
    fr: 'la méthode {method} n’a pas d’entrée {name}',
  },
  parameterJson: {
    en: 'the value of {name} ({type}) is no JSON',
    fr: 'la valeur de {name} ({type}) n’est pas du JSON',
  },
  arrayHint: {
    en: 'Write ["a", "b"], or one element in each line',
    fr: 'Écrivez ["a", "b"], ou un élément par ligne',
  },
  objectHint: {
    en: 'Write a JSON object with "__CLASS": "Name_Of_Class" and the properties',
    fr: 'Écrivez un objet JSON avec "__CLASS": "Nom_De_Classe" et les propriétés',
  },
  parameterInexact: {
    en: 'a number given for {name} is too big for a JSON number',
    fr: 'un nombre donné pour {name} est trop grand pour un nombre JSON',
  },
  parameterInexactHint: {
    en: 'Put it between quotation marks: ["9007199254740993"]',
    fr: 'Mettez-le entre guillemets droits : ["9007199254740993"]',
  },
  notWebService: { en: 'this object is no Web Service task', fr: 'cet objet n’est pas une tâche Service Web' },
  noConnection: {
    en: 'the task names no connection manager that is there',
    fr: 'la tâche ne nomme aucun gestionnaire de connexions existant',
  },
  noConnectionHint: {
    en: 'Choose an HTTP or WMI connection manager on the page General',
    fr: 'Choisissez un gestionnaire de connexions HTTP ou WMI dans la page Général',
  },
  unsupportedMethod: {
    en: 'a parameter has a type of which no value can be given',
    fr: 'un paramètre a un type dont on ne peut donner de valeur',
  },
  noWsdlFile: { en: 'the task names no WSDL file', fr: 'la tâche ne nomme pas de fichier WSDL' },
  noWsdlFileHint: { en: 'Enter a path for WSDLFile', fr: 'Indiquez un chemin pour WSDLFile' },
  wsdlThere: {
    en: '{path} is there already, and OverwriteWSDLFile is False',
    fr: '{path} existe déjà, et OverwriteWSDLFile vaut False',
  },
  wsdlThereHint: {
    en: 'Set OverwriteWSDLFile to True to replace it',
    fr: 'Définissez OverwriteWSDLFile sur True pour le remplacer',
  },
  wsdlOutside: {
    en: '{path} lies outside of the opened folder {folder}, which is not trusted yet',
    fr: '{path} se trouve hors du dossier ouvert {folder}, qui n’est pas encore approuvé',
  },
  onlyHttp: {
    en: 'only an HTTP connection manager has a WSDL to download',
    fr: 'seul un gestionnaire de connexions HTTP a un WSDL à télécharger',
  },
  noScope: { en: 'this object sees no variables', fr: 'cet objet ne voit pas de variables' },
})
