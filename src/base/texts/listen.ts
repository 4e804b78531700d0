import { speaker } from '../text.js'

/** What `src/listen` says to people. */
export const listenText = speaker({
  logUser: { en: 'user {name}:', fr: 'utilisateur {name} :' },
  userName: { en: '"{name}" cannot be the name of a user', fr: '« {name} » ne peut pas être le nom d’un utilisateur' },
  userNameHint: {
    en: 'Use up to {max} letters, digits, - and _; no blanks, no domain',
    fr: 'Utilisez jusqu’à {max} lettres, chiffres, - et _ ; ni espaces ni domaine',
  },
  password: { en: 'the password is empty or too long', fr: 'le mot de passe est vide ou trop long' },
  passwordHint: { en: 'Give one of 1 to {max} characters', fr: 'Donnez-en un de 1 à {max} caractères' },
  fileRefused: {
    en: 'the users file {file} is refused: {why}',
    fr: 'le fichier d’utilisateurs {file} est refusé : {why}',
  },
  fileHint: {
    en: 'It must be a plain file of the user who runs this: chmod 600 {file}',
    fr: 'Ce doit être un fichier ordinaire de l’utilisateur qui exécute ceci : chmod 600 {file}',
  },
  fileLink: { en: 'it is a symbolic link', fr: 'c’est un lien symbolique' },
  filePlain: { en: 'it is no plain file', fr: 'ce n’est pas un fichier ordinaire' },
  fileOwner: { en: 'it belongs to another user', fr: 'il appartient à un autre utilisateur' },
  fileMode: { en: 'others may use it (mode {mode})', fr: 'd’autres peuvent l’utiliser (mode {mode})' },
  fileSize: { en: 'it is larger than {max} bytes', fr: 'il dépasse {max} octets' },
  fileBusy: { en: 'somebody else is changing {file}', fr: 'quelqu’un d’autre modifie {file}' },
  fileBusyHint: {
    en: 'Try again; if nobody is, remove {file}',
    fr: 'Réessayez ; si personne ne le fait, supprimez {file}',
  },
  userLine: { en: 'a user and an NT hash are expected', fr: 'un utilisateur et un hachage NT sont attendus' },
  userLineHint: { en: 'Lines are written by wmilink passwd', fr: 'Les lignes sont écrites par wmilink passwd' },
  userTwice: { en: 'the user {name} comes twice', fr: 'l’utilisateur {name} figure deux fois' },
  noToken: { en: 'the logon does not go on', fr: 'l’ouverture de session ne se poursuit pas' },
  wrongPassword: { en: 'user or password is wrong', fr: 'utilisateur ou mot de passe incorrect' },
  accountGone: {
    en: 'the account is gone or has another password',
    fr: 'le compte n’existe plus ou son mot de passe a changé',
  },
  logonBusy: {
    en: 'too many logons of this address wait after failed ones',
    fr: 'trop d’ouvertures de session de cette adresse attendent après des échecs',
  },
  certificate: { en: 'certificate', fr: 'certificat' },
  certificateUser: {
    en: 'the certificate names no account',
    fr: 'le certificat ne nomme aucun compte',
  },
  logon: { en: 'logged on ({method})', fr: 'session ouverte ({method})' },
  logonFailed: { en: 'logon refused: {reason}', fr: 'ouverture de session refusée : {reason}' },
  clearRefused: {
    en: 'a message that is not encrypted was refused',
    fr: 'un message non chiffré a été refusé',
  },
  sealedWithoutKeys: {
    en: 'an encrypted message came without a logon that makes keys',
    fr: 'un message chiffré est arrivé sans ouverture de session qui crée des clés',
  },
  sealedType: {
    en: 'the type of an encrypted message is none that is served',
    fr: 'le type d’un message chiffré n’est pas servi',
  },
  bodyTooLarge: {
    en: 'a message of more than {max} bytes was refused',
    fr: 'un message de plus de {max} octets a été refusé',
  },
  certificateBad: {
    en: 'the certificate or key of the listener cannot be used ({reason})',
    fr: 'le certificat ou la clé de l’écouteur est inutilisable ({reason})',
  },
  certificateBadHint: {
    en: 'Give the certificate and its private key in PEM',
    fr: 'Donnez le certificat et sa clé privée en PEM',
  },
  cannotListen: {
    en: 'cannot listen on {address}, port {port} ({reason})',
    fr: 'impossible d’écouter sur {address}, port {port} ({reason})',
  },
  cannotListenHint: {
    en: 'Choose an address of this machine and a port that nobody has; ports below 1024 are for root',
    fr: 'Choisissez une adresse de cette machine et un port libre ; les ports sous 1024 sont réservés à root',
  },
  quotaUser: {
    en: 'this user has {max} operations open already',
    fr: 'cet utilisateur a déjà {max} opérations ouvertes',
  },
  quotaUserHint: {
    en: 'Read enumerations to their end or release them, and unsubscribe; a listener may allow more',
    fr: 'Lisez les énumérations jusqu’au bout ou libérez-les, et désabonnez-vous ; un écouteur peut en permettre plus',
  },
  quotaAll: {
    en: 'the listener has {max} operations open already',
    fr: 'l’écouteur a déjà {max} opérations ouvertes',
  },
  quotaAllHint: { en: 'Try again later', fr: 'Réessayez plus tard' },
  closing: { en: 'the listener is being stopped', fr: 'l’écouteur est en cours d’arrêt' },
  closingHint: { en: 'Try again when it runs again', fr: 'Réessayez quand il fonctionnera de nouveau' },
  noContext: { en: 'there is no such enumeration', fr: 'il n’y a pas d’énumération de ce nom' },
  enumerationClosed: {
    en: 'the enumeration was ended: nobody pulled in time',
    fr: 'l’énumération a été terminée : personne ne l’a lue à temps',
  },
  noSubscription: { en: 'the subscription has ended', fr: 'l’abonnement a pris fin' },
  twoNamespaces: {
    en: 'the resource URI and the selector {name} name two namespaces',
    fr: 'l’URI de ressource et le sélecteur {name} nomment deux espaces de noms',
  },
  deniedLog: { en: '{what} denied: {name}', fr: '{what} refusé : {name}' },
  deniedWrite: {
    en: 'this listener lets nobody change anything',
    fr: 'cet écouteur ne laisse personne modifier quoi que ce soit',
  },
  deniedWriteHint: {
    en: 'Who runs it can allow that: wmilink serve --allow-writes',
    fr: 'Celui qui l’exécute peut le permettre : wmilink serve --allow-writes',
  },
  deniedMethod: {
    en: 'this listener lets nobody call methods',
    fr: 'cet écouteur ne laisse personne appeler de méthodes',
  },
  deniedMethodHint: {
    en: 'Who runs it can allow that: wmilink serve --allow-methods',
    fr: 'Celui qui l’exécute peut le permettre : wmilink serve --allow-methods',
  },
  action: { en: 'there is no operation {name} here', fr: 'il n’y a pas d’opération {name} ici' },
  actionResource: {
    en: 'the resource does not have this operation',
    fr: 'la ressource n’a pas cette opération',
  },
  actionResourceHint: {
    en: 'This listener serves WMI: classes and instances, no shells',
    fr: 'Cet écouteur sert WMI : classes et instances, pas de shells',
  },
  fragment: {
    en: 'parts of instances cannot be read or put alone',
    fr: 'des parties d’instances ne peuvent être lues ni écrites seules',
  },
  smallEnvelope: {
    en: 'MaxEnvelopeSize must be {min} bytes or more',
    fr: 'MaxEnvelopeSize doit être d’au moins {min} octets',
  },
  option: { en: 'the option {name} is not known', fr: 'l’option {name} n’est pas connue' },
  answerTooLarge: { en: 'the answer is larger than {max} bytes', fr: 'la réponse dépasse {max} octets' },
  answerTooLargeHint: {
    en: 'Ask for fewer properties, or with a larger MaxEnvelopeSize',
    fr: 'Demandez moins de propriétés, ou avec un MaxEnvelopeSize plus grand',
  },
  rowTooLarge: {
    en: 'a row is larger than the {max} bytes that one answer may have for rows',
    fr: 'une ligne dépasse les {max} octets qu’une réponse peut avoir pour les lignes',
  },
  internal: {
    en: 'the listener could not carry this out',
    fr: 'l’écouteur n’a pas pu exécuter cela',
  },
  internalHint: { en: 'Its log tells why', fr: 'Son journal dit pourquoi' },
  timedOut: {
    en: 'the operation did not end within the time specified in OperationTimeout',
    fr: 'l’opération n’a pas pris fin dans le délai donné par OperationTimeout',
  },
  timedOutHint: { en: 'Give it more time', fr: 'Laissez-lui plus de temps' },
  keysHint: { en: 'The keys are {names}', fr: 'Les clés sont {names}' },
  noKeys: {
    en: 'an instance of {class} is named by its keys, and none is given',
    fr: 'une instance de {class} se nomme par ses clés, et aucune n’est donnée',
  },
  keyMissing: { en: 'the selector {key} is missing', fr: 'le sélecteur {key} manque' },
  keyUnknown: { en: 'there is no key {key}', fr: 'il n’y a pas de clé {key}' },
  noInstance: { en: 'the body has no instance', fr: 'le corps n’a pas d’instance' },
  instanceNamespace: {
    en: 'the element of the body is in the namespace "{name}", not in that of the resource',
    fr: 'l’élément du corps est dans l’espace de noms « {name} », pas dans celui de la ressource',
  },
  schemaDialect: {
    en: 'classes are filtered by WQL only',
    fr: 'les classes ne sont filtrées que par WQL',
  },
  schemaQuery: {
    en: 'this resource has classes, and the query asks for instances',
    fr: 'cette ressource a des classes, et la requête demande des instances',
  },
  schemaQueryHint: {
    en: 'Ask SELECT * FROM meta_class here',
    fr: 'Demandez ici SELECT * FROM meta_class',
  },
  noReferences: {
    en: 'these rows are no whole objects: there are no references to them',
    fr: 'ces lignes ne sont pas des objets entiers : il n’y a pas de références vers elles',
  },
  noReferencesHint: {
    en: 'Ask without EnumerationMode, or SELECT * of a class with keys',
    fr: 'Demandez sans EnumerationMode, ou SELECT * d’une classe avec clés',
  },
  keysOnEnumerate: {
    en: 'a class is enumerated or watched, so no keys may be given',
    fr: 'une classe est énumérée ou observée, donc aucune clé ne peut être donnée',
  },
  selectorFilter: {
    en: 'a selector filter needs a class in the resource URI',
    fr: 'un filtre par sélecteurs exige une classe dans l’URI de ressource',
  },
  filterOnClass: {
    en: 'a query does not go with a class in the resource URI',
    fr: 'une requête ne va pas avec une classe dans l’URI de ressource',
  },
  filterOnClassHint: {
    en: 'Send it with * in place of the class',
    fr: 'Envoyez-la avec * à la place de la classe',
  },
  filterOnEvents: {
    en: 'a filter does not go with an event class in the resource URI',
    fr: 'un filtre ne va pas avec une classe d’événements dans l’URI de ressource',
  },
  filterMissing: {
    en: 'the resource * needs a filter in WQL',
    fr: 'la ressource * exige un filtre en WQL',
  },
  filterMissingHint: {
    en: 'Send a query, or name a class in the resource URI',
    fr: 'Envoyez une requête, ou nommez une classe dans l’URI de ressource',
  },
  filterSelector: {
    en: 'the selector {name} cannot be a filter',
    fr: 'le sélecteur {name} ne peut pas servir de filtre',
  },
  classesAsked: {
    en: 'the query asks for classes, which this resource cannot render',
    fr: 'la requête demande des classes, que cette ressource ne peut pas rendre',
  },
  classesAskedHint: {
    en: 'Send SELECT * FROM meta_class to the resource of class declarations (cim-xml)',
    fr: 'Envoyez SELECT * FROM meta_class à la ressource des déclarations de classes (cim-xml)',
  },
  eventsAsked: {
    en: 'the query asks for events: it belongs in a subscription',
    fr: 'la requête demande des événements : sa place est dans un abonnement',
  },
  eventsAskedHint: { en: 'Send Subscribe instead of Enumerate', fr: 'Envoyez Subscribe au lieu de Enumerate' },
  pulling: {
    en: 'another pull of this enumeration is waiting',
    fr: 'une autre lecture de cette énumération est en attente',
  },
  pullTerms: {
    en: '{name} is not that of the enumeration',
    fr: '{name} n’est pas celui de l’énumération',
  },
  pullTermsHint: {
    en: 'Repeat resource, MaxEnvelopeSize and MaxElements in every pull',
    fr: 'Répétez ressource, MaxEnvelopeSize et MaxElements dans chaque lecture',
  },
  pullOnly: {
    en: 'events can only be pulled from here',
    fr: 'les événements ne peuvent qu’être lus d’ici',
  },
  pullOnlyHint: {
    en: 'Subscribe with the delivery mode Pull',
    fr: 'Abonnez-vous avec le mode de livraison Pull',
  },
  traceLine: { en: 'the line is no event of a trace', fr: 'la ligne n’est pas un événement d’une trace' },
  traceLineHint: {
    en: 'Traces are written by the option --trace',
    fr: 'Les traces sont écrites par l’option --trace',
  },
  replayAddress: {
    en: 'a trace is played on the loopback only, not on {address}',
    fr: 'une trace n’est rejouée que sur la boucle locale, pas sur {address}',
  },
  replayAddressHint: { en: 'Listen on 127.0.0.1', fr: 'Écoutez sur 127.0.0.1' },
  replayUnknown: {
    en: 'the trace has no answer to {request}',
    fr: 'la trace n’a pas de réponse à {request}',
  },
  replayUnknownHint: {
    en: 'Ask what was asked when the trace was recorded',
    fr: 'Demandez ce qui a été demandé quand la trace a été enregistrée',
  },
})
