import { speaker } from '../text.js'

/** What `diagnose()` says of likely causes. Commands are no texts: they stand with the table that chooses among these. */
export const diagnosisText = speaker({
  nameUnknown: {
    en: 'the name is misspelled, or the name service here does not know it: try the whole name or the address',
    fr: 'le nom est mal écrit, ou le service de noms d’ici ne le connaît pas : essayez le nom complet ou l’adresse',
  },
  serverOff: {
    en: 'the server is off, or not reached from this network',
    fr: 'le serveur est éteint, ou n’est pas joignable depuis ce réseau',
  },
  winrmOff: { en: 'WinRM is not on', fr: 'WinRM n’est pas activé' },
  noHttps: {
    en: 'WinRM has no HTTPS listener; it needs a certificate for server authentication',
    fr: 'WinRM n’a pas d’écouteur HTTPS ; il lui faut un certificat d’authentification de serveur',
  },
  firewall: {
    en: 'a firewall, on the server or on the way, closes the port',
    fr: 'un pare-feu, sur le serveur ou en chemin, ferme le port',
  },
  otherPort: {
    en: 'port {port} of the server answers: ask it with {url}',
    fr: 'le port {port} du serveur répond : interrogez-le avec {url}',
  },
  proxy: {
    en: 'the proxy does not let this port pass, or wants a user and a password',
    fr: 'le mandataire ne laisse pas passer ce port, ou veut un utilisateur et un mot de passe',
  },
  certificate: {
    en: 'the certificate is self-signed, of an authority that nobody here trusts, expired, or for another name; if it is the right one (thumbprint {sha1}), pin it with --fingerprint or trust its authority with --ca',
    fr: 'le certificat est autosigné, d’une autorité à laquelle personne ici ne fait confiance, expiré, ou pour un autre nom ; si c’est le bon (empreinte {sha1}), fixez-le avec --fingerprint ou approuvez son autorité avec --ca',
  },
  insecure: {
    en: 'nobody checks the certificate: whoever is on the way can pose as the server; pin it with --fingerprint {sha1}',
    fr: 'personne ne vérifie le certificat : qui est en chemin peut se faire passer pour le serveur ; fixez-le avec --fingerprint {sha1}',
  },
  expiring: {
    en: 'the certificate is not valid after {date}',
    fr: 'le certificat n’est plus valable après le {date}',
  },
  oldTls: {
    en: 'the server speaks only versions or ciphers of TLS that are not safe any more',
    fr: 'le serveur ne parle que des versions ou des chiffrements de TLS qui ne sont plus sûrs',
  },
  notWinrm: {
    en: 'something else than WinRM answers there: check port and path',
    fr: 'autre chose que WinRM répond là : vérifiez le port et le chemin',
  },
  schemeOff: {
    en: 'the service offers {offered}, not {wanted}',
    fr: 'le service offre {offered}, pas {wanted}',
  },
  noAnswer: {
    en: 'the server does not answer who has not logged on; some that are not Windows never do',
    fr: 'le serveur ne répond pas à qui ne s’est pas connecté ; certains qui ne sont pas Windows ne le font jamais',
  },
  password: {
    en: 'user name or password is wrong, or the account is locked, disabled or expired',
    fr: 'le nom d’utilisateur ou le mot de passe est faux, ou le compte est verrouillé, désactivé ou expiré',
  },
  domainUser: {
    en: 'the account is one of a domain: write DOMAIN\\user, or user@domain',
    fr: 'le compte est celui d’un domaine : écrivez DOMAINE\\utilisateur, ou utilisateur@domaine',
  },
  group: {
    en: 'the account is neither an administrator nor in the group that may manage the server from afar',
    fr: 'le compte n’est ni administrateur ni dans le groupe qui peut gérer le serveur à distance',
  },
  uac: {
    en: 'UAC takes the administrator’s rights from local accounts that come over the network; this gives them back',
    fr: 'l’UAC retire leurs droits d’administrateur aux comptes locaux qui viennent du réseau ; ceci les leur rend',
  },
  ntlm: {
    en: 'a policy forbids NTLM (Network security: Restrict NTLM), or the account is in Protected Users',
    fr: 'une stratégie interdit NTLM (Sécurité réseau : Restreindre NTLM), ou le compte est dans Protected Users',
  },
  binding: {
    en: 'a proxy ends TLS before the server, which the server takes for an attack: leave it out of the way, or give --no-channel-binding',
    fr: 'un mandataire termine TLS avant le serveur, ce que le serveur prend pour une attaque : ôtez-le du chemin, ou donnez --no-channel-binding',
  },
  certificateLogon: {
    en: 'no account is mapped to the client certificate, or its authority is not trusted on the server',
    fr: 'aucun compte n’est associé au certificat du client, ou son autorité n’est pas approuvée sur le serveur',
  },
  clock: {
    en: 'the clocks of the server and of this machine differ by {seconds} s',
    fr: 'les horloges du serveur et de cette machine diffèrent de {seconds} s',
  },
  clockMaybe: {
    en: 'the clocks of the server and of this machine differ too much',
    fr: 'les horloges du serveur et de cette machine diffèrent trop',
  },
  tampered: {
    en: 'something between here and the server changes messages, or the server does not encrypt its answers',
    fr: 'quelque chose entre ici et le serveur modifie les messages, ou le serveur ne chiffre pas ses réponses',
  },
  namespaceMissing: {
    en: 'the server has no such namespace; this lists those that it has',
    fr: 'le serveur n’a pas un tel espace de noms ; ceci liste ceux qu’il a',
  },
  namespaceRight: {
    en: 'the account lacks Enable Account or Remote Enable on the namespace: WMI Control, Properties, Security',
    fr: 'le compte n’a pas Activer le compte ou Appel à distance autorisé sur l’espace de noms : Contrôle WMI, Propriétés, Sécurité',
  },
  wmiService: { en: 'the WMI service does not run', fr: 'le service WMI ne fonctionne pas' },
  quota: {
    en: 'this user has too many operations open on the server',
    fr: 'cet utilisateur a trop d’opérations ouvertes sur le serveur',
  },
  slow: {
    en: 'the server is too busy, or a provider of WMI hangs',
    fr: 'le serveur est trop occupé, ou un fournisseur WMI est bloqué',
  },
  noRows: {
    en: 'there are no rows, though every server has one: the account may not see them',
    fr: 'il n’y a pas de lignes, alors que tout serveur en a une : le compte ne peut pas les voir',
  },
})
