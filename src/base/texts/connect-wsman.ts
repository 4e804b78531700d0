import { speaker } from '../text.js'

/** What `src/connect` says of connections by WS-Management. */
export const connectWsmanText = speaker({
  noSchema: {
    en: 'the declaration of {class} cannot be read ({reason}); its values come as texts, and lists as they are seen',
    fr: 'la déclaration de {class} ne peut pas être lue ({reason}) ; ses valeurs viennent en textes, et les listes telles qu’on les voit',
  },
  noDeclaration: {
    en: 'the server answered no declaration of the class {class}',
    fr: 'le serveur n’a pas répondu de déclaration de la classe {class}',
  },
  noInstance: {
    en: 'the server answered no instance',
    fr: 'le serveur n’a pas répondu d’instance',
  },
  noInstanceHint: {
    en: 'This is no answer that WS-Management knows: look at it with --trace',
    fr: 'Ce n’est pas une réponse que connaît WS-Management : regardez-la avec --trace',
  },
  classChange: {
    en: 'WS-Management cannot create, change or delete classes',
    fr: 'WS-Management ne peut ni créer, ni modifier, ni supprimer des classes',
  },
  classChangeHint: {
    en: 'Run mofcomp on the server with a MOF file (wmilink describe prints one)',
    fr: 'Exécutez mofcomp sur le serveur avec un fichier MOF (wmilink describe en affiche un)',
  },
  polling: {
    en: 'the server takes no such subscription ({reason}); instead it is asked for {class} every {seconds} s, and what lives shorter is not seen',
    fr: 'le serveur n’accepte pas cet abonnement ({reason}) ; à la place, on lui demande {class} toutes les {seconds} s, et ce qui vit moins longtemps n’est pas vu',
  },
  manyInstances: {
    en: '{class} has more than {limit} instances, too many to compare',
    fr: '{class} a plus de {limit} instances, trop pour les comparer',
  },
  manyInstancesHint: {
    en: 'Watch fewer of them: say more of TargetInstance in the WHERE clause',
    fr: 'Observez-en moins : dites-en plus de TargetInstance dans la clause WHERE',
  },
})
