import { speaker } from '../text.js'

/** What `src/http` says to people. */
export const httpText = speaker({
  // Options.
  urlProtocol: {
    en: 'the URL of a server must begin with http:// or https://',
    fr: 'l’URL d’un serveur doit commencer par http:// ou https://',
  },
  urlParts: {
    en: 'the URL of a server must not hold a user, a password, a query or a fragment',
    fr: 'l’URL d’un serveur ne doit contenir ni utilisateur, ni mot de passe, ni requête, ni fragment',
  },
  urlHint: { en: 'Write for example https://sql01:5986/wsman', fr: 'Écrivez par exemple https://sql01:5986/wsman' },
  tlsOverHttp: {
    en: 'options of TLS were given for a URL that begins with http://',
    fr: 'des options de TLS ont été données pour une URL qui commence par http://',
  },
  tlsOverHttpHint: {
    en: 'Write https:// (port 5986), or leave the options of TLS out',
    fr: 'Écrivez https:// (port 5986), ou omettez les options de TLS',
  },
  basicInsecure: {
    en: 'Basic sends the password, and so is not allowed where every certificate is accepted',
    fr: 'Basic envoie le mot de passe, et n’est donc pas permis lorsque tout certificat est accepté',
  },
  basicInsecureHint: {
    en: 'Pin the certificate by its fingerprint, trust its authority, or log on by negotiate',
    fr: 'Épinglez le certificat par son empreinte, approuvez son autorité, ou utilisez negotiate',
  },
  basicClear: {
    en: 'Basic over http would send the password in clear',
    fr: 'Basic sur http enverrait le mot de passe en clair',
  },
  basicClearHint: {
    en: 'Use https://, or log on by negotiate, which protects password and messages over http, too',
    fr: 'Utilisez https://, ou negotiate, qui protège le mot de passe et les messages aussi sur http',
  },
  basicColon: {
    en: 'a user name for Basic cannot contain a colon',
    fr: 'un nom d’utilisateur pour Basic ne peut pas contenir de deux-points',
  },
  basicColonHint: { en: 'Log on by negotiate', fr: 'Utilisez negotiate' },
  certificateClear: {
    en: 'a client certificate logs on over https only',
    fr: 'un certificat client ne sert à s’authentifier que sur https',
  },
  certificateClearHint: { en: 'Write https:// (port 5986)', fr: 'Écrivez https:// (port 5986)' },
  certificateMissing: {
    en: 'logging on by certificate needs a client certificate and its key',
    fr: 's’authentifier par certificat demande un certificat client et sa clé',
  },
  certificateMissingHint: { en: 'Give both as PEM', fr: 'Donnez les deux en PEM' },
  fingerprintForm: {
    en: 'a fingerprint must have 64 (SHA-256) or 40 (SHA-1) hexadecimal digits',
    fr: 'une empreinte doit avoir 64 (SHA-256) ou 40 (SHA-1) chiffres hexadécimaux',
  },
  fingerprintFormHint: {
    en: 'On the server: Get-ChildItem Cert:\\LocalMachine\\My shows the thumbprints',
    fr: 'Sur le serveur : Get-ChildItem Cert:\\LocalMachine\\My montre les empreintes',
  },
  pemUnreadable: {
    en: 'a certificate or key that was given cannot be read ({reason})',
    fr: 'un certificat ou une clé donnés ne peuvent pas être lus ({reason})',
  },
  pemUnreadableHint: {
    en: 'They must be PEM texts, the key that of the certificate, and its passphrase the right one',
    fr: 'Ce doivent être des textes PEM, la clé celle du certificat, et sa phrase secrète la bonne',
  },
  proxyForm: {
    en: 'the proxy must be given as http://proxy:3128 or http://user:password@proxy:3128',
    fr: 'le proxy doit être donné sous la forme http://proxy:3128 ou http://utilisateur:motdepasse@proxy:3128',
  },
  proxyFormHint: {
    en: 'Proxies that speak https or SOCKS are not supported',
    fr: 'Les proxys qui parlent https ou SOCKS ne sont pas pris en charge',
  },
  wholeNumber: {
    en: 'the option {name} must be a whole number of at least 1',
    fr: 'l’option {name} doit être un nombre entier d’au moins 1',
  },

  // The way to the server.
  unresolved: { en: 'the name {host} has no address ({code})', fr: 'le nom {host} n’a pas d’adresse ({code})' },
  unresolvedHint: {
    en: 'Check the spelling and the DNS of this machine, or give the address or the full name of the server',
    fr: 'Vérifiez l’orthographe et le DNS de cette machine, ou donnez l’adresse ou le nom complet du serveur',
  },
  unreachable: { en: 'cannot connect to {server} ({code})', fr: 'connexion à {server} impossible ({code})' },
  refusedHint: {
    en: 'Nothing listens on port {port}: on the server run winrm quickconfig, and winrm enumerate winrm/config/listener for its ports (5985 http, 5986 https)',
    fr: 'Rien n’écoute sur le port {port} : sur le serveur, exécutez winrm quickconfig, et winrm enumerate winrm/config/listener pour ses ports (5985 http, 5986 https)',
  },
  unreachableHint: {
    en: 'Is the server on, and does a firewall let port {port} through? On the server: Enable-PSRemoting, or Enable-NetFirewallRule WINRM-HTTP-In-TCP*',
    fr: 'Le serveur est-il allumé, et un pare-feu laisse-t-il passer le port {port} ? Sur le serveur : Enable-PSRemoting, ou Enable-NetFirewallRule WINRM-HTTP-In-TCP*',
  },
  proxyUnreachable: {
    en: 'cannot connect to the proxy {proxy} ({code})',
    fr: 'connexion au proxy {proxy} impossible ({code})',
  },
  proxyUnreachableHint: {
    en: 'Check the name and port of the proxy, and that it is one of HTTP',
    fr: 'Vérifiez le nom et le port du proxy, et que c’est un proxy HTTP',
  },
  proxyRefused: {
    en: 'the proxy {proxy} refused a tunnel to {server} (status {status})',
    fr: 'le proxy {proxy} a refusé un tunnel vers {server} (statut {status})',
  },
  proxyRefusedHint: {
    en: 'The proxy must allow CONNECT to port {port}, and reach the server',
    fr: 'Le proxy doit permettre CONNECT vers le port {port}, et joindre le serveur',
  },
  proxyLogonHint: {
    en: 'The proxy wants a user and password: http://user:password@proxy:3128 (Basic)',
    fr: 'Le proxy demande un utilisateur et un mot de passe : http://utilisateur:motdepasse@proxy:3128 (Basic)',
  },

  // TLS.
  tlsFailed: { en: 'no TLS with {server} ({code})', fr: 'pas de TLS avec {server} ({code})' },
  tlsHint: {
    en: 'The server ended the handshake: an old one (2008 R2, 2012) may know only TLS 1.0, or have no certificate on this port; see winrm enumerate winrm/config/listener',
    fr: 'Le serveur a mis fin à la négociation : un ancien (2008 R2, 2012) ne connaît peut-être que TLS 1.0, ou n’a pas de certificat sur ce port ; voir winrm enumerate winrm/config/listener',
  },
  tlsPlainHint: {
    en: 'This port does not speak TLS: use http:// (port 5985, messages are sealed) or the port of the https listener (5986)',
    fr: 'Ce port ne parle pas TLS : utilisez http:// (port 5985, les messages sont scellés) ou le port de l’écouteur https (5986)',
  },
  tlsOldHint: {
    en: 'The server offers only versions or ciphers that are too old, as 2008 R2 and 2012 do: enable TLS 1.2 on it, or use http:// (port 5985, messages are sealed)',
    fr: 'Le serveur n’offre que des versions ou des chiffrements trop anciens, comme 2008 R2 et 2012 : activez-y TLS 1.2, ou utilisez http:// (port 5985, les messages sont scellés)',
  },
  tlsClientHint: {
    en: 'The server does not accept the client certificate: its authority must be among the trusted roots of the server, and its purpose client authentication',
    fr: 'Le serveur n’accepte pas le certificat client : son autorité doit être parmi les racines approuvées du serveur, et son usage l’authentification du client',
  },
  tlsPortHint: {
    en: 'This port speaks TLS: use https://',
    fr: 'Ce port parle TLS : utilisez https://',
  },
  certificateRefused: {
    en: 'the certificate of {server} is not trusted ({reason})',
    fr: 'le certificat de {server} n’est pas approuvé ({reason})',
  },
  certificateTrustHint: {
    en: 'Give its authority (--ca), or pin it by the thumbprint that the server shows (--fingerprint)',
    fr: 'Donnez son autorité (--ca), ou épinglez-le par l’empreinte que montre le serveur (--fingerprint)',
  },
  certificateNameHint: {
    en: 'Use the name that stands in the certificate, or pin it by its thumbprint (--fingerprint)',
    fr: 'Utilisez le nom qui figure dans le certificat, ou épinglez-le par son empreinte (--fingerprint)',
  },
  certificateDateHint: {
    en: 'Renew the certificate on the server; check the clocks of both machines; or pin it by its thumbprint (--fingerprint)',
    fr: 'Renouvelez le certificat sur le serveur ; vérifiez les horloges des deux machines ; ou épinglez-le par son empreinte (--fingerprint)',
  },
  certificatePin: {
    en: 'the certificate of {server} is not the pinned one',
    fr: 'le certificat de {server} n’est pas celui qui est épinglé',
  },
  certificatePinHint: {
    en: 'Nothing was sent. Compare with the thumbprint on the server: it has a new certificate, or something stands between',
    fr: 'Rien n’a été envoyé. Comparez avec l’empreinte sur le serveur : il a un nouveau certificat, ou quelque chose s’interpose',
  },

  // Logon.
  logonRefused: { en: '{server} refused the logon of {user}', fr: '{server} a refusé l’authentification de {user}' },
  certificateUser: { en: 'the client certificate', fr: 'le certificat client' },
  logonHint: {
    en: 'Check user and password (DOMAIN\\user, user@realm, or .\\user for an account of the server), that the account is not locked, and the clocks of both machines',
    fr: 'Vérifiez l’utilisateur et le mot de passe (DOMAINE\\utilisateur, utilisateur@royaume, ou .\\utilisateur pour un compte du serveur), que le compte n’est pas verrouillé, et les horloges des deux machines',
  },
  logonBoundHint: {
    en: 'Check user and password (DOMAIN\\user, user@realm, or .\\user for an account of the server), that the account is not locked, and the clocks; where a proxy ends TLS, switch the channel binding off',
    fr: 'Vérifiez l’utilisateur et le mot de passe (DOMAINE\\utilisateur, utilisateur@royaume, ou .\\utilisateur pour un compte du serveur), que le compte n’est pas verrouillé, et les horloges ; si un proxy termine TLS, désactivez la liaison au canal',
  },
  logonBasicHint: {
    en: 'Basic takes local accounts of the server only: check user and password, or log on by negotiate',
    fr: 'Basic n’accepte que les comptes locaux du serveur : vérifiez l’utilisateur et le mot de passe, ou utilisez negotiate',
  },
  logonCertificateHint: {
    en: 'On the server the service must allow certificates (Set-Item WSMan:\\localhost\\Service\\Auth\\Certificate $true) and map this one to an account (New-Item WSMan:\\localhost\\ClientCertificate)',
    fr: 'Sur le serveur, le service doit permettre les certificats (Set-Item WSMan:\\localhost\\Service\\Auth\\Certificate $true) et associer celui-ci à un compte (New-Item WSMan:\\localhost\\ClientCertificate)',
  },
  messageRefused: {
    en: '{server} took the logon of {user}, and then refused the message (status 401)',
    fr: '{server} a accepté l’authentification de {user}, puis refusé le message (statut 401)',
  },
  messageRefusedHint: {
    en: 'The account must belong to Administrators or Remote Management Users of the server; or something between, such as a reverse proxy, does not keep connections apart',
    fr: 'Le compte doit appartenir aux groupes Administrateurs ou Utilisateurs de gestion à distance du serveur ; ou un intermédiaire, tel qu’un proxy inverse, ne sépare pas les connexions',
  },
  logonUnfinished: {
    en: '{server} answered without proving that it took the logon',
    fr: '{server} a répondu sans prouver qu’il a accepté l’authentification',
  },
  logonEndless: {
    en: '{server} does not come to an end of the logon',
    fr: '{server} ne met pas fin à l’authentification',
  },
  logonUnfinishedHint: {
    en: 'Nothing but the logon was sent. Is it WinRM that listens on this port?',
    fr: 'Rien d’autre que l’authentification n’a été envoyé. Est-ce WinRM qui écoute sur ce port ?',
  },
  logonNotKept: {
    en: '{server} closed the connection during the logon',
    fr: '{server} a fermé la connexion pendant l’authentification',
  },
  logonNotKeptHint: {
    en: 'The logon belongs to the connection: something between, such as a reverse proxy, does not keep it open',
    fr: 'L’authentification appartient à la connexion : un intermédiaire, tel qu’un proxy inverse, ne la garde pas ouverte',
  },
  notOffered: {
    en: '{server} does not offer {wanted}; it offers: {offered}',
    fr: '{server} n’offre pas {wanted} ; il offre : {offered}',
  },
  ntlmBlockedHint: {
    en: 'The server does not take NTLM: a policy may restrict it (Network security: Restrict NTLM), and Kerberos is not supported yet; https with Basic or a certificate may do',
    fr: 'Le serveur n’accepte pas NTLM : une stratégie le restreint peut-être (Sécurité réseau : Restreindre NTLM), et Kerberos n’est pas encore pris en charge ; https avec Basic ou un certificat peut convenir',
  },
  useNegotiateHint: { en: 'Log on by negotiate', fr: 'Utilisez negotiate' },
  useNtlmHint: { en: 'Log on by ntlm', fr: 'Utilisez ntlm' },
  useBasicHint: {
    en: 'Log on by basic with a local account of the server, or allow Negotiate there: Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
    fr: 'Utilisez basic avec un compte local du serveur, ou permettez-y Negotiate : Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
  },
  basicOnlyHint: {
    en: 'Basic over http would send the password in clear; use https://, or allow Negotiate on the server: Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
    fr: 'Basic sur http enverrait le mot de passe en clair ; utilisez https://, ou permettez Negotiate sur le serveur : Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
  },
  kerberosOnlyHint: {
    en: 'Kerberos is not supported yet; allow Negotiate on the server: Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
    fr: 'Kerberos n’est pas encore pris en charge ; permettez Negotiate sur le serveur : Set-Item WSMan:\\localhost\\Service\\Auth\\Negotiate $true',
  },
  nothingOfferedHint: {
    en: 'Is it WinRM that listens on this port? On the server: winrm get winrm/config/service/auth',
    fr: 'Est-ce WinRM qui écoute sur ce port ? Sur le serveur : winrm get winrm/config/service/auth',
  },

  // Messages.
  security: { en: 'the answer of {server} is refused: {reason}', fr: 'la réponse de {server} est refusée : {reason}' },
  noSeal: {
    en: '{server} agreed to no encryption of messages',
    fr: '{server} n’a accepté aucun chiffrement des messages',
  },
  replyInClear: {
    en: '{server} answered in clear to an encrypted message',
    fr: '{server} a répondu en clair à un message chiffré',
  },
  securityHint: {
    en: 'The connection was given up: something between may change messages; https:// tells who the server is',
    fr: 'La connexion a été abandonnée : un intermédiaire modifie peut-être les messages ; https:// dit qui est le serveur',
  },
  cut: {
    en: 'the connection with {server} ended before the answer was complete ({code})',
    fr: 'la connexion avec {server} a pris fin avant que la réponse soit complète ({code})',
  },
  cutHint: {
    en: 'The server or something between closed it: did the service restart? A port of TLS wants https://',
    fr: 'Le serveur ou un intermédiaire l’a fermée : le service a-t-il redémarré ? Un port TLS demande https://',
  },
  closed: { en: 'the connection to {server} was closed here', fr: 'la connexion à {server} a été fermée ici' },
  closedHint: { en: 'Connect anew', fr: 'Connectez-vous de nouveau' },
  timeoutConnect: {
    en: 'no connection to {server} within {milliseconds} ms',
    fr: 'pas de connexion à {server} en {milliseconds} ms',
  },
  timeoutLogon: {
    en: '{server} did not answer the logon within {milliseconds} ms',
    fr: '{server} n’a pas répondu à l’authentification en {milliseconds} ms',
  },
  timeoutLogonHint: {
    en: 'Is it WinRM that listens on this port, and can the server reach its domain controller?',
    fr: 'Est-ce WinRM qui écoute sur ce port, et le serveur peut-il joindre son contrôleur de domaine ?',
  },
  timeoutSession: {
    en: 'all connections to {server} were busy for {milliseconds} ms',
    fr: 'toutes les connexions à {server} ont été occupées pendant {milliseconds} ms',
  },
  timeoutSessionHint: {
    en: 'Allow more connections (maxConnections) or a longer time-out',
    fr: 'Permettez davantage de connexions (maxConnections) ou un délai plus long',
  },
  timeoutReply: {
    en: 'no complete answer from {server} within {milliseconds} ms',
    fr: 'pas de réponse complète de {server} en {milliseconds} ms',
  },
  timeoutReplyHint: {
    en: 'Allow a longer time-out, or ask for less',
    fr: 'Permettez un délai plus long, ou demandez moins',
  },
  headersTooLong: {
    en: 'the headers of the answer of {server} are too long',
    fr: 'les en-têtes de la réponse de {server} sont trop longs',
  },
  replyTooLarge: {
    en: 'the answer of {server} has more than {limit} bytes',
    fr: 'la réponse de {server} a plus de {limit} octets',
  },
  replyTooLargeHint: { en: 'Ask for less at a time', fr: 'Demandez moins à la fois' },
  notHttp: { en: '{server} answered something that is not HTTP', fr: '{server} a répondu autre chose que du HTTP' },
  notHttpHint: {
    en: 'Is it WinRM that listens on this port? On the server: winrm enumerate winrm/config/listener',
    fr: 'Est-ce WinRM qui écoute sur ce port ? Sur le serveur : winrm enumerate winrm/config/listener',
  },
  noMessage: {
    en: '{server} answered with something that is no message (type {type})',
    fr: '{server} a répondu par autre chose qu’un message (type {type})',
  },
  redirect: {
    en: '{server} points elsewhere (status {status}); credentials do not follow',
    fr: '{server} renvoie ailleurs (statut {status}) ; les identifiants n’y suivent pas',
  },
  redirectHint: {
    en: 'Give the URL of the WS-Management service itself',
    fr: 'Donnez l’URL du service WS-Management lui-même',
  },
  status: {
    en: '{server} answered status {status} without a message',
    fr: '{server} a répondu par le statut {status} sans message',
  },
  statusHint: {
    en: 'The event log Microsoft-Windows-WinRM/Operational of the server may tell more',
    fr: 'Le journal Microsoft-Windows-WinRM/Operational du serveur en dit peut-être plus',
  },
  status403Hint: {
    en: 'The account must belong to Administrators or Remote Management Users of the server',
    fr: 'Le compte doit appartenir aux groupes Administrateurs ou Utilisateurs de gestion à distance du serveur',
  },
  status404Hint: {
    en: 'The path of the URL is not that of WinRM; it is /wsman unless changed',
    fr: 'Le chemin de l’URL n’est pas celui de WinRM ; c’est /wsman s’il n’a pas été changé',
  },
  status413Hint: {
    en: 'The request is larger than the server takes: Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb 8192',
    fr: 'La requête est plus grande que ce que le serveur accepte : Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb 8192',
  },
  status415Hint: {
    en: 'Is it WinRM that listens on this port? It does not take SOAP 1.2',
    fr: 'Est-ce WinRM qui écoute sur ce port ? Il n’accepte pas SOAP 1.2',
  },
  status500Hint: {
    en: 'WinRM answers so when it wants encrypted messages and gets clear ones: log on by negotiate, or use https://',
    fr: 'WinRM répond ainsi lorsqu’il veut des messages chiffrés et en reçoit en clair : utilisez negotiate, ou https://',
  },
  status502Hint: {
    en: 'Something between cannot reach the server',
    fr: 'Un intermédiaire ne peut pas joindre le serveur',
  },
  status503Hint: {
    en: 'The server is too busy, or its WinRM service does not run; try again later, or Restart-Service WinRM',
    fr: 'Le serveur est trop occupé, ou son service WinRM ne tourne pas ; réessayez plus tard, ou Restart-Service WinRM',
  },

  // Encrypted messages.
  multipart: { en: 'an encrypted message is malformed: {reason}', fr: 'un message chiffré est mal formé : {reason}' },
  multipartHint: {
    en: 'Something between may change messages',
    fr: 'Un intermédiaire modifie peut-être les messages',
  },
  multipartType: { en: 'its type is not as it must be', fr: 'son type n’est pas celui qu’il faut' },
  multipartBoundary: { en: 'a boundary is missing', fr: 'une limite manque' },
  multipartHeader: { en: 'a header is missing or wrong', fr: 'un en-tête manque ou est faux' },
  multipartLength: { en: 'its lengths disagree', fr: 'ses longueurs se contredisent' },
  multipartSeveral: { en: 'it has several parts', fr: 'il a plusieurs parties' },
})
