import { speaker } from '../text.js'

/** What the event subsystem of the host says to people. */
export const eventText = speaker({
  queueLimitForm: {
    en: 'queueLimit must be a whole number from 1, not {value}',
    fr: 'queueLimit doit être un nombre entier à partir de 1, pas {value}',
  },
  queueLimitHint: {
    en: 'It says how many events may wait for their reader',
    fr: 'Il dit combien d’événements peuvent attendre leur lecteur',
  },
  queueOverflow: {
    en: '{lost} events were lost: {limit} were waiting to be read when they came',
    fr: '{lost} événements ont été perdus : {limit} attendaient d’être lus quand ils sont arrivés',
  },
  queueOverflowHint: {
    en: 'Read faster, raise queueLimit, or ask for fewer events in WHERE or with GROUP',
    fr: 'Lisez plus vite, augmentez queueLimit, ou demandez moins d’événements dans WHERE ou avec GROUP',
  },
  observedOverflow: {
    en: 'more than {limit} instances of {class} were reported between two polls; not all can be told',
    fr: 'plus de {limit} instances de {class} ont été signalées entre deux interrogations ; toutes ne peuvent être rapportées',
  },
  observedOverflowHint: {
    en: 'Watch fewer instances, or give a shorter interval in WITHIN',
    fr: 'Surveillez moins d’instances, ou donnez un intervalle plus court dans WITHIN',
  },
  tooManyGroups: {
    en: 'GROUP BY opened more than {limit} groups at once',
    fr: 'GROUP BY a ouvert plus de {limit} groupes à la fois',
  },
  tooManyGroupsHint: {
    en: 'Group by properties with fewer values, or shorten GROUP WITHIN',
    fr: 'Groupez par des propriétés qui ont moins de valeurs, ou raccourcissez GROUP WITHIN',
  },
  methodEvents: {
    en: 'no provider of this host reports the calls of methods, and polling cannot see them',
    fr: 'aucun fournisseur de cet hôte ne signale les appels de méthodes, et l’interrogation ne peut pas les voir',
  },
  methodEventsHint: {
    en: 'Watch what the method changes, with __InstanceModificationEvent',
    fr: 'Surveillez ce que la méthode modifie, avec __InstanceModificationEvent',
  },
  noSubscription: {
    en: 'the provider of {class} reports no events',
    fr: 'le fournisseur de {class} ne signale pas d’événements',
  },
  noSubscriptionHint: {
    en: 'For instances, give a polling interval with WITHIN; for an event class, the provider needs a function subscribe',
    fr: 'Pour des instances, donnez un intervalle avec WITHIN ; pour une classe d’événements, le fournisseur a besoin d’une fonction subscribe',
  },
  unreported: {
    en: 'nothing in this host reports {class}: a watch would wait for ever',
    fr: 'rien dans cet hôte ne signale {class} : une observation attendrait sans fin',
  },
  unreportedHint: {
    en: 'A provider of your own may serve it: registerProvider, with a function subscribe',
    fr: 'Un fournisseur à vous peut le servir : registerProvider, avec une fonction subscribe',
  },
  registryPins: {
    en: 'the query does not say with "=" which {property} of {class} it watches',
    fr: 'la requête ne dit pas avec « = » quel {property} de {class} elle surveille',
  },
  registryPinsHint: {
    en: 'Give every one of {names} with "="; join several places by OR',
    fr: 'Donnez chacune de {names} avec « = » ; joignez plusieurs endroits par OR',
  },
  registryBase: {
    en: '{class} says nothing of the place in the registry',
    fr: '{class} ne dit rien de l’endroit dans le registre',
  },
  registryBaseHint: {
    en: 'Watch one of {names}',
    fr: 'Surveillez l’une de {names}',
  },
  noProcessTrace: {
    en: 'this system does not tell of processes that begin and end',
    fr: 'ce système n’annonce pas les processus qui commencent et finissent',
  },
  noProcessTraceHint: {
    en: 'Poll: SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA "Win32_Process"',
    fr: 'Interrogez : SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA "Win32_Process"',
  },
})
