import { speaker } from '../text.js'

/** What `src/connect` says to people. */
export const connectText = speaker({
  partForm: {
    en: 'part {position} of the connection string has no "="',
    fr: 'la partie {position} de la chaîne de connexion n’a pas de « = »',
  },
  stringHint: {
    en: 'Write for example ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
    fr: 'Écrivez par exemple ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
  },
  unknownKey: {
    en: 'part {position} of the connection string has a key that is none of ServerName, Namespace, UseNtAuth, UserName, Password',
    fr: 'la partie {position} de la chaîne de connexion a une clé autre que ServerName, Namespace, UseNtAuth, UserName, Password',
  },
  booleanForm: {
    en: 'UseNtAuth, part {position} of the connection string, must be True or False',
    fr: 'UseNtAuth, partie {position} de la chaîne de connexion, doit valoir True ou False',
  },
  valueSeparator: {
    en: '{key} contains ";", which a connection string cannot hold',
    fr: '{key} contient « ; », ce qu’une chaîne de connexion ne peut pas contenir',
  },
  valueSeparatorHint: {
    en: 'Set it as an option or property of its own',
    fr: 'Définissez-le comme option ou propriété à part',
  },
  targetForm: {
    en: '"{target}" is neither a connection string nor a namespace path',
    fr: '« {target} » n’est ni une chaîne de connexion ni un chemin d’espace de noms',
  },
  targetHint: {
    en: 'Write root\\cimv2, \\\\server\\root\\cimv2, or ServerName=\\\\server;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
    fr: 'Écrivez root\\cimv2, \\\\serveur\\root\\cimv2, ou ServerName=\\\\serveur;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
  },
  notTarget: {
    en: 'the target of a connection must be a text or an object with options',
    fr: 'la cible d’une connexion doit être un texte ou un objet avec des options',
  },
  notText: { en: 'the option {name} must be a text, not {type}', fr: 'l’option {name} doit être un texte, pas {type}' },
  localCredentials: {
    en: 'a user name or password was given for this machine',
    fr: 'un nom d’utilisateur ou un mot de passe a été donné pour cette machine',
  },
  localCredentialsHint: {
    en: 'Connections to this machine run as the caller: leave user and password out (UseNtAuth=True;UserName=;)',
    fr: 'Les connexions à cette machine s’exécutent sous l’identité de l’appelant : omettez l’utilisateur et le mot de passe (UseNtAuth=True;UserName=;)',
  },
  credentialsIgnored: {
    en: 'user name and password are ignored because UseNtAuth is True',
    fr: 'le nom d’utilisateur et le mot de passe sont ignorés car UseNtAuth vaut True',
  },
  noTransportNamed: {
    en: 'no transport "{transport}" in this version; cannot connect to {server}',
    fr: 'aucun transport « {transport} » dans cette version ; connexion à {server} impossible',
  },
  noTransportHint: {
    en: 'Use wsman (WinRM); name no server and no transport to use the embedded host of this machine',
    fr: 'Utilisez wsman (WinRM) ; ne nommez ni serveur ni transport pour utiliser l’hôte intégré de cette machine',
  },
  noWindowsWmi: {
    en: 'the WMI service of this Windows machine cannot be reached in this version',
    fr: 'le service WMI de cette machine Windows ne peut pas être joint dans cette version',
  },
  noWindowsWmiHint: {
    en: 'Give --embedded (option `embedded`) to use the embedded host instead',
    fr: 'Donnez --embedded (option `embedded`) pour utiliser l’hôte intégré à la place',
  },
  embeddedRemote: {
    en: 'the embedded host is this machine, not {server}',
    fr: 'l’hôte intégré est cette machine, pas {server}',
  },
  embeddedRemoteHint: {
    en: 'Leave out the server or --embedded',
    fr: 'Omettez le serveur ou --embedded',
  },
  embeddedNotice: {
    en: 'the embedded host of {server} answered, not Windows',
    fr: 'l’hôte intégré de {server} a répondu, pas Windows',
  },
  mofUnreadable: {
    en: 'cannot read the MOF file {file} ({reason})',
    fr: 'impossible de lire le fichier MOF {file} ({reason})',
  },
  mofUnreadableHint: {
    en: 'Check the path given with --mof (option `mof`) and the rights on the file',
    fr: 'Vérifiez le chemin donné avec --mof (option `mof`) et les droits sur le fichier',
  },
  serverForm: {
    en: '"{server}" is no server name',
    fr: '« {server} » n’est pas un nom de serveur',
  },
  serverFormHint: {
    en: 'Write a name, an address, or a URL with the port: http://server:5985/wsman',
    fr: 'Écrivez un nom, une adresse, ou une URL avec le port : http://serveur:5985/wsman',
  },
  urlForm: { en: '{server} is no URL that can be read', fr: '{server} n’est pas une URL lisible' },
  urlHint: {
    en: 'Write http://server:5985/wsman or https://server:5986/wsman, with user and password as options of their own',
    fr: 'Écrivez http://serveur:5985/wsman ou https://serveur:5986/wsman, l’utilisateur et le mot de passe en options à part',
  },
  authForm: {
    en: 'the option auth names no way to log on',
    fr: 'l’option auth ne nomme aucun moyen de se connecter',
  },
  authFormHint: {
    en: 'Use negotiate, ntlm, basic or certificate',
    fr: 'Utilisez negotiate, ntlm, basic ou certificate',
  },
  identity: {
    en: 'logging on to {server} as the caller needs Kerberos, which this version does not have yet',
    fr: 'se connecter à {server} sous l’identité de l’appelant demande Kerberos, que cette version n’a pas encore',
  },
  identityHint: {
    en: 'Give a user and a password: --user with --password-file or WMILINK_PASSWORD, options `username` and `password`, or UseNtAuth=False;UserName=DOMAIN\\user; in the connection',
    fr: 'Donnez un utilisateur et un mot de passe : --user avec --password-file ou WMILINK_PASSWORD, options `username` et `password`, ou UseNtAuth=False;UserName=DOMAINE\\utilisateur; dans la connexion',
  },
  identityWithUser: {
    en: 'UseNtAuth is True, so user name and password are ignored; logging on to {server} as the caller needs Kerberos, which this version does not have yet',
    fr: 'UseNtAuth vaut True, donc le nom d’utilisateur et le mot de passe sont ignorés ; se connecter à {server} sous l’identité de l’appelant demande Kerberos, que cette version n’a pas encore',
  },
  identityWithUserHint: {
    en: 'Set UseNtAuth to False to log on with the user name and the password',
    fr: 'Mettez UseNtAuth à False pour vous connecter avec le nom d’utilisateur et le mot de passe',
  },
  noPassword: {
    en: 'a user name was given for {server}, but no password',
    fr: 'un nom d’utilisateur a été donné pour {server}, mais pas de mot de passe',
  },
  noPasswordHint: {
    en: 'Give it with --password-file, WMILINK_PASSWORD or the option `password`; for a connection of a package with --connection-password-file "NAME;FILE"',
    fr: 'Donnez-le avec --password-file, WMILINK_PASSWORD ou l’option `password` ; pour une connexion d’un package avec --connection-password-file "NOM;FICHIER"',
  },
  passwordWithoutUser: {
    en: 'a password was given for {server}, but no user name',
    fr: 'un mot de passe a été donné pour {server}, mais pas de nom d’utilisateur',
  },
})
