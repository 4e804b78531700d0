import { speaker } from '../text.js'

/** What `src/security` says to people. */
export const securityText = speaker({
  // Tokens that cannot be read.
  derForm: {
    en: 'a security token is damaged at byte {offset}: its DER cannot be read',
    fr: 'un jeton de sécurité est endommagé à l’octet {offset} : son DER est illisible',
  },
  certificateForm: {
    en: 'the certificate cannot be read: its DER is damaged at byte {offset}',
    fr: 'le certificat est illisible : son DER est endommagé à l’octet {offset}',
  },
  tokenSize: {
    en: 'the peer sent a security token of {size} bytes; at most {limit} are taken',
    fr: 'le pair a envoyé un jeton de sécurité de {size} octets ; {limit} au plus sont acceptés',
  },
  ntlmForm: {
    en: 'the peer sent a damaged NTLM message ({what})',
    fr: 'le pair a envoyé un message NTLM endommagé ({what})',
  },
  tokenMissing: {
    en: 'the peer sent no token where the negotiation needs one',
    fr: 'le pair n’a pas envoyé de jeton alors que la négociation en exige un',
  },
  tokenUnexpected: {
    en: 'the peer sent a token that does not belong to this point of the negotiation',
    fr: 'le pair a envoyé un jeton qui n’a pas sa place à ce point de la négociation',
  },
  malformedHint: {
    en: 'Check that the address is that of the WinRM service and that no proxy changes the traffic',
    fr: 'Vérifiez que l’adresse est celle du service WinRM et qu’aucun proxy ne modifie les échanges',
  },

  // Less protection than asked for.
  flagsCleared: {
    en: 'the server does not offer {flags}',
    fr: 'le serveur n’offre pas {flags}',
  },
  flagsClearedHint: {
    en: 'Somebody may be changing the traffic, or the server forbids 128-bit NTLM protection (policy "Minimum session security for NTLM SSP")',
    fr: 'Quelqu’un modifie peut-être les échanges, ou le serveur interdit la protection NTLM à 128 bits (stratégie « Sécurité de session minimale pour NTLM SSP »)',
  },
  noTimestamp: {
    en: 'the server’s NTLM challenge has no timestamp, so the logon cannot be protected against changes',
    fr: 'le défi NTLM du serveur n’a pas d’horodatage, l’ouverture de session ne peut donc pas être protégée contre les modifications',
  },
  noTimestampHint: {
    en: 'Every Windows since Vista sends one; only for an older or foreign server allow legacy NTLM',
    fr: 'Tout Windows depuis Vista en envoie un ; n’autorisez le NTLM ancien que pour un serveur plus vieux ou étranger',
  },
  noListMic: {
    en: 'the server did not prove that the list of authentication mechanisms arrived unchanged',
    fr: 'le serveur n’a pas prouvé que la liste des mécanismes d’authentification est arrivée inchangée',
  },
  badListMic: {
    en: 'the peer’s proof over the list of authentication mechanisms is wrong',
    fr: 'la preuve du pair sur la liste des mécanismes d’authentification est fausse',
  },
  earlyEnd: {
    en: 'the server ended the negotiation before it authenticated anybody',
    fr: 'le serveur a terminé la négociation avant d’avoir authentifié quiconque',
  },
  tamperHint: {
    en: 'Somebody may be changing the traffic between this machine and the server',
    fr: 'Quelqu’un modifie peut-être les échanges entre cette machine et le serveur',
  },

  // Refusals.
  serverRefused: {
    en: 'the server refused the logon',
    fr: 'le serveur a refusé l’ouverture de session',
  },
  serverRefusedHint: {
    en: 'Check user name (DOMAIN\\user, user@domain or .\\user) and password',
    fr: 'Vérifiez le nom d’utilisateur (DOMAINE\\utilisateur, utilisateur@domaine ou .\\utilisateur) et le mot de passe',
  },
  noCommonMechanism: {
    en: 'the two sides have no authentication mechanism in common',
    fr: 'les deux côtés n’ont aucun mécanisme d’authentification en commun',
  },
  noCommonMechanismHint: {
    en: 'NTLM is what this version speaks; Kerberos comes later',
    fr: 'Cette version parle NTLM ; Kerberos viendra plus tard',
  },
  badCredentials: {
    en: 'the logon was refused: user name or password is wrong',
    fr: 'l’ouverture de session a été refusée : nom d’utilisateur ou mot de passe incorrect',
  },
  oldResponse: {
    en: 'the logon was refused: the client answered with NTLMv1',
    fr: 'l’ouverture de session a été refusée : le client a répondu en NTLMv1',
  },
  oldResponseHint: {
    en: 'Let the client send NTLMv2 (on Windows: LmCompatibilityLevel 3 or higher)',
    fr: 'Faites envoyer NTLMv2 au client (sous Windows : LmCompatibilityLevel 3 ou plus)',
  },
  anonymous: {
    en: 'the logon was refused: the client named no user',
    fr: 'l’ouverture de session a été refusée : le client n’a nommé aucun utilisateur',
  },
  noMic: {
    en: 'the logon was refused: the client’s messages carry no integrity code (MIC)',
    fr: 'l’ouverture de session a été refusée : les messages du client n’ont pas de code d’intégrité (MIC)',
  },
  noMicHint: {
    en: 'Use a client that sends it, as Windows does',
    fr: 'Utilisez un client qui l’envoie, comme le fait Windows',
  },
  badMic: {
    en: 'the logon was refused: the messages of the logon were changed on their way',
    fr: 'l’ouverture de session a été refusée : ses messages ont été modifiés en route',
  },
  badBindings: {
    en: 'the logon was refused: it was made for another TLS connection',
    fr: 'l’ouverture de session a été refusée : elle a été faite pour une autre connexion TLS',
  },
  noBindings: {
    en: 'the logon was refused: the client did not bind it to the TLS connection',
    fr: 'l’ouverture de session a été refusée : le client ne l’a pas liée à la connexion TLS',
  },
  bindingsHint: {
    en: 'Use a client with channel bindings (extended protection), and no proxy that ends the TLS connection',
    fr: 'Utilisez un client avec liaison de canal (protection étendue), sans proxy qui termine la connexion TLS',
  },
  reflected: {
    en: 'the logon was refused: the client sent the server’s own challenge back',
    fr: 'l’ouverture de session a été refusée : le client a renvoyé le propre défi du serveur',
  },

  // Messages.
  badSignature: {
    en: 'a message was changed, repeated or reordered on its way: its signature is wrong',
    fr: 'un message a été modifié, répété ou réordonné en route : sa signature est fausse',
  },
  badSignatureHint: {
    en: 'The connection cannot be trusted any more; connect again',
    fr: 'La connexion n’est plus digne de confiance ; reconnectez-vous',
  },
  sequenceEnd: {
    en: 'the security session has protected as many messages as it may',
    fr: 'la session de sécurité a protégé autant de messages que permis',
  },
  notEstablished: {
    en: 'the security session is not established',
    fr: 'la session de sécurité n’est pas établie',
  },
  notProtected: {
    en: 'the security session was established without {what}',
    fr: 'la session de sécurité a été établie sans {what}',
  },
  signing: { en: 'signing', fr: 'signature' },
  sealing: { en: 'encryption', fr: 'chiffrement' },
  usedUp: {
    en: 'the security session has failed or is already established; it takes no more tokens',
    fr: 'la session de sécurité a échoué ou est déjà établie ; elle n’accepte plus de jetons',
  },

  // What is set up wrongly here.
  noUser: {
    en: 'NTLM needs a user name',
    fr: 'NTLM exige un nom d’utilisateur',
  },
  noUserHint: {
    en: 'Write DOMAIN\\user, user@domain or .\\user',
    fr: 'Écrivez DOMAINE\\utilisateur, utilisateur@domaine ou .\\utilisateur',
  },
  longName: {
    en: 'the user name, domain or workstation is too long for NTLM',
    fr: 'le nom d’utilisateur, le domaine ou le poste de travail est trop long pour NTLM',
  },
  noMd5: {
    en: 'this Node.js offers no MD5, which NTLM needs',
    fr: 'ce Node.js n’offre pas MD5, dont NTLM a besoin',
  },
  noMd5Hint: {
    en: 'FIPS mode forbids MD5: use https with Basic or a client certificate, or turn FIPS mode off',
    fr: 'Le mode FIPS interdit MD5 : utilisez https avec Basic ou un certificat client, ou désactivez le mode FIPS',
  },
})
