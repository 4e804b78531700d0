import { speaker } from '../text.js'

/** What the help says about each option of the `wmilink` command. */
export const cliOption = speaker({
  optVersion: { en: 'show the version', fr: 'montrer la version' },
  optHelp: { en: 'show this help', fr: 'montrer cette aide' },
  optServer: {
    en: 'server to ask; this machine when absent',
    fr: 'serveur à interroger ; cette machine par défaut',
  },
  optNamespace: {
    en: 'namespace, root\\cimv2 when absent (namespaces: root)',
    fr: 'espace de noms, root\\cimv2 par défaut (namespaces : root)',
  },
  optUser: {
    en: 'user name, such as DOMAIN\\name; the password is asked for, or read from WMILINK_PASSWORD or --password-file',
    fr: 'nom d’utilisateur, par exemple DOMAINE\\nom ; le mot de passe est demandé, ou lu dans WMILINK_PASSWORD ou --password-file',
  },
  optPasswordFile: {
    en: 'read the password from a file (one line end at its end does not count)',
    fr: 'lire le mot de passe dans un fichier (un saut de ligne final ne compte pas)',
  },
  optTimeout: {
    en: 'give up after this many seconds without an answer; 0 waits for ever',
    fr: 'abandonner après ce nombre de secondes sans réponse ; 0 attend indéfiniment',
  },
  optDrive: {
    en: 'folder that a drive letter stands for; C: is / (repeatable)',
    fr: 'dossier que représente une lettre de lecteur ; C: est / (répétable)',
  },
  optMof: {
    en: 'add the classes and instances of a MOF file; without a namespace pragma to the namespace of the connection (repeatable)',
    fr: 'ajouter les classes et les instances d’un fichier MOF ; sans pragma namespace dans l’espace de noms de la connexion (répétable)',
  },
  optImport: {
    en: 'load a module that registers providers, tasks or types of connections (repeatable)',
    fr: 'charger un module qui enregistre des fournisseurs, des tâches ou des types de connexions (répétable)',
  },
  optEmbedded: {
    en: 'use the embedded host even where Windows has WMI of its own',
    fr: 'utiliser l’hôte intégré même là où Windows a son propre WMI',
  },
  optData: {
    en: 'folder in which the embedded host keeps what is written: instances, classes, namespaces, registry',
    fr: 'dossier où l’hôte intégré garde ce qui est écrit : instances, classes, espaces de noms, registre',
  },
  optArchitecture: {
    en: '32 or 64: ask the provider of that architecture where there are both',
    fr: '32 ou 64 : interroger le fournisseur de cette architecture là où il y a les deux',
  },
  optClass: {
    en: 'delete the class of this name, the classes below it and their instances',
    fr: 'supprimer la classe de ce nom, les classes en dessous et leurs instances',
  },
  optCount: { en: 'stop after this many events', fr: 's’arrêter après ce nombre d’événements' },
  optWatchTimeout: {
    en: 'stop after this many seconds; with --count that is a failure when fewer events came',
    fr: 's’arrêter après ce nombre de secondes ; avec --count c’est un échec si moins d’événements sont venus',
  },

  // Packages
  optPackagePasswordFile: {
    en: 'read the password of the package from a file',
    fr: 'lire le mot de passe du package dans un fichier',
  },
  optNewPackagePasswordFile: {
    en: 'read the password to write with from a file; else it is asked for, or stays',
    fr: 'lire dans un fichier le mot de passe pour l’écriture ; sinon il est demandé, ou reste',
  },
  optLevel: {
    en: 'DontSaveSensitive, EncryptSensitiveWithPassword or EncryptAllWithPassword; else the level stays',
    fr: 'DontSaveSensitive, EncryptSensitiveWithPassword ou EncryptAllWithPassword ; sinon le niveau reste',
  },
  optOutput: { en: 'write another file', fr: 'écrire un autre fichier' },
  optDropUnreadable: {
    en: 'leave out secrets that cannot be opened here',
    fr: 'omettre les secrets qui ne peuvent pas être ouverts ici',
  },
  optSecrets: {
    en: 'take passwords that nobody gives from this file (see wmilink secret)',
    fr: 'prendre dans ce fichier les mots de passe que personne ne donne (voir wmilink secret)',
  },
  optSecretsPasswordFile: {
    en: 'read the password of the file of secrets from a file; else WMILINK_SECRETS_PASSWORD, else it is asked for',
    fr: 'lire dans un fichier le mot de passe du fichier de secrets ; sinon WMILINK_SECRETS_PASSWORD, sinon il est demandé',
  },
  optParameter: {
    en: 'give a parameter a value: NAME, $Package::NAME, $Project::NAME, or CM.CONNECTION.PROPERTY (repeatable)',
    fr: 'donner une valeur à un paramètre : NOM, $Package::NOM, $Project::NOM, ou CM.CONNEXION.PROPRIÉTÉ (répétable)',
  },
  optConfiguration: {
    en: 'apply a .dtsConfig file; the configurations of the package itself win over it (repeatable)',
    fr: 'appliquer un fichier .dtsConfig ; les configurations du package lui-même l’emportent (répétable)',
  },
  optLog: {
    en: 'append every log entry to this file, as one line of JSON each',
    fr: 'ajouter chaque entrée de journal à ce fichier, une ligne de JSON chacune',
  },
  optValidateOnly: { en: 'validate the package, do not run it', fr: 'valider le package sans l’exécuter' },

  // The network
  optTransport: {
    en: 'wsman: speak WS-Management (WinRM); also to this machine, when a listener answers on it',
    fr: 'wsman : parler WS-Management (WinRM) ; aussi à cette machine, si un service y écoute',
  },
  optAuth: {
    en: 'negotiate (when absent and there is a user name), ntlm, basic or certificate',
    fr: 'negotiate (par défaut avec un nom d’utilisateur), ntlm, basic ou certificate',
  },
  optTls: {
    en: 'use https, on port 5986; every option about certificates means it too',
    fr: 'utiliser https, sur le port 5986 ; toute option sur les certificats le demande aussi',
  },
  optCa: {
    en: 'trust the certificate authorities of this PEM file besides those of the system',
    fr: 'faire confiance aux autorités de certification de ce fichier PEM en plus de celles du système',
  },
  optFingerprint: {
    en: 'accept the server’s certificate of this SHA-256 or SHA-1 fingerprint and no other, whoever issued it',
    fr: 'accepter le certificat du serveur portant cette empreinte SHA-256 ou SHA-1 et aucun autre, quel que soit l’émetteur',
  },
  optInsecure: {
    en: 'accept any certificate: nobody knows then who answers',
    fr: 'accepter tout certificat : nul ne sait alors qui répond',
  },
  optCert: {
    en: 'client certificate (PEM), for --auth certificate',
    fr: 'certificat client (PEM), pour --auth certificate',
  },
  optKey: {
    en: 'private key of the certificate (PEM)',
    fr: 'clé privée du certificat (PEM)',
  },
  optKeyPasswordFile: {
    en: 'read the password of the private key from a file',
    fr: 'lire le mot de passe de la clé privée dans un fichier',
  },
  optAllowUnencrypted: {
    en: 'permit Basic and clear messages over http, readable by everybody on the way',
    fr: 'autoriser Basic et des messages en clair sur http, lisibles par tous en chemin',
  },
  optAllowLegacyNtlm: {
    en: 'permit NTLM with servers too old to protect the logon against changes on the way',
    fr: 'autoriser NTLM avec des serveurs trop anciens pour protéger l’ouverture de session contre les altérations',
  },
  optNoChannelBinding: {
    en: 'do not bind the logon to the TLS connection, for a proxy that ends TLS before the server',
    fr: 'ne pas lier l’ouverture de session à la connexion TLS, pour un mandataire qui termine TLS avant le serveur',
  },
  optProxy: {
    en: 'reach servers through this HTTP proxy: http://[user@]proxy:3128',
    fr: 'joindre les serveurs par ce mandataire HTTP : http://[utilisateur@]proxy:3128',
  },
  optProxyPasswordFile: {
    en: 'read the password of the proxy’s user from a file',
    fr: 'lire le mot de passe de l’utilisateur du mandataire dans un fichier',
  },
  optMaxConnections: {
    en: 'sessions with a server at a time, 4 when absent',
    fr: 'sessions simultanées avec un serveur, 4 par défaut',
  },
  optTrace: {
    en: 'write every exchange with servers to this file, decrypted, without passwords and tokens but with all data',
    fr: 'écrire chaque échange avec les serveurs dans ce fichier, déchiffré, sans mots de passe ni jetons mais avec toutes les données',
  },
  optReport: {
    en: 'write what was seen to this file, without secrets, for a bug report',
    fr: 'écrire ce qui a été vu dans ce fichier, sans secrets, pour un rapport de bogue',
  },

  // Listeners
  optWsman: {
    en: 'listen for WS-Management over http; port 5985 when none is named, 0 picks one; what listens when no listener is named',
    fr: 'écouter WS-Management sur http ; port 5985 si aucun n’est nommé, 0 en choisit un ; écoute par défaut',
  },
  optWsmanTls: {
    en: 'listen for WS-Management over https; port 5986 when none is named',
    fr: 'écouter WS-Management sur https ; port 5986 si aucun n’est nommé',
  },
  optServeCert: {
    en: 'certificate of this server and what leads from it to its authority (PEM), for --wsman-tls',
    fr: 'certificat de ce serveur et ce qui mène de lui à son autorité (PEM), pour --wsman-tls',
  },
  optServeUser: {
    en: 'the one user who may log on; the password is asked for, or read from WMILINK_PASSWORD or --password-file',
    fr: 'le seul utilisateur admis ; le mot de passe est demandé, ou lu dans WMILINK_PASSWORD ou --password-file',
  },
  optListen: {
    en: 'address to listen on, 127.0.0.1 when absent; 0.0.0.0 or :: for all',
    fr: 'adresse d’écoute, 127.0.0.1 par défaut ; 0.0.0.0 ou :: pour toutes',
  },
  optReplayListen: {
    en: 'address of this machine alone to listen on, 127.0.0.1 when absent',
    fr: 'adresse d’écoute propre à cette machine, 127.0.0.1 par défaut',
  },
  optReplayPasswordFile: {
    en: 'read the password to log on with from a file; replay when absent',
    fr: 'lire dans un fichier le mot de passe d’ouverture de session ; replay par défaut',
  },
  optPort: {
    en: 'port to listen on; when absent or 0 the system picks one',
    fr: 'port d’écoute ; absent ou 0, le système en choisit un',
  },
  optNoOpen: {
    en: 'open no browser; the link stands on standard output either way',
    fr: 'n’ouvrir aucun navigateur ; le lien figure de toute façon sur la sortie standard',
  },
  optDesignListen: {
    en: 'address to listen on, 127.0.0.1 when absent; one that other machines reach needs --cert and a password',
    fr: 'adresse d’écoute, 127.0.0.1 par défaut ; une adresse joignable depuis d’autres machines exige --cert et un mot de passe',
  },
  optDesignCert: {
    en: 'certificate of the designer’s own server (PEM); a browser then asks for a password',
    fr: 'certificat du serveur du concepteur (PEM) ; un navigateur demande alors un mot de passe',
  },
  optDesignPasswordFile: {
    en: 'read the password of the designer from a file; without it WMILINK_PASSWORD, or it is asked for',
    fr: 'lire le mot de passe du concepteur dans un fichier ; sans elle WMILINK_PASSWORD, ou il est demandé',
  },
  optUsers: {
    en: 'file of users, as wmilink passwd writes it',
    fr: 'fichier d’utilisateurs, tel que wmilink passwd l’écrit',
  },
  optRules: {
    en: 'JSON file of rules that say which user may do what (docs/rights.md)',
    fr: 'fichier JSON de règles disant quel utilisateur peut faire quoi (docs/rights.md)',
  },
  optAllowMethods: {
    en: 'let users call methods: all of them, or those to whom the rules give it',
    fr: 'laisser les utilisateurs appeler des méthodes : tous, ou ceux à qui les règles le donnent',
  },
  optAllowMethodsAsRoot: {
    en: 'needed besides when this process is root: whatever a method starts is root too',
    fr: 'nécessaire en plus quand ce processus est root : tout ce qu’une méthode lance est root aussi',
  },
  optAllowWrites: {
    en: 'let users write instances: all of them, or those to whom the rules give it',
    fr: 'laisser les utilisateurs écrire des instances : tous, ou ceux à qui les règles le donnent',
  },
  optServeAllowLegacyNtlm: {
    en: 'let in NTLM clients that protect their logon neither against changes nor against being passed on, such as curl',
    fr: 'admettre les clients NTLM qui ne protègent leur ouverture de session ni des altérations ni du relais, comme curl',
  },
  optGenerate: {
    en: 'make a password, and print it this once',
    fr: 'fabriquer un mot de passe, et l’afficher cette seule fois',
  },
  optRemove: {
    en: 'remove the user',
    fr: 'retirer l’utilisateur',
  },
  optList: {
    en: 'list the users',
    fr: 'lister les utilisateurs',
  },

  // What is shown
  optSystem: {
    en: 'show system properties and classes too',
    fr: 'montrer aussi les propriétés et les classes système',
  },
  optRaw: {
    en: 'datetimes as WMI writes them instead of ISO 8601',
    fr: 'dates telles que WMI les écrit au lieu d’ISO 8601',
  },
  optConnection: {
    en: 'replace the connection string of a connection, by name or ID; the first ";" separates (repeatable)',
    fr: 'remplacer la chaîne de connexion d’une connexion, par nom ou ID ; le premier « ; » sépare (répétable)',
  },
  optSet: {
    en: 'set a property or variable, by its package path (repeatable): \\Package.Variables[User::X].Value;5, \\Package.Connections[N].Properties[P];v, \\Package\\Task.Properties[P];v',
    fr: 'définir une propriété ou une variable, par son chemin de package (répétable) : \\Package.Variables[User::X].Value;5, \\Package.Connections[N].Properties[P];v, \\Package\\Tâche.Properties[P];v',
  },
  optConnectionPasswordFile: {
    en: 'read the password of a connection from a file (repeatable)',
    fr: 'lire le mot de passe d’une connexion dans un fichier (répétable)',
  },
  optFormat: {
    en: 'table, list, json, ndjson or csv; on a terminal a table where it fits, else a list; in a pipe ndjson',
    fr: 'table, list, json, ndjson ou csv ; sur un terminal un tableau s’il tient, sinon une liste ; dans un tube ndjson',
  },
  optJson: { en: 'the same as --format json', fr: 'identique à --format json' },
  optLang: {
    en: 'en or fr; from LC_ALL, LC_MESSAGES or LANG when absent',
    fr: 'en ou fr ; d’après LC_ALL, LC_MESSAGES ou LANG par défaut',
  },
})
