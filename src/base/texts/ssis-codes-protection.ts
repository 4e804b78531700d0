/** What the documented codes of protection levels and projects say, by symbol. */
export const protectionCodeTexts = {
  DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED: {
    en: 'required parameters of the package have no value: {names}',
    fr: 'des paramètres obligatoires du package n’ont pas de valeur : {names}',
  },
} as const

/** What a person can do about them. */
export const protectionCodeHints = {
  DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED: {
    en: 'Give each a value, such as with --parameter NAME=VALUE',
    fr: 'Donnez une valeur à chacun, par exemple avec --parameter NOM=VALEUR',
  },
} as const
