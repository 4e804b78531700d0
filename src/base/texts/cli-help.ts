import { speaker } from '../text.js'

/** The help of the `wmilink` command. */
export const cliHelp = speaker({
  program: {
    en: 'The SSIS WMI connection manager: run packages, ask WMI, on any operating system.',
    fr: 'Le gestionnaire de connexions WMI de SSIS : exécuter des packages, interroger WMI, sur tout système d’exploitation.',
  },
  usageProgram: { en: '[options] <command>', fr: '[options] <commande>' },
  nothingAsked: { en: 'no command was given', fr: 'aucune commande n’a été donnée' },
  exitCodes: {
    en: `Exit codes: 0 done; 1 WMI, the network or a task failed; 3 stopped by Ctrl-C; 4 package not found;
5 package could not be loaded; 6 wrong command line.
Data goes to standard output, everything else to standard error.`,
    fr: `Codes de sortie : 0 terminé ; 1 échec de WMI, du réseau ou d’une tâche ; 3 arrêt par Ctrl-C ; 4 package introuvable ;
5 package impossible à charger ; 6 ligne de commande incorrecte.
Les données vont sur la sortie standard, tout le reste sur la sortie d’erreur.`,
  },
  titleUsage: { en: 'Usage:', fr: 'Utilisation :' },
  titleArguments: { en: 'Arguments:', fr: 'Arguments :' },
  titleOptions: { en: 'Options:', fr: 'Options :' },
  titleGlobalOptions: { en: 'Options of every command:', fr: 'Options communes à toutes les commandes :' },
  titleCommands: { en: 'Commands:', fr: 'Commandes :' },
  titleExamples: { en: 'Examples:', fr: 'Exemples :' },
  wordCommand: { en: 'command', fr: 'commande' },
  // What stands in the place of a value
  wordOptions: { en: 'options', fr: 'options' },
  wordServer: { en: 'server', fr: 'serveur' },
  wordNamespace: { en: 'namespace', fr: 'espace' },
  wordUser: { en: 'user', fr: 'utilisateur' },
  wordFile: { en: 'file', fr: 'fichier' },
  wordFolder: { en: 'folder', fr: 'dossier' },
  wordNumber: { en: 'number', fr: 'nombre' },
  wordBits: { en: 'bits', fr: 'architecture' },
  wordSeconds: { en: 'seconds', fr: 'secondes' },
  wordPath: { en: 'path', fr: 'chemin' },
  wordName: { en: 'name', fr: 'nom' },
  wordString: { en: 'string', fr: 'chaîne' },
  wordValue: { en: 'value', fr: 'valeur' },
  wordLanguage: { en: 'language', fr: 'langue' },
  wordMethod: { en: 'method', fr: 'méthode' },
  wordParameters: { en: 'parameters', fr: 'paramètres' },
  wordGlob: { en: 'glob', fr: 'motif' },
  wordClass: { en: 'class', fr: 'classe' },
  wordTarget: { en: 'target', fr: 'cible' },
  wordConnection: { en: 'connection', fr: 'connexion' },

  sumRun: {
    en: 'Run a package and show what it did',
    fr: 'Exécuter un package et montrer ce qu’il a fait',
  },
  sumQuery: { en: 'Ask a WQL question', fr: 'Poser une question WQL' },
  sumGet: { en: 'Show one object by its path', fr: 'Montrer un objet par son chemin' },
  sumWatch: {
    en: 'Print events as they happen, one line of JSON each, until Ctrl-C',
    fr: 'Afficher les événements quand ils se produisent, une ligne de JSON chacun, jusqu’à Ctrl-C',
  },
  sumCreate: { en: 'Create an instance of a class', fr: 'Créer une instance d’une classe' },
  sumPut: {
    en: 'Change the properties given of an instance; the others keep their values',
    fr: 'Modifier les propriétés données d’une instance ; les autres gardent leurs valeurs',
  },
  sumDelete: {
    en: 'Delete an instance, or with --class a class',
    fr: 'Supprimer une instance, ou avec --class une classe',
  },
  sumInvoke: {
    en: 'Call a method of an object (path of an instance) or of a class (name of the class)',
    fr: 'Appeler une méthode d’un objet (chemin d’une instance) ou d’une classe (nom de la classe)',
  },
  sumClasses: { en: 'List the classes of a namespace', fr: 'Lister les classes d’un espace de noms' },
  sumDescribe: {
    en: 'Show a class as MOF; with --json as an object, with --format table its members',
    fr: 'Montrer une classe en MOF ; avec --json en objet, avec --format table ses membres',
  },
  sumNamespaces: { en: 'List the namespaces', fr: 'Lister les espaces de noms' },
  sumTest: {
    en: 'Try a connection, or the WMI connections of a package, stage by stage',
    fr: 'Essayer une connexion, ou les connexions WMI d’un package, étape par étape',
  },
  sumInspect: {
    en: 'Show what is in a package, what can run here, what cannot, and why; connects to nothing',
    fr: 'Montrer ce que contient un package, ce qui peut s’exécuter ici, ce qui ne le peut pas et pourquoi ; ne se connecte à rien',
  },
  sumHelp: { en: 'Show the help of a command', fr: 'Montrer l’aide d’une commande' },

  argPackage: { en: 'a .dtsx file', fr: 'un fichier .dtsx' },
  argWql: {
    en: 'the question, as one argument between quotes',
    fr: 'la question, en un seul argument entre guillemets',
  },
  argEventWql: {
    en: 'the notification query, as one argument between quotes',
    fr: 'la requête de notification, en un seul argument entre guillemets',
  },
  argPath: {
    en: 'Class.Key="value", Class=@ for a singleton, or Class; \\\\server\\namespace: may stand before it',
    fr: 'Classe.Clé="valeur", Classe=@ pour un singleton, ou Classe ; \\\\serveur\\espace: peut précéder',
  },
  argMethod: { en: 'name of the method', fr: 'nom de la méthode' },
  argParameters: {
    en: 'name=value by the declared type, name:=JSON for lists, objects and null',
    fr: 'nom=valeur selon le type déclaré, nom:=JSON pour les listes, les objets et null',
  },
  argGlob: {
    en: 'names to show, with * and ?; system classes are shown for __*',
    fr: 'noms à montrer, avec * et ? ; les classes système sont montrées pour __*',
  },
  argClass: { en: 'name of the class', fr: 'nom de la classe' },
  argTarget: {
    en: 'a package (a file, or a name ending in .dtsx), a connection string, a server, or \\\\server\\namespace',
    fr: 'un package (un fichier, ou un nom en .dtsx), une chaîne de connexion, un serveur, ou \\\\serveur\\espace',
  },
  argConnection: {
    en: 'name or ID of one connection of the package; all WMI connections when absent',
    fr: 'nom ou ID d’une connexion du package ; toutes les connexions WMI par défaut',
  },

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
    en: 'load a module that registers providers (repeatable)',
    fr: 'charger un module qui enregistre des fournisseurs (répétable)',
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
