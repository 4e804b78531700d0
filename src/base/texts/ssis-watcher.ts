import { speaker } from '../text.js'

/** What the WMI Event Watcher task says. */
export const watcherText = speaker({
  watching: {
    en: 'watching for WMI events on "{connection}" ({place}): {query}',
    fr: 'attente d’événements WMI sur « {connection} » ({place}) : {query}',
  },
  event: { en: 'event {count}: {className}', fr: 'événement {count} : {className}' },
  existing: {
    en: 'event {count}: {className}, of an instance that was there already',
    fr: 'événement {count} : {className}, d’une instance qui était déjà là',
  },
  noExisting: {
    en: 'what matches already cannot be looked for: {reason}',
    fr: 'ce qui correspond déjà ne peut pas être recherché : {reason}',
  },
  noInstanceEvents: {
    en: 'the query is not for the creation or modification of instances',
    fr: 'la requête ne porte pas sur la création ou la modification d’instances',
  },
  noTargetClass: {
    en: 'the query names no class with TargetInstance ISA',
    fr: 'la requête ne nomme aucune classe avec TargetInstance ISA',
  },
  lost: {
    en: 'watching on "{connection}" was interrupted: {reason}',
    fr: 'l’attente sur « {connection} » a été interrompue : {reason}',
  },
  lostHint: {
    en: 'It is begun again as soon as the server answers; events that happen meanwhile are not seen',
    fr: 'Elle reprend dès que le serveur répond ; les événements survenus entre-temps ne sont pas vus',
  },
  again: {
    en: 'watching again on "{connection}" after {seconds} seconds; events that happened meanwhile were not seen',
    fr: 'reprise de l’attente sur « {connection} » après {seconds} secondes ; les événements survenus entre-temps n’ont pas été vus',
  },
  againExisting: {
    en: 'watching again on "{connection}" after {seconds} seconds; what came meanwhile and is still there counts',
    fr: 'reprise de l’attente sur « {connection} » après {seconds} secondes ; ce qui est arrivé entre-temps et se trouve encore là compte',
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
