import { speaker } from '../text.js'

/** Fields of expressions and the Expression Builder. */
export const expressionText = speaker({
  title: { en: 'Expression Builder', fr: 'Générateur d’expressions' },
  open: { en: 'Open the Expression Builder for {name}', fr: 'Ouvrir le Générateur d’expressions pour {name}' },
  filter: { en: 'Find a variable, function or operator', fr: 'Rechercher une variable, une fonction ou un opérateur' },
  variables: { en: 'Variables and parameters', fr: 'Variables et paramètres' },
  user: { en: 'User variables', fr: 'Variables utilisateur' },
  system: { en: 'System variables', fr: 'Variables système' },
  parameters: { en: 'Parameters', fr: 'Paramètres' },
  functions: { en: 'Functions, casts and operators', fr: 'Fonctions, conversions et opérateurs' },
  nothing: { en: 'Nothing found', fr: 'Rien trouvé' },
  keys: {
    en: 'Enter, double click or drag puts the entry into the expression.',
    fr: 'Entrée, double clic ou glisser insère l’élément dans l’expression.',
  },
  about: { en: 'Description', fr: 'Description' },
  variableAbout: { en: '{type}, now {value}', fr: '{type}, actuellement {value}' },
  variableEmpty: { en: '{type}, empty now', fr: '{type}, actuellement vide' },
  sensitive: { en: '{type}, sensitive', fr: '{type}, sensible' },
  expression: { en: 'Expression', fr: 'Expression' },
  expected: { en: 'Must result in {type}', fr: 'Doit donner {type}' },
  evaluate: { en: 'Evaluate expression', fr: 'Évaluer l’expression' },
  result: { en: 'Evaluated value', fr: 'Valeur évaluée' },
  notYet: { en: 'Not evaluated yet', fr: 'Pas encore évaluée' },
  empty: { en: 'The result is empty', fr: 'Le résultat est vide' },
  otherType: {
    en: 'The expression results in {type}; {expected} is needed here.',
    fr: 'L’expression donne {type} ; il faut ici {expected}.',
  },
  position: { en: 'Go to position {position}', fr: 'Aller à la position {position}' },
  ok: { en: 'OK', fr: 'OK' },
  cancel: { en: 'Cancel', fr: 'Annuler' },
})
