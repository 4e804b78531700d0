import { speaker } from '../text.js'

/** What `src/wmi` says to people. */
export const wmiText = speaker({
  readTwice: {
    en: 'these rows have been read already',
    fr: 'ces lignes ont déjà été lues',
  },
  readTwiceHint: {
    en: 'Rows arrive while they are read, once; keep them with toArray(), or ask again',
    fr: 'Les lignes arrivent pendant la lecture, une seule fois ; gardez-les avec toArray() ou refaites la demande',
  },
  cancelled: { en: 'the call was cancelled', fr: 'l’appel a été annulé' },
  cancelledHint: { en: 'Its AbortSignal was raised', fr: 'Son AbortSignal a été déclenché' },
  closed: { en: 'the connection is closed', fr: 'la connexion est fermée' },
  closedHint: { en: 'Connect again', fr: 'Connectez-vous de nouveau' },
  timedOut: {
    en: 'no answer within {milliseconds} ms',
    fr: 'aucune réponse en {milliseconds} ms',
  },
  timedOutHint: {
    en: 'Ask for less, or raise the timeout (--timeout, option `timeout`)',
    fr: 'Demandez moins, ou augmentez le délai (--timeout, option `timeout`)',
  },
  timeoutForm: {
    en: 'the timeout {value} is not a number of milliseconds',
    fr: 'le délai {value} n’est pas un nombre de millisecondes',
  },
  timeoutHint: {
    en: 'Give milliseconds, 0 or more; 0 waits for ever',
    fr: 'Donnez des millisecondes, 0 ou plus ; 0 attend indéfiniment',
  },
  localeForm: { en: '{value} is no locale', fr: '{value} n’est pas une langue' },
  localeHint: {
    en: 'Write it as Windows does: MS_409 for English, MS_40C for French',
    fr: 'Écrivez-la comme Windows : MS_409 pour l’anglais, MS_40C pour le français',
  },
  amendedForm: { en: 'amended is {value}, not true or false', fr: 'amended vaut {value}, ni true ni false' },
  amendedHint: {
    en: 'With true, classes come with their texts for people, such as Values',
    fr: 'Avec true, les classes viennent avec leurs textes pour les personnes, comme Values',
  },
  architectureForm: {
    en: '{value} is no provider architecture',
    fr: '{value} n’est pas une architecture de fournisseur',
  },
  architectureHint: { en: 'Give 32 or 64', fr: 'Donnez 32 ou 64' },
  needsClass: {
    en: 'the object given for {name} does not say its class',
    fr: 'l’objet donné pour {name} ne dit pas sa classe',
  },
  needsClassHint: {
    en: 'Add "__CLASS": "Name_Of_Class" to the object',
    fr: 'Ajoutez "__CLASS": "Nom_De_Classe" à l’objet',
  },
  noProperty: { en: 'class {class} has no property {name}', fr: 'la classe {class} n’a pas de propriété {name}' },
})
