import { speaker } from '../text.js'

/** What `src/host/access` says to people. */
export const accessText = speaker({
  wrongRules: { en: 'access rules, {at}: {why}', fr: 'règles d’accès, {at} : {why}' },
  rulesHint: {
    en: 'Each rule has user and rights; namespaces, classes and except limit it',
    fr: 'Chaque règle a user et rights ; namespaces, classes et except la limitent',
  },
  object: { en: 'an object is needed', fr: 'il faut un objet' },
  list: { en: 'a list is needed', fr: 'il faut une liste' },
  texts: {
    en: 'a text or a list of texts is needed, none empty',
    fr: 'il faut un texte ou une liste de textes, aucun vide',
  },
  unknownMember: { en: 'there is no member {name}', fr: 'il n’y a pas de membre {name}' },
  membersHint: { en: 'Members are {names}', fr: 'Les membres sont {names}' },
  unknownRight: { en: 'there is no right {name}', fr: 'il n’y a pas de droit {name}' },
  rightsHint: { en: 'Rights are {names}', fr: 'Les droits sont {names}' },
  unknownGroup: { en: 'there is no group {name}', fr: 'il n’y a pas de groupe {name}' },
  subscription: {
    en: 'user {user} may not write permanent subscriptions in {where}: they act for the host itself',
    fr: 'l’utilisateur {user} ne peut pas écrire d’abonnements permanents dans {where} : ils agissent au nom de l’hôte',
  },
  subscriptionHint: {
    en: 'It takes the right fullWrite, and a listener that allows methods; anybody who may subscribe can watch instead',
    fr: 'Il faut le droit fullWrite et un écouteur qui permet les méthodes ; qui peut s’abonner peut observer à la place',
  },
  nearHint: { en: 'Did you mean {names}?', fr: 'Vouliez-vous dire {names} ?' },
})
