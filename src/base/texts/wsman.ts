import { speaker } from '../text.js'

/** What `src/wsman` says to people. */
export const wsmanText = speaker({
  notXml: { en: 'the message is no XML: {reason}', fr: 'le message n’est pas du XML : {reason}' },
  soapVersion: { en: 'the message is SOAP 1.1, not SOAP 1.2', fr: 'le message est du SOAP 1.1, pas du SOAP 1.2' },
  noEnvelope: {
    en: 'the message is no SOAP envelope but <{element}>',
    fr: 'le message n’est pas une enveloppe SOAP mais <{element}>',
  },
  noBody: { en: 'the envelope has no body', fr: 'l’enveloppe n’a pas de corps' },
  manyHeaders: { en: 'the message has more than {count} headers', fr: 'le message a plus de {count} en-têtes' },
  badHeader: { en: 'the header {name} {reason}', fr: 'l’en-tête {name} {reason}' },
  headerTwice: { en: 'comes more than once', fr: 'figure plus d’une fois' },
  headerLong: { en: 'is longer than {count} characters', fr: 'dépasse {count} caractères' },
  headerNumber: { en: 'is no number', fr: 'n’est pas un nombre' },
  headerMissing: { en: 'the header {name} is missing', fr: 'l’en-tête {name} manque' },
  notUnderstood: {
    en: 'the header {name} must be understood, and is not',
    fr: 'l’en-tête {name} doit être compris et ne l’est pas',
  },
  mustLocale: {
    en: 'the header Locale must not be marked as one that must be understood',
    fr: 'l’en-tête Locale ne doit pas porter la mention « à comprendre »',
  },
  replyMode: {
    en: '{name} must be the anonymous address: answers go back over the same connection',
    fr: '{name} doit être l’adresse anonyme : les réponses reviennent par la même connexion',
  },
  badTimeout: { en: 'OperationTimeout is no duration', fr: 'OperationTimeout n’est pas une durée' },
  optionName: { en: 'an option has no name', fr: 'une option n’a pas de nom' },
  manyOptions: { en: 'the request has more than {count} options', fr: 'la demande a plus de {count} options' },
  selectorName: { en: 'a selector has no name', fr: 'un sélecteur n’a pas de nom' },
  selectorTwice: { en: 'the selector {name} comes twice', fr: 'le sélecteur {name} figure deux fois' },
  selectorValue: {
    en: 'the selector {name} holds neither text nor a reference',
    fr: 'le sélecteur {name} ne contient ni texte ni référence',
  },
  manySelectors: {
    en: 'the resource has more than {count} selectors',
    fr: 'la ressource a plus de {count} sélecteurs',
  },
  deepReference: {
    en: 'references stand more than {depth} deep inside each other',
    fr: 'les références sont imbriquées sur plus de {depth} niveaux',
  },
  noClassUri: { en: 'the resource URI {uri} names no class', fr: 'l’URI de ressource {uri} ne nomme aucune classe' },
  dialect: {
    en: 'the filter dialect {name} is not known here',
    fr: 'le dialecte de filtre {name} n’est pas connu ici',
  },
  dialectHint: {
    en: 'Use WQL, the selector filter or the association filter',
    fr: 'Utilisez WQL, le filtre par sélecteurs ou le filtre d’association',
  },
  associationForm: {
    en: 'the association filter names no object',
    fr: 'le filtre d’association ne nomme aucun objet',
  },
  wrongBody: {
    en: 'the body should be {expected}, not {found}',
    fr: 'le corps devrait être {expected}, pas {found}',
  },
  elementNumber: { en: '{name} is no whole number', fr: '{name} n’est pas un nombre entier' },
  elementDuration: { en: '{name} is no duration', fr: '{name} n’est pas une durée' },
  enumerationMode: { en: 'no enumeration mode is called {name}', fr: 'aucun mode d’énumération ne s’appelle {name}' },
  polymorphism: {
    en: 'the polymorphism mode {name} is not offered',
    fr: 'le mode de polymorphisme {name} n’est pas proposé',
  },
  noContext: { en: 'there is no enumeration context', fr: 'il n’y a pas de contexte d’énumération' },
  noIdentifier: { en: 'the subscription’s identifier is missing', fr: 'l’identifiant de l’abonnement manque' },
  badExpires: {
    en: 'Expires is neither a duration nor a time to come',
    fr: 'Expires n’est ni une durée ni un moment à venir',
  },
  noFault: {
    en: 'the server answered HTTP {status} without saying why',
    fr: 'le serveur a répondu HTTP {status} sans dire pourquoi',
  },
  badAnswer: { en: 'the answer cannot be read: {reason}', fr: 'la réponse est illisible : {reason}' },
  wrongAnswer: {
    en: 'the server answered something else than was asked: {found}',
    fr: 'le serveur a répondu autre chose que ce qui était demandé : {found}',
  },
  wrongRelation: {
    en: 'the answer belongs to another question',
    fr: 'la réponse correspond à une autre demande',
  },
  noNextContext: {
    en: 'the answer neither ends the sequence nor tells how to go on',
    fr: 'la réponse ne termine pas la séquence et ne dit pas comment continuer',
  },
  protocolHint: {
    en: 'Check that the URL is that of a WS-Management service and that nothing between here and there changes messages',
    fr: 'Vérifiez que l’URL est celle d’un service WS-Management et que rien en chemin ne modifie les messages',
  },
  noRows: {
    en: 'the server sent nothing within {milliseconds} ms',
    fr: 'le serveur n’a rien envoyé en {milliseconds} ms',
  },
  notCreated: {
    en: 'the server does not say what it has created',
    fr: 'le serveur ne dit pas ce qu’il a créé',
  },
  subscriptionEnded: {
    en: 'the server has ended the subscription',
    fr: 'le serveur a mis fin à l’abonnement',
  },
  keyName: {
    en: 'the path names no key of {class}, and WS-Management sends keys by name',
    fr: 'le chemin ne nomme aucune clé de {class}, et WS-Management transmet les clés par leur nom',
  },
  keyNameHint: { en: 'Write {class}.Key="value"', fr: 'Écrivez {class}.Clé="valeur"' },
  faultWithoutText: {
    en: 'the server refused with {code} and no text',
    fr: 'le serveur a refusé avec {code} et sans texte',
  },
  faultHeader: {
    en: 'the server does not understand the header {name}',
    fr: 'le serveur ne comprend pas l’en-tête {name}',
  },
  hintAccess: {
    en: 'The account needs to be in Administrators or Remote Management Users of the server and to have Enable Account and Remote Enable on the WMI namespace; a local account other than the built-in Administrator also needs LocalAccountTokenFilterPolicy 1 (UAC)',
    fr: 'Le compte doit appartenir aux groupes Administrateurs ou Utilisateurs de gestion à distance du serveur et avoir « Activer le compte » et « Appel à distance autorisé » sur l’espace de noms WMI ; un compte local autre que l’Administrateur intégré a aussi besoin de LocalAccountTokenFilterPolicy à 1 (UAC)',
  },
  hintNamespace: {
    en: 'List the namespaces with: wmilink namespaces',
    fr: 'Affichez les espaces de noms avec : wmilink namespaces',
  },
  hintClass: {
    en: 'List the classes of the namespace with: wmilink classes',
    fr: 'Affichez les classes de l’espace de noms avec : wmilink classes',
  },
  hintFilter: {
    en: 'Check the query: its class and properties must exist in this namespace of the server',
    fr: 'Vérifiez la requête : sa classe et ses propriétés doivent exister dans cet espace de noms du serveur',
  },
  hintTimeout: {
    en: 'Ask for less (fewer rows, a narrower WHERE), or raise the timeout; some providers, such as that of Win32_Product, are slow',
    fr: 'Demandez moins (moins de lignes, un WHERE plus étroit) ou augmentez le délai ; certains fournisseurs, comme celui de Win32_Product, sont lents',
  },
  hintProvider: {
    en: 'The provider is broken on the server; run winmgmt /verifyrepository there',
    fr: 'Le fournisseur est défectueux sur le serveur ; exécutez-y winmgmt /verifyrepository',
  },
  hintBusy: {
    en: 'The server limits how much it does at a time; try again later, or with fewer calls at once',
    fr: 'Le serveur limite ce qu’il fait à la fois ; réessayez plus tard ou avec moins d’appels simultanés',
  },
  hintWmiQuota: {
    en: 'WMI’s own quotas are reached: end other queries and event subscriptions on the server',
    fr: 'Les quotas de WMI sont atteints : terminez d’autres requêtes et abonnements aux événements sur le serveur',
  },
  hintOperations: {
    en: 'Other clients of this account left operations open: wait four minutes, or on the server run: {command}',
    fr: 'D’autres clients de ce compte ont laissé des opérations ouvertes : attendez quatre minutes, ou exécutez sur le serveur : {command}',
  },
  hintContext: {
    en: 'The server forgot the query: it was restarted, or rows were read too slowly (EnumerationTimeoutms); ask again',
    fr: 'Le serveur a oublié la requête : il a redémarré, ou les lignes ont été lues trop lentement (EnumerationTimeoutms) ; refaites la demande',
  },
  hintSubscription: {
    en: 'Subscribe again; events in between are lost',
    fr: 'Abonnez-vous de nouveau ; les événements survenus entre-temps sont perdus',
  },
  hintEvents: {
    en: 'This server takes no such event query over WS-Management',
    fr: 'Ce serveur n’accepte pas une telle requête d’événements par WS-Management',
  },
  hintEnvelope: {
    en: 'One row is larger than the server may send: select fewer properties, or on the server run: {command}',
    fr: 'Une ligne dépasse ce que le serveur peut envoyer : sélectionnez moins de propriétés, ou exécutez sur le serveur : {command}',
  },
  hintRequestSize: {
    en: 'The request is larger than the server takes: send less, or on the server run: {command}',
    fr: 'La demande dépasse ce que le serveur accepte : envoyez moins, ou exécutez sur le serveur : {command}',
  },
  hintKeys: {
    en: 'Name every key property of the class, with values of their types, and nothing else',
    fr: 'Nommez toutes les propriétés clés de la classe, avec des valeurs de leurs types, et rien d’autre',
  },
  hintOldServer: {
    en: 'This server is older than Windows Server 2012: install Windows Management Framework 3.0 or later on it',
    fr: 'Ce serveur est antérieur à Windows Server 2012 : installez-y Windows Management Framework 3.0 ou une version ultérieure',
  },
  hintAction: {
    en: 'Check the name of the method, and that the class has it',
    fr: 'Vérifiez le nom de la méthode, et que la classe la possède',
  },
  hintService: {
    en: 'The WMI service of the server does not answer; on the server run: Start-Service winmgmt',
    fr: 'Le service WMI du serveur ne répond pas ; exécutez sur le serveur : Start-Service winmgmt',
  },
  hintRemoteDisabled: {
    en: 'On the server run: Enable-PSRemoting -Force',
    fr: 'Exécutez sur le serveur : Enable-PSRemoting -Force',
  },
})
