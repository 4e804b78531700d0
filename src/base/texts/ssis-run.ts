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
  constraintEvalOp: {
    en: 'its EvalOp {evalOp} is none of Expression (1), Constraint (2), ExpressionAndConstraint (3) and ExpressionOrConstraint (4)',
    fr: 'son EvalOp {evalOp} n’est ni Expression (1), ni Constraint (2), ni ExpressionAndConstraint (3), ni ExpressionOrConstraint (4)',
  },
  constraintNoExpression: {
    en: 'its EvalOp asks for an expression, and it has none',
    fr: 'son EvalOp demande une expression, et elle n’en a pas',
  },
  constraintValue: {
    en: 'its value {value} is none of Success (0), Failure (1) and Completion (2)',
    fr: 'sa valeur {value} n’est ni Success (0), ni Failure (1), ni Completion (2)',
  },
  constraintCycle: {
    en: 'it closes a circle, so that nothing in it could ever start: {path}',
    fr: 'elle ferme un cercle dont rien ne pourrait jamais démarrer : {path}',
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
