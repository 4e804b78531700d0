import { speaker } from '../text.js'

/** What Foreach enumerators say. */
export const foreachText = speaker({
  noEnumerator: {
    en: 'the Foreach Loop "{name}" has no enumerator',
    fr: 'la boucle Foreach « {name} » n’a pas d’énumérateur',
  },
  unknownEnumerator: {
    en: 'the enumerator {kind} of "{name}" cannot run here',
    fr: 'l’énumérateur {kind} de « {name} » ne peut pas s’exécuter ici',
  },
  unknownEnumeratorHint: {
    en: 'Enumerators that run here: File, Item, ADO (rows of a table in a variable), From Variable, NodeList',
    fr: 'Énumérateurs qui s’exécutent ici : Fichier, Élément, ADO (lignes d’une table dans une variable), Depuis une variable, NodeList',
  },
  noFolder: {
    en: 'the folder of the File enumerator of "{name}" is empty',
    fr: 'le dossier de l’énumérateur de fichiers de « {name} » est vide',
  },
  folderUnreadable: {
    en: 'the folder "{path}" cannot be read: {reason}',
    fr: 'le dossier « {path} » ne peut pas être lu : {reason}',
  },
  badItem: {
    en: 'the item "{value}" of "{name}" is no {type}',
    fr: 'l’élément « {value} » de « {name} » n’est pas de type {type}',
  },
  notEnumerable: {
    en: 'the variable "{variable}" holds nothing that can be enumerated',
    fr: 'la variable « {variable} » ne contient rien qui puisse être énuméré',
  },
  notEnumerableHint: {
    en: 'It must hold a text, an array or a table when the loop starts',
    fr: 'Elle doit contenir un texte, un tableau ou une table au démarrage de la boucle',
  },
  notTable: {
    en: 'the variable "{variable}" holds no table',
    fr: 'la variable « {variable} » ne contient pas de table',
  },
  notTableHint: {
    en: 'Let a WMI Data Reader task write its output as a DataTable into it before the loop starts',
    fr: 'Faites-y écrire une DataTable par une tâche Lecteur de données WMI avant le démarrage de la boucle',
  },
  badXml: { en: 'the XML document cannot be read: {reason}', fr: 'le document XML ne peut pas être lu : {reason}' },
  noDoctype: { en: 'a DOCTYPE is not accepted', fr: 'un DOCTYPE n’est pas accepté' },
  badXPath: {
    en: 'the XPath "{path}" cannot be evaluated: {reason}',
    fr: 'le chemin XPath « {path} » ne peut pas être évalué : {reason}',
  },
  noXPath: {
    en: 'the XPath of the NodeList enumerator of "{name}" is empty',
    fr: 'le chemin XPath de l’énumérateur NodeList de « {name} » est vide',
  },
  tooLong: {
    en: 'the document has more than {limit} bytes',
    fr: 'le document compte plus de {limit} octets',
  },
})
