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
  titleNetwork: { en: 'Network:', fr: 'Réseau :' },
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
  wordPort: { en: 'port', fr: 'port' },
  wordAddress: { en: 'address', fr: 'adresse' },
  wordUrl: { en: 'url', fr: 'url' },
  wordHex: { en: 'hex', fr: 'hexa' },
  wordTarget: { en: 'target', fr: 'cible' },
  wordConnection: { en: 'connection', fr: 'connexion' },

  sumRun: {
    en: 'Run a package and show what it did',
    fr: 'Exécuter un package et montrer ce qu’il a fait',
  },
  sumDtexec: {
    en: 'Run a package by a command line of dtexec, in its own syntax',
    fr: 'Exécuter un package par une ligne de commande de dtexec, dans sa propre syntaxe',
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
  sumDoctor: {
    en: 'Find out how far one gets with a server, and what to do where it ends',
    fr: 'Chercher jusqu’où l’on arrive avec un serveur, et que faire là où cela s’arrête',
  },
  sumServe: {
    en: 'Answer for this machine over WS-Management, until Ctrl-C',
    fr: 'Répondre pour cette machine par WS-Management, jusqu’à Ctrl-C',
  },
  sumPasswd: {
    en: 'Set the password of a user who may log on to serve',
    fr: 'Définir le mot de passe d’un utilisateur admis par serve',
  },
  sumReplay: {
    en: 'Answer as the server did whose exchanges a trace holds',
    fr: 'Répondre comme le serveur dont une trace contient les échanges',
  },
  sumProtect: {
    en: 'Change the protection level or the password of a package',
    fr: 'Changer le niveau de protection ou le mot de passe d’un package',
  },
  sumDesign: {
    en: 'Make, test and run packages in a browser, until Ctrl-C',
    fr: 'Créer, tester et exécuter des packages dans un navigateur, jusqu’à Ctrl-C',
  },
  sumSecret: {
    en: 'Keep passwords for servers and users in an encrypted file',
    fr: 'Conserver des mots de passe pour des serveurs et des utilisateurs dans un fichier chiffré',
  },
  sumHelp: { en: 'Show the help of a command', fr: 'Montrer l’aide d’une commande' },

  argPackage: { en: 'a .dtsx file', fr: 'un fichier .dtsx' },
  argDtexec: {
    en: 'options of dtexec, such as /File /Set /Reporting; /? shows them',
    fr: 'options de dtexec, telles que /File /Set /Reporting ; /? les montre',
  },
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
  argServer: {
    en: 'a name, \\\\name, or a URL such as https://sql01:5986/wsman',
    fr: 'un nom, \\\\nom, ou une URL telle que https://sql01:5986/wsman',
  },
  argUsersFile: {
    en: 'file of users; made when it is not there',
    fr: 'fichier d’utilisateurs ; créé s’il n’existe pas',
  },
  argUserName: { en: 'name of the user', fr: 'nom de l’utilisateur' },
  argDesign: {
    en: 'a .dtsx file, or a folder with packages; this folder when absent',
    fr: 'un fichier .dtsx, ou un dossier de packages ; ce dossier-ci par défaut',
  },
  argSecrets: { en: 'the file of secrets; set makes it', fr: 'le fichier de secrets ; set le crée' },
  argSecretAction: { en: 'set, list, remove or passwd', fr: 'set, list, remove ou passwd' },
  argSecretServer: { en: 'the server', fr: 'le serveur' },
  argSecretUser: { en: 'the user', fr: 'l’utilisateur' },
  argTrace: { en: 'a file that --trace wrote', fr: 'un fichier écrit par --trace' },
  argConnection: {
    en: 'name or ID of one connection of the package; all WMI connections when absent',
    fr: 'nom ou ID d’une connexion du package ; toutes les connexions WMI par défaut',
  },
})
