import { language } from '../text.js'

/** What the product's French edition calls its tasks, containers and connection managers, by their English titles. */
const french: ReadonlyMap<string, string> = new Map([
  ['WMI Data Reader Task', 'Tâche Lecteur de données WMI'],
  ['WMI Event Watcher Task', 'Tâche Observateur d’événement WMI'],
  ['Web Service Task', 'Tâche Service web'],
  ['Expression Task', 'Tâche d’expression'],
  ['Execute Process Task', 'Tâche d’exécution de processus'],
  ['File System Task', 'Tâche de système de fichiers'],
  ['Execute Package Task', 'Tâche d’exécution de package'],
  ['Data Flow Task', 'Tâche de flux de données'],
  ['Script Task', 'Tâche de script'],
  ['Execute SQL Task', 'Tâche d’exécution SQL'],
  ['Send Mail Task', 'Tâche Envoyer un message'],
  ['FTP Task', 'Tâche FTP'],
  ['XML Task', 'Tâche XML'],
  ['Bulk Insert Task', 'Tâche d’insertion en bloc'],
  ['Sequence Container', 'Conteneur de séquences'],
  ['For Loop Container', 'Conteneur de boucles For'],
  ['Foreach Loop Container', 'Conteneur de boucles Foreach'],
  ['WMI Connection Manager', 'Gestionnaire de connexions WMI'],
  ['File Connection Manager', 'Gestionnaire de connexions de fichiers'],
  ['Flat File Connection Manager', 'Gestionnaire de connexions de fichiers plats'],
  ['HTTP Connection Manager', 'Gestionnaire de connexions HTTP'],
])

/** A title of the product in the language of now; one that nobody translated stays as it is. */
export function productTitle(title: string): string {
  return language() === 'fr' ? (french.get(title) ?? title) : title
}
