import { speaker } from '../text.js'

/** The query editor, its preview, and the editors of the WMI tasks. */
export const queryText = speaker({
  query: { en: 'WQL query', fr: 'Requête WQL' },
  preview: { en: 'Preview', fr: 'Aperçu' },
  stop: { en: 'Stop', fr: 'Arrêter' },
  rows: { en: '{count} {count:row|rows} in {time} ms', fr: '{count} {count:ligne|lignes} en {time} ms' },
  more: { en: 'There are more.', fr: 'Il y en a d’autres.' },
  waiting: { en: 'Waiting for events: {count} so far', fr: 'En attente d’événements : {count} jusqu’ici' },
  asking: { en: '{count} {count:row|rows} so far', fr: '{count} {count:ligne|lignes} jusqu’ici' },
  result: { en: 'Preview of the query', fr: 'Aperçu de la requête' },
  chooseConnection: {
    en: 'Choose a WMI connection to complete classes and properties, and to preview.',
    fr: 'Choisissez une connexion WMI pour compléter classes et propriétés, et pour l’aperçu.',
  },
  connect: { en: 'Connect to complete classes…', fr: 'Se connecter pour compléter les classes…' },
  correct: { en: 'Correct', fr: 'Corriger' },
  problems: { en: 'Problems of the query', fr: 'Problèmes de la requête' },
  meaning: { en: 'What the query does', fr: 'Ce que fait la requête' },
  keys: {
    en: 'Ctrl+Space completes; Escape, then Tab leaves the editor.',
    fr: 'Ctrl+Espace complète ; Échap, puis Tab quitte l’éditeur.',
  },
  readerTitle: { en: 'WMI Data Reader Task Editor', fr: 'Éditeur de tâche Lecteur de données WMI' },
  watcherTitle: { en: 'WMI Event Watcher Task Editor', fr: 'Éditeur de tâche Observateur d’événement WMI' },
  general: { en: 'General', fr: 'Général' },
  options: { en: 'WMI Options', fr: 'Options WMI' },
  expressions: { en: 'Expressions', fr: 'Expressions' },
  name: { en: 'Name', fr: 'Nom' },
  description: { en: 'Description', fr: 'Description' },
  none: { en: '(none)', fr: '(aucun)' },
})
