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
  pathExpected: { en: 'expected {what} at column {column}', fr: '{what} attendu à la colonne {column}' },
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
})
