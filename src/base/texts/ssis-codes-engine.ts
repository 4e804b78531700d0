/** What the documented codes of containers, loops and event handlers say, by symbol. */
export const engineCodeTexts = {
  DTS_E_EVENTHANDLERNAMEREADONLY: {
    en: 'the name of an event handler is that of its event, "{name}", and cannot change',
    fr: 'le nom d’un gestionnaire d’événements est celui de son événement, « {name} », et ne peut pas changer',
  },
  DTS_E_FAILEDSETEXECVALVARIABLE: {
    en: 'the execution value of "{name}" could not be written to the variable "{variable}" of its ExecValueVariable',
    fr: 'la valeur d’exécution de « {name} » n’a pas pu être écrite dans la variable « {variable} » de son ExecValueVariable',
  },
  DTS_E_FOREACHVARIABLEMAPPING: {
    en: 'the variable mapping number {number}, to the variable "{variable}", cannot be applied',
    fr: 'le mappage de variable numéro {number}, vers la variable « {variable} », ne peut pas être appliqué',
  },
  DTS_E_FORLOOPASSIGNEXPRESSIONINVALID: {
    en: 'the assignment expression of the loop "{name}" is not valid: {expression}',
    fr: 'l’expression d’affectation de la boucle « {name} » n’est pas valide : {expression}',
  },
  DTS_E_FORLOOPEVALEXPRESSIONINVALID: {
    en: 'the evaluation expression of the loop "{name}" is not valid: {expression}',
    fr: 'l’expression d’évaluation de la boucle « {name} » n’est pas valide : {expression}',
  },
  DTS_E_FORLOOPINITEXPRESSIONINVALID: {
    en: 'the initialization expression of the loop "{name}" is not valid: {expression}',
    fr: 'l’expression d’initialisation de la boucle « {name} » n’est pas valide : {expression}',
  },
  DTS_E_GETENUMERATOR: {
    en: 'the enumerator of the loop "{name}" cannot go on',
    fr: 'l’énumérateur de la boucle « {name} » ne peut pas continuer',
  },
  DTS_E_VALUEINDEXNEGATIVE: {
    en: 'the value index of the variable mapping number {number}, to the variable "{variable}", is negative',
    fr: 'l’index de valeur du mappage de variable numéro {number}, vers la variable « {variable} », est négatif',
  },
  DTS_E_VALUEINDEXNOTINTEGER: {
    en: 'the value index of the variable mapping number {number}, to the variable "{variable}", is no integer',
    fr: 'l’index de valeur du mappage de variable numéro {number}, vers la variable « {variable} », n’est pas un entier',
  },
} as const

/** What a person can do about them. */
export const engineCodeHints = {} as const
