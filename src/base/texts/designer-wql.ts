import { speaker } from '../text.js'

/** What the designer says of queries that are being written. */
export const designerWqlText = speaker({
  noClass: {
    en: 'there is no class {class} in {namespace}',
    fr: 'il n’y a pas de classe {class} dans {namespace}',
  },
  noProperty: { en: '{class} has no property {property}', fr: '{class} n’a pas de propriété {property}' },
  noObject: {
    en: '{property} is no object: nothing can follow a dot behind it',
    fr: '{property} n’est pas un objet : rien ne peut suivre un point derrière lui',
  },
  notAssociation: { en: '{class} is no association class', fr: '{class} n’est pas une classe d’association' },
  didYouMean: { en: 'Did you mean {names}?', fr: 'Vouliez-vous dire {names} ?' },
  eventForReader: {
    en: '{class} is a class of events, which cannot be read but only watched for',
    fr: '{class} est une classe d’événements, qui ne se lisent pas mais se surveillent',
  },
  eventForReaderHint: {
    en: 'Use a WMI Event Watcher task',
    fr: 'Utilisez une tâche Observateur d’événement WMI',
  },

  seconds: { en: 'seconds', fr: 'secondes' },
  template: { en: 'template', fr: 'modèle' },
  key: { en: '(key)', fr: '(clé)' },
  eventClass: { en: 'events', fr: 'événements' },
  onCreation: { en: 'when something appears', fr: 'quand quelque chose apparaît' },
  onDeletion: { en: 'when something goes away', fr: 'quand quelque chose disparaît' },
  onModification: { en: 'when something changes', fr: 'quand quelque chose change' },
  onFile: { en: 'when a file appears in a folder', fr: 'quand un fichier apparaît dans un dossier' },
  creationClass: { en: 'An instance appears', fr: 'Une instance apparaît' },
  modificationClass: { en: 'An instance changes', fr: 'Une instance change' },
  deletionClass: { en: 'An instance goes away', fr: 'Une instance disparaît' },
  operationClass: {
    en: 'An instance appears, changes or goes away',
    fr: 'Une instance apparaît, change ou disparaît',
  },
  isaText: { en: 'The class of what is watched', fr: 'La classe de ce qui est surveillé' },

  readAll: {
    en: 'Reads all properties of the instances of {class}.',
    fr: 'Lit toutes les propriétés des instances de {class}.',
  },
  readColumns: { en: 'Reads {columns} of the instances of {class}.', fr: 'Lit {columns} des instances de {class}.' },
  subclasses: {
    en: 'Instances of classes below {class} are among them.',
    fr: 'Les instances des classes dérivées de {class} en font partie.',
  },
  filtered: {
    en: 'The server sends only those where {condition}.',
    fr: 'Le serveur n’envoie que celles où {condition}.',
  },
  unfiltered: {
    en: 'There is no condition: the server sends all of them.',
    fr: 'Il n’y a pas de condition : le serveur les envoie toutes.',
  },
  keyed: {
    en: 'The condition names the key {key}: the server can look the instance up instead of reading all.',
    fr: 'La condition nomme la clé {key} : le serveur peut trouver l’instance sans les lire toutes.',
  },
  lastCount: {
    en: '{class} had {count} {count:instance|instances} when it was read last.',
    fr: '{class} avait {count} {count:instance|instances} à la dernière lecture.',
  },
  schema: { en: 'Lists the classes of the namespace.', fr: 'Énumère les classes de l’espace de noms.' },
  schemaWhere: {
    en: 'Lists the classes of the namespace where {condition}.',
    fr: 'Énumère les classes de l’espace de noms où {condition}.',
  },
  associators: {
    en: 'Follows the associations of {object} and reads what is at their other ends.',
    fr: 'Suit les associations de {object} et lit ce qui se trouve à l’autre bout.',
  },
  references: {
    en: 'Reads the associations that name {object}.',
    fr: 'Lit les associations qui nomment {object}.',
  },
  onlyAssociation: { en: 'Only by associations of {class}.', fr: 'Seulement par des associations {class}.' },
  onlyResult: { en: 'Only results of {class}.', fr: 'Seulement des résultats {class}.' },

  watchCreation: { en: 'Reports when {what} appears.', fr: 'Signale quand {what} apparaît.' },
  watchDeletion: { en: 'Reports when {what} goes away.', fr: 'Signale quand {what} disparaît.' },
  watchModification: { en: 'Reports when {what} changes.', fr: 'Signale quand {what} change.' },
  watchOperation: {
    en: 'Reports when {what} appears, changes or goes away.',
    fr: 'Signale quand {what} apparaît, change ou disparaît.',
  },
  watchExtrinsic: {
    en: 'Reports events of {class} as they happen.',
    fr: 'Signale les événements {class} quand ils se produisent.',
  },
  anInstance: { en: 'an instance of {class}', fr: 'une instance de {class}' },
  anyInstance: { en: 'an instance of some class', fr: 'une instance d’une classe quelconque' },
  or: { en: '{list} or {last}', fr: '{list} ou {last}' },
  onlyWhere: { en: 'Only events where {condition}.', fr: 'Seulement les événements où {condition}.' },
  polls: {
    en: 'Every {seconds} s the server reads the instances of {class} and compares them with what it saw before: {perDay} times a day.',
    fr: 'Toutes les {seconds} s, le serveur lit les instances de {class} et les compare à ce qu’il a vu avant : {perDay} fois par jour.',
  },
  pollReads: {
    en: 'Each time that is {count} {count:instance|instances}, as last seen: {perDay} a day.',
    fr: 'À chaque fois, cela fait {count} {count:instance|instances}, d’après la dernière lecture : {perDay} par jour.',
  },
  pollLate: {
    en: 'An event is told up to {seconds} s late; what begins and ends between two looks is not seen.',
    fr: 'Un événement est signalé avec jusqu’à {seconds} s de retard ; ce qui commence et finit entre deux lectures n’est pas vu.',
  },
  pollShort: {
    en: 'That is often: a longer interval costs the server less.',
    fr: 'C’est souvent : un intervalle plus long coûte moins au serveur.',
  },
  pollMaybe: {
    en: 'Where a provider reports such events itself, the server does not poll.',
    fr: 'Si un fournisseur signale lui-même ces événements, le serveur n’interroge pas.',
  },
  noPolling: {
    en: 'A provider reports them: nothing is polled, and WITHIN is not needed.',
    fr: 'Un fournisseur les signale : rien n’est interrogé, et WITHIN est inutile.',
  },
  withinMissing: {
    en: 'WITHIN is missing: unless a provider reports such events, the server refuses the query.',
    fr: 'WITHIN manque : à moins qu’un fournisseur ne signale ces événements, le serveur refuse la requête.',
  },
  grouped: {
    en: 'Events of {seconds} s are told as one, with their number.',
    fr: 'Les événements de {seconds} s sont signalés en un seul, avec leur nombre.',
  },
  groupedBy: {
    en: 'Events of {seconds} s with the same {properties} are told as one, with their number.',
    fr: 'Les événements de {seconds} s ayant les mêmes {properties} sont signalés en un seul, avec leur nombre.',
  },
  having: {
    en: 'Only when that number is {operator} {count}.',
    fr: 'Seulement quand ce nombre est {operator} {count}.',
  },
})
