import { speaker } from '../text.js'

/** What the Web Service task and the HTTP connection manager say beyond the documented codes. */
export const webServiceText = speaker({
  // The way to the server.
  connectionClosed: {
    en: 'the connection with {server} was given back',
    fr: 'la connexion avec {server} a été rendue',
  },
  otherServer: {
    en: '{url} is not on the server of the connection manager, {server}',
    fr: '{url} n’est pas sur le serveur du gestionnaire de connexions, {server}',
  },
  otherServerHint: {
    en: 'An HTTP connection manager speaks to the server of its ServerURL only',
    fr: 'Un gestionnaire de connexions HTTP ne parle qu’au serveur de son ServerURL',
  },
  connectTimeout: {
    en: '{server} did not accept a connection within {seconds} seconds',
    fr: '{server} n’a pas accepté de connexion en {seconds} secondes',
  },
  timeoutHint: {
    en: 'Check the address, or raise Timeout of the connection manager (0 waits for ever)',
    fr: 'Vérifiez l’adresse, ou augmentez Timeout du gestionnaire de connexions (0 attend sans fin)',
  },
  proxyLogon: {
    en: 'the proxy {proxy} wants other credentials',
    fr: 'le proxy {proxy} demande d’autres identifiants',
  },
  proxyLogonHint: {
    en: 'Set UseProxyCredentials, ProxyUserName and ProxyPassword of the connection manager',
    fr: 'Définissez UseProxyCredentials, ProxyUserName et ProxyPassword du gestionnaire de connexions',
  },
  redirect: {
    en: '{server} points to {url} (status {status}), which was not followed',
    fr: '{server} renvoie vers {url} (statut {status}), ce qui n’a pas été suivi',
  },
  redirectHint: {
    en: 'Set ServerURL to the address that is meant, if it is to be trusted: requests and passwords go to no other server',
    fr: 'Définissez ServerURL sur l’adresse voulue si elle est fiable : requêtes et mots de passe ne vont à aucun autre serveur',
  },
  logonSecurity: {
    en: 'the logon to {server} failed: {reason}',
    fr: 'l’ouverture de session sur {server} a échoué : {reason}',
  },
  logonWanted: {
    en: '{server} wants to know who asks ({offered})',
    fr: '{server} veut savoir qui demande ({offered})',
  },
  logonWantedHint: {
    en: 'Set UseServerCredentials, ServerUserName and ServerPassword of the connection manager',
    fr: 'Définissez UseServerCredentials, ServerUserName et ServerPassword du gestionnaire de connexions',
  },
  notOffered: {
    en: '{server} does not take {wanted}; it offers {offered}',
    fr: '{server} n’accepte pas {wanted} ; il propose {offered}',
  },
  notOfferedHint: {
    en: 'SSIS knows Basic only; AuthenticationMethod of the connection manager, which is not saved, chooses Negotiate or Ntlm',
    fr: 'SSIS ne connaît que Basic ; AuthenticationMethod du gestionnaire de connexions, jamais enregistré, choisit Negotiate ou Ntlm',
  },
  logonRefused: {
    en: '{server} refused user and password of {user}',
    fr: '{server} a refusé l’utilisateur et le mot de passe de {user}',
  },
  logonRefusedHint: {
    en: 'Check ServerUserName, ServerDomain and ServerPassword of the connection manager',
    fr: 'Vérifiez ServerUserName, ServerDomain et ServerPassword du gestionnaire de connexions',
  },
  // The connection manager.
  certificateTooLong: {
    en: '"{path}" is too long to be a certificate',
    fr: '« {path} » est trop long pour un certificat',
  },
  certificateUnreadable: {
    en: 'the client certificate "{certificate}" cannot be read: {reason}',
    fr: 'le certificat client « {certificate} » ne peut pas être lu : {reason}',
  },
  certificateHint: {
    en: 'CertificateIdentifier names a file here: PEM with its key inside or beside it (.key), or PKCS#12 (.pfx)',
    fr: 'CertificateIdentifier nomme ici un fichier : PEM avec sa clé dedans ou à côté (.key), ou PKCS#12 (.pfx)',
  },
  noServerUrl: { en: 'it has no ServerURL', fr: 'il n’a pas de ServerURL' },
  badServerUrl: {
    en: 'its ServerURL "{url}" is no address that begins with http:// or https://',
    fr: 'son ServerURL « {url} » n’est pas une adresse commençant par http:// ou https://',
  },
  userInUrl: {
    en: 'its ServerURL holds a user; that belongs into ServerUserName and ServerPassword',
    fr: 'son ServerURL contient un utilisateur ; sa place est dans ServerUserName et ServerPassword',
  },
  notSecure: {
    en: 'UseSecureConnection is True, but ServerURL does not begin with https://',
    fr: 'UseSecureConnection vaut True, mais ServerURL ne commence pas par https://',
  },
  certificateClear: {
    en: 'a client certificate needs a ServerURL that begins with https://',
    fr: 'un certificat client demande un ServerURL commençant par https://',
  },
  noServerUser: {
    en: 'UseServerCredentials is True, but there is no ServerUserName',
    fr: 'UseServerCredentials vaut True, mais ServerUserName est vide',
  },
  colonInUser: {
    en: 'ServerUserName has a colon, which Basic cannot carry',
    fr: 'ServerUserName contient un deux-points, que Basic ne peut pas transporter',
  },
  noProxyUrl: { en: 'UseProxy is True, but there is no ProxyURL', fr: 'UseProxy vaut True, mais ProxyURL est vide' },
  badProxyUrl: {
    en: 'its ProxyURL "{url}" is not of the form http://proxy:8080',
    fr: 'son ProxyURL « {url} » n’est pas de la forme http://proxy:8080',
  },
  noProxyUser: {
    en: 'UseProxyCredentials is True, but there is no ProxyUserName',
    fr: 'UseProxyCredentials vaut True, mais ProxyUserName est vide',
  },
  badTimeout: { en: 'its Timeout is below zero', fr: 'son Timeout est inférieur à zéro' },
  noPassword: { en: 'it has no {property}', fr: 'il n’a pas de {property}' },
  noPasswordHint: {
    en: 'Set it with --set, keep it in the store of --secrets, or save it in the package under a password',
    fr: 'Définissez-le avec --set, gardez-le dans le magasin de --secrets, ou enregistrez-le dans le package sous un mot de passe',
  },
  passwordDropped: {
    en: 'a password of the connection manager "{name}" was removed: it belonged to another server or user',
    fr: 'un mot de passe du gestionnaire de connexions « {name} » a été retiré : il appartenait à un autre serveur ou utilisateur',
  },
  passwordInClear: {
    en: '{property} of the connection manager "{name}" stands in the file in clear text',
    fr: '{property} du gestionnaire de connexions « {name} » figure en clair dans le fichier',
  },
  passwordNotOpened: {
    en: '{property} of the connection manager "{name}" is encrypted and cannot be opened here',
    fr: '{property} du gestionnaire de connexions « {name} » est chiffré et ne peut pas être ouvert ici',
  },
  clearPassword: {
    en: 'the connection manager "{name}" sends its password over http://, where others can read it; use https://',
    fr: 'le gestionnaire de connexions « {name} » envoie son mot de passe sur http://, où d’autres peuvent le lire ; utilisez https://',
  },
  // Descriptions of services.
  tooManyDocuments: {
    en: 'it imports more than {limit} documents',
    fr: 'il importe plus de {limit} documents',
  },
  documentsTooLong: {
    en: 'it has, with what it imports, more than {limit} bytes',
    fr: 'il dépasse, avec ce qu’il importe, {limit} octets',
  },
  badLocation: { en: '"{location}" is no location', fr: '« {location} » n’est pas un emplacement' },
  importFailed: {
    en: '{from} imports it, and {reason}',
    fr: '{from} l’importe, et {reason}',
  },
  notDefinitions: {
    en: 'its first element is {name}, not definitions',
    fr: 'son premier élément est {name}, et non definitions',
  },
  tooLarge: {
    en: 'it has, spelled out, more than {limit} elements',
    fr: 'il compte, tout développé, plus de {limit} éléments',
  },
  reservedName: { en: '"{name}" is a name that cannot be used', fr: '« {name} » est un nom inutilisable' },
  containsItself: { en: '"{name}" contains itself', fr: '« {name} » se contient lui-même' },
  libraryHint: {
    en: 'The package soap is missing: install wmilink again with its dependencies',
    fr: 'Le paquet soap manque : réinstallez wmilink avec ses dépendances',
  },
  elsewhere: {
    en: 'the location {url} is neither in the folder of the WSDL file nor on the server of the connection manager',
    fr: 'l’emplacement {url} n’est ni dans le dossier du fichier WSDL ni sur le serveur du gestionnaire de connexions',
  },
  elsewhereHint: {
    en: 'Put the document beside the WSDL file, and change the location to its name',
    fr: 'Placez le document à côté du fichier WSDL, et remplacez l’emplacement par son nom',
  },
  fileFailed: { en: 'the file "{path}": {reason}', fr: 'le fichier « {path} » : {reason}' },
  fileTooLong: { en: 'more than {limit} bytes', fr: 'plus de {limit} octets' },
  badStatus: { en: 'the server answered with status {status}', fr: 'le serveur a répondu avec le statut {status}' },
  wsdlFileHint: {
    en: 'Set OverwriteWsdlFile to True to have it downloaded from the ServerURL of the connection manager',
    fr: 'Définissez OverwriteWsdlFile sur True pour qu’il soit téléchargé depuis le ServerURL du gestionnaire de connexions',
  },
  wsdlKept: {
    en: 'the WSDL could not be downloaded, and the file "{path}" was used as it is: {reason}',
    fr: 'le WSDL n’a pas pu être téléchargé, et le fichier « {path} » a été utilisé tel quel : {reason}',
  },
  wsdlNotSaved: {
    en: 'the WSDL was downloaded and used, but "{path}" could not be overwritten: {reason}',
    fr: 'le WSDL a été téléchargé et utilisé, mais « {path} » n’a pas pu être écrasé : {reason}',
  },
  wsdlSaved: { en: 'the WSDL was written to {path}', fr: 'le WSDL a été écrit dans {path}' },
  // Values.
  valuesTooDeep: {
    en: 'its values are nested deeper than {limit} levels',
    fr: 'ses valeurs sont imbriquées sur plus de {limit} niveaux',
  },
  // The task.
  otherContent: {
    en: 'the server answered with {type}, which is no SOAP message',
    fr: 'le serveur a répondu par {type}, qui n’est pas un message SOAP',
  },
  noEnvelope: {
    en: 'the answer is no SOAP message',
    fr: 'la réponse n’est pas un message SOAP',
  },
  noAnswerHint: {
    en: 'Check that ServerURL of the connection manager leads to the service that the WSDL describes',
    fr: 'Vérifiez que ServerURL du gestionnaire de connexions mène au service que le WSDL décrit',
  },
  folderUsage: { en: 'its FileUsageType says folder', fr: 'son FileUsageType indique un dossier' },
  noPath: { en: 'its ConnectionString is empty', fr: 'son ConnectionString est vide' },
  described: { en: 'the service is described by {place}', fr: 'le service est décrit par {place}' },
  calling: {
    en: 'calling {method} at {url} (SOAP {version})',
    fr: 'appel de {method} à {url} (SOAP {version})',
  },
  callingMethod: { en: 'calling {method} of {path}', fr: 'appel de {method} de {path}' },
  methodsHint: { en: 'The service has the methods {names}', fr: 'Le service a les méthodes {names}' },
  parametersHint: { en: 'The method has the parameters {names}', fr: 'La méthode a les paramètres {names}' },
  otherAddress: {
    en: 'the WSDL gives the address {told}; the message goes to the server of the connection manager, {url}',
    fr: 'le WSDL donne l’adresse {told} ; le message va au serveur du gestionnaire de connexions, {url}',
  },
  otherAddressHint: {
    en: 'Set ServerURL of the connection manager to the address of the service, if that is another one',
    fr: 'Définissez ServerURL du gestionnaire de connexions sur l’adresse du service, si c’en est une autre',
  },
  returnValue: {
    en: '{method} returned {code}; most methods of WMI return 0 when they succeed',
    fr: '{method} a renvoyé {code} ; la plupart des méthodes WMI renvoient 0 en cas de réussite',
  },
  begins: {
    en: 'the task begins to call {method} of {service} through {connection}',
    fr: 'la tâche commence à appeler {method} de {service} via {connection}',
  },
  ended: {
    en: 'the task has called {method} of {service} through {connection}',
    fr: 'la tâche a appelé {method} de {service} via {connection}',
  },
  toFile: { en: 'the result was written to {path}', fr: 'le résultat a été écrit dans {path}' },
  toVariable: {
    en: 'the result was written to the variable {name}',
    fr: 'le résultat a été écrit dans la variable {name}',
  },
  noMethodHint: {
    en: 'Choose a method in the editor of the task, or set webMethodInfo in code',
    fr: 'Choisissez une méthode dans l’éditeur de la tâche, ou définissez webMethodInfo par programme',
  },
  managersHint: {
    en: 'The task takes a connection manager of the type HTTP, and here one of the type WMI, too',
    fr: 'La tâche prend un gestionnaire de connexions de type HTTP, et ici aussi de type WMI',
  },
  wmiConnection: {
    en: 'calling methods of WMI through "{name}" is an extension; SSIS on Windows refuses it ({code}: {description})',
    fr: 'appeler des méthodes WMI via « {name} » est une extension ; SSIS sous Windows le refuse ({code} : {description})',
  },
})
