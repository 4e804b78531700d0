import { speaker } from '../text.js'

/** What the designer says while it tests connections. */
export const designerTestText = speaker({
  settings: { en: 'Settings', fr: 'Paramètres' },
  name: { en: 'Server name', fr: 'Nom du serveur' },
  connect: { en: 'Port', fr: 'Port' },
  tls: { en: 'Certificate', fr: 'Certificat' },
  endpoint: { en: 'Service', fr: 'Service' },
  logon: { en: 'Logon', fr: 'Ouverture de session' },
  host: { en: 'WMI of this computer', fr: 'WMI de cet ordinateur' },
  namespace: { en: 'Namespace', fr: 'Espace de noms' },
  query: { en: 'Query', fr: 'Requête' },
  roundTrip: { en: 'Round trips', fr: 'Allers-retours' },
  answer: { en: 'Answer', fr: 'Réponse' },
  path: { en: 'Path', fr: 'Chemin' },
  folder: { en: 'Folder', fr: 'Dossier' },
  file: { en: 'File', fr: 'Fichier' },
  access: { en: 'Access', fr: 'Accès' },
  connected: {
    en: 'Connected to {server}, namespace {namespace}',
    fr: 'Connecté à {server}, espace de noms {namespace}',
  },
  connectedHere: {
    en: 'This computer answers, namespace {namespace}',
    fr: 'Cet ordinateur répond, espace de noms {namespace}',
  },
  reached: { en: '{server} answers', fr: '{server} répond' },
  pathGood: { en: '{path} can be used', fr: '{path} est utilisable' },
  endsAt: { en: '{stage}: {reason}', fr: '{stage} : {reason}' },
  lookAtWarnings: {
    en: 'It works; the warnings deserve a look',
    fr: 'Cela fonctionne ; les avertissements méritent un regard',
  },
  unknownFailure: { en: 'it failed, and nobody says why', fr: 'échec, et personne ne dit pourquoi' },
  cannotTest: {
    en: 'the connection manager “{name}” of type {type} cannot be tested here',
    fr: 'le gestionnaire de connexions « {name} » de type {type} ne peut pas être testé ici',
  },
  folderMissing: { en: 'there is no folder {path}', fr: 'il n’y a pas de dossier {path}' },
  folderMissingHint: { en: 'Make it, or choose another path', fr: 'Créez-le, ou choisissez un autre chemin' },
  noDirectory: { en: '{path} is no folder', fr: '{path} n’est pas un dossier' },
  isFolder: { en: '{path} is a folder', fr: '{path} est un dossier' },
  fileMissing: { en: 'there is no file {path}', fr: 'il n’y a pas de fichier {path}' },
  fileMissingHint: {
    en: 'A task that reads it needs it; one that writes it makes it',
    fr: 'Une tâche qui le lit en a besoin ; une tâche qui l’écrit le crée',
  },
  willBeMade: { en: '{path} will be made', fr: '{path} sera créé' },
  bytes: { en: '{count} {count:byte|bytes}', fr: '{count} {count:octet|octets}' },
  readWrite: { en: 'can be read and written', fr: 'peut être lu et écrit' },
  writeOnly: { en: 'can be written, not read', fr: 'peut être écrit, pas lu' },
  readOnly: { en: '{path} cannot be written by you', fr: 'vous ne pouvez pas écrire dans {path}' },
  readOnlyHint: {
    en: 'That matters to tasks that write there',
    fr: 'Cela importe aux tâches qui y écrivent',
  },
  noAccess: { en: '{path} can be neither read nor written by you', fr: 'vous ne pouvez ni lire ni écrire {path}' },
  answered: { en: 'status {status}, {bytes} bytes', fr: 'état {status}, {bytes} octets' },
  refusedPage: {
    en: 'the server answers, but not with a document (status {status})',
    fr: 'le serveur répond, mais pas par un document (état {status})',
  },
})
