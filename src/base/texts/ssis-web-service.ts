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
})
