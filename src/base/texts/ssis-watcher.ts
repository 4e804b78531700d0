import { speaker } from '../text.js'

/** What the WMI Event Watcher task says. */
export const watcherText = speaker({
  watching: {
    en: 'watching for WMI events on "{connection}" ({place}): {query}',
    fr: 'attente d’événements WMI sur « {connection} » ({place}) : {query}',
  },
  event: { en: 'event {count}: {className}', fr: 'événement {count} : {className}' },
  existing: {
    en: '{count} instances match already: {query}',
    fr: '{count} instances correspondent déjà : {query}',
  },
  noExisting: {
    en: 'what matches already cannot be looked for: {reason}',
    fr: 'ce qui correspond déjà ne peut pas être recherché : {reason}',
  },
  notIntrinsic: {
    en: 'the query is not for instance creation or modification events',
    fr: 'la requête ne porte pas sur des événements de création ou de modification d’instances',
  },
  notTarget: {
    en: 'its conditions are not all conditions on TargetInstance joined by AND',
    fr: 'ses conditions ne sont pas toutes des conditions sur TargetInstance jointes par AND',
  },
  lost: {
    en: 'the connection "{connection}" was lost while watching: {reason}',
    fr: 'la connexion « {connection} » a été perdue pendant l’attente : {reason}',
  },
  lostHint: {
    en: 'It is opened again; events that happen meanwhile are not seen',
    fr: 'Elle est rouverte ; les événements survenus entre-temps ne sont pas vus',
  },
  again: {
    en: 'watching again on "{connection}" after {seconds} seconds',
    fr: 'reprise de l’attente sur « {connection} » après {seconds} secondes',
  },
  timedOut: {
    en: '{seconds} seconds passed without an event; watching goes on',
    fr: '{seconds} secondes se sont écoulées sans événement ; l’attente continue',
  },
  timedOutSuccess: {
    en: '{seconds} seconds passed without an event; the task ends with success, as AfterTimeout says',
    fr: '{seconds} secondes se sont écoulées sans événement ; la tâche se termine avec succès, comme le dit AfterTimeout',
  },
  failureWanted: {
    en: 'the event came, and AfterEvent is ReturnWithFailure',
    fr: 'l’événement est survenu, et AfterEvent vaut ReturnWithFailure',
  },
  badNumber: {
    en: '{property} is {value}; it must be at least {least}',
    fr: '{property} vaut {value} ; le minimum est {least}',
  },
  ended: { en: 'the subscription ended', fr: 'l’abonnement a pris fin' },
})
