import { language, speaker } from '../text.js'

/** What the product calls its tasks, containers and connection managers. */
export const titleText = speaker({
  wmiDataReaderTask: { en: 'WMI Data Reader Task', fr: 'Tâche Lecteur de données WMI' },
  wmiEventWatcherTask: { en: 'WMI Event Watcher Task', fr: 'Tâche Observateur d’événement WMI' },
  webServiceTask: { en: 'Web Service Task', fr: 'Tâche Service web' },
  expressionTask: { en: 'Expression Task', fr: 'Tâche d’expression' },
  executeProcessTask: { en: 'Execute Process Task', fr: 'Tâche d’exécution de processus' },
  fileSystemTask: { en: 'File System Task', fr: 'Tâche de système de fichiers' },
  executePackageTask: { en: 'Execute Package Task', fr: 'Tâche d’exécution de package' },
  dataFlowTask: { en: 'Data Flow Task', fr: 'Tâche de flux de données' },
  scriptTask: { en: 'Script Task', fr: 'Tâche de script' },
  executeSqlTask: { en: 'Execute SQL Task', fr: 'Tâche d’exécution SQL' },
  sendMailTask: { en: 'Send Mail Task', fr: 'Tâche Envoyer un message' },
  ftpTask: { en: 'FTP Task', fr: 'Tâche FTP' },
  xmlTask: { en: 'XML Task', fr: 'Tâche XML' },
  bulkInsertTask: { en: 'Bulk Insert Task', fr: 'Tâche d’insertion en bloc' },
  sequenceContainer: { en: 'Sequence Container', fr: 'Conteneur de séquences' },
  forLoopContainer: { en: 'For Loop Container', fr: 'Conteneur de boucles For' },
  foreachLoopContainer: { en: 'Foreach Loop Container', fr: 'Conteneur de boucles Foreach' },
  wmiConnectionManager: { en: 'WMI Connection Manager', fr: 'Gestionnaire de connexions WMI' },
  fileConnectionManager: { en: 'File Connection Manager', fr: 'Gestionnaire de connexions de fichiers' },
  flatFileConnectionManager: { en: 'Flat File Connection Manager', fr: 'Gestionnaire de connexions de fichiers plats' },
  httpConnectionManager: { en: 'HTTP Connection Manager', fr: 'Gestionnaire de connexions HTTP' },
})

const byEnglish = new Map(Object.values(titleText.table).map(text => [text.en as string, text]))

/** A title of the product in the language of now; one that nobody translated stays as it is. */
export function productTitle(title: string): string {
  return byEnglish.get(title)?.[language()] ?? title
}
