import { speaker } from '../text.js'

/** What the SSIS runtime says beyond the documented codes. */
export const runText = speaker({
  alreadyRunning: {
    en: 'the package "{name}" is already being validated or run',
    fr: 'le package « {name} » est déjà en cours de validation ou d’exécution',
  },
  alreadyRunningHint: {
    en: 'Wait for the first run, or load the package a second time',
    fr: 'Attendez la fin de la première exécution, ou chargez le package une seconde fois',
  },
  badConcurrency: {
    en: 'maxConcurrentExecutables must be -1 or at least 1, not {value}',
    fr: 'maxConcurrentExecutables doit valoir -1 ou au moins 1, et non {value}',
  },
  expressionConstraint: {
    en: 'its EvalOp is {evalOp}, and expressions come in a later version ({expression})',
    fr: 'son EvalOp est {evalOp}, et les expressions viendront dans une version ultérieure ({expression})',
  },
  constraintValue: {
    en: 'its value {value} is none of Success (0), Failure (1) and Completion (2)',
    fr: 'sa valeur {value} n’est ni Success (0), ni Failure (1), ni Completion (2)',
  },
  constraintCycle: {
    en: 'it closes a circle, so that nothing in it could ever start: {path}',
    fr: 'elle ferme un cercle dont rien ne pourrait jamais démarrer : {path}',
  },
  eventHandlers: {
    en: 'the event handlers of "{name}" will not run in this version: {events}',
    fr: 'les gestionnaires d’événements de « {name} » ne s’exécuteront pas dans cette version : {events}',
  },
  logProviders: {
    en: 'nothing will be written to the log providers of the package in this version: {names}',
    fr: 'rien ne sera écrit vers les fournisseurs de journaux du package dans cette version : {names}',
  },
  checkpoints: {
    en: 'no checkpoint will be saved in this version: after a failure the package starts from its beginning',
    fr: 'aucun point de contrôle ne sera enregistré dans cette version : après un échec, le package repart du début',
  },
  forcedFailure: {
    en: '"{name}" succeeded, but its ForceExecutionResult is Failure',
    fr: '« {name} » a réussi, mais son ForceExecutionResult vaut Failure',
  },
  constraintCycleHint: {
    en: 'Remove one of the constraints of the circle',
    fr: 'Retirez l’une des contraintes du cercle',
  },
  constraintSelfHint: {
    en: 'Name two executables that follow each other',
    fr: 'Nommez deux exécutables qui se suivent',
  },
  packageStart: { en: 'beginning of package execution', fr: 'début de l’exécution du package' },
  packageEnd: { en: 'end of package execution', fr: 'fin de l’exécution du package' },
  disableHint: {
    en: `To run the rest of the package, disable it: DTS:Disabled="True" in the file (formats 6 and 8), or --set '{path}.Properties[Disable];True'`,
    fr: `Pour exécuter le reste du package, désactivez-le : DTS:Disabled="True" dans le fichier (formats 6 et 8), ou --set '{path}.Properties[Disable];True'`,
  },
})
