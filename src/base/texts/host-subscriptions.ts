import { speaker } from '../text.js'

/** What permanent subscriptions say. */
export const subscriptionText = speaker({
  logFile: {
    en: 'the log file {file} cannot be written: {reason}',
    fr: 'le fichier journal {file} ne peut pas être écrit : {reason}',
  },
  logFileHint: {
    en: 'The folder must exist, and this process must be allowed to write there',
    fr: 'Le dossier doit exister, et ce processus doit avoir le droit d’y écrire',
  },
  logFileName: {
    en: '{class} "{name}" has no absolute file name: {file}',
    fr: '{class} « {name} » n’a pas de nom de fichier absolu : {file}',
  },
  logFileNameHint: {
    en: 'Write it with a drive letter, such as C:\\var\\log\\events.log',
    fr: 'Écrivez-le avec une lettre de lecteur, par exemple C:\\var\\log\\events.log',
  },
  refusedPrograms: {
    en: '{class} "{name}" is kept but not served: this host starts no programs and runs no scripts for events',
    fr: '{class} « {name} » est conservé mais pas servi : cet hôte ne lance ni programme ni script pour des événements',
  },
  refusedMail: {
    en: '{class} "{name}" is kept but not served: this host sends no mail',
    fr: '{class} « {name} » est conservé mais pas servi : cet hôte n’envoie pas de courriel',
  },
  refusedUnknown: {
    en: '{class} "{name}" is kept but not served: nothing here delivers to such a consumer',
    fr: '{class} « {name} » est conservé mais pas servi : rien ici ne livre à un tel consommateur',
  },
  refusedHint: {
    en: 'Consumers that are served: LogFileEventConsumer, NTEventLogEventConsumer',
    fr: 'Consommateurs servis : LogFileEventConsumer, NTEventLogEventConsumer',
  },
  remoteLog: {
    en: '{class} "{name}" writes to the log of {server}; only this machine’s is served',
    fr: '{class} « {name} » écrit dans le journal de {server} ; seul celui de cette machine est servi',
  },
  queryLanguage: {
    en: 'the filter "{name}" is written in {language}; only WQL is known',
    fr: 'le filtre « {name} » est écrit en {language} ; seul WQL est connu',
  },
  noQuery: { en: 'the filter "{name}" has no query', fr: 'le filtre « {name} » n’a pas de requête' },
  notServed: {
    en: 'subscription {path} is not served: {reason}',
    fr: 'l’abonnement {path} n’est pas servi : {reason}',
  },
  notDelivered: {
    en: 'an event of subscription {path} was not delivered: {reason}',
    fr: 'un événement de l’abonnement {path} n’a pas été livré : {reason}',
  },
})
