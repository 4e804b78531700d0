import { speaker } from '../text.js'

/** The panel of runs. */
export const runPageText = speaker({
  none: { en: 'Not run yet', fr: 'Pas encore exécuté' },
  noneText: {
    en: 'Run the package to see its tasks at work, their messages and what they make.',
    fr: 'Exécutez le package pour voir ses tâches au travail, leurs messages et leurs résultats.',
  },
  running: { en: 'Running…', fr: 'Exécution en cours…' },
  succeeded: { en: 'Succeeded', fr: 'Réussi' },
  failed: { en: 'Failed', fr: 'Échec' },
  cancelled: { en: 'Cancelled', fr: 'Annulé' },
  notStarted: { en: 'It did not start', fr: 'Elle n’a pas démarré' },
  seconds: { en: '{count} s', fr: '{count} s' },
  messages: { en: 'Messages of the run', fr: 'Messages de l’exécution' },
  events: { en: 'Events', fr: 'Événements' },
  tables: { en: 'Tables', fr: 'Tables' },
  rows: { en: '{count} {count:row|rows}', fr: '{count} {count:ligne|lignes}' },
  table: { en: 'Rows of {title}', fr: 'Lignes de {title}' },
  more: {
    en: 'The first {count} {count:row is|rows are} shown.',
    fr: '{count:Seule la première ligne est affichée|Les premières lignes sont affichées} ({count}).',
  },
  loading: { en: '{count} of {all} {all:row|rows}', fr: '{count} sur {all} {all:ligne|lignes}' },
  runs: { en: 'Runs', fr: 'Exécutions' },
  thisRun: { en: 'This run', fr: 'Cette exécution' },
  formerRun: { en: '{time}: {outcome}, {seconds}', fr: '{time} : {outcome}, {seconds}' },
  show: { en: 'Show', fr: 'Afficher' },
  everything: { en: 'Everything', fr: 'Tout' },
  warnings: { en: 'Warnings and errors', fr: 'Avertissements et erreurs' },
  errors: { en: 'Errors', fr: 'Erreurs' },
  onlyEvents: { en: 'Events', fr: 'Événements' },
  hidden: {
    en: '{count} earlier {count:line is|lines are} not shown.',
    fr: '{count} {count:ligne antérieure n’est pas affichée|lignes antérieures ne sont pas affichées}.',
  },
})
