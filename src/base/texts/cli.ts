import { speaker } from '../text.js'

/** What `src/cli` says to people; its help is in `cli-help.ts`. */
export const cliText = speaker({
  internal: {
    en: 'internal error: {message}',
    fr: 'erreur interne : {message}',
  },
  internalHint: {
    en: 'This is a fault of wmilink; please report it',
    fr: 'C’est un défaut de wmilink ; merci de le signaler',
  },
  stray: { en: 'an error that nobody caught: {reason}', fr: 'une erreur que personne n’a interceptée : {reason}' },
  strayHint: {
    en: 'A module of --import must await what it starts; without one this is a fault of wmilink, please report it',
    fr: 'Un module de --import doit attendre ce qu’il lance ; sans module, c’est un défaut de wmilink, merci de le signaler',
  },
  interrupted: { en: 'interrupted', fr: 'interrompu' },

  // The command line
  missingArgument: { en: 'argument <{argument}> is missing', fr: 'l’argument <{argument}> manque' },
  optionMissingArgument: { en: 'option {option} needs a value', fr: 'l’option {option} attend une valeur' },
  unknownOption: { en: 'unknown option {option}', fr: 'option inconnue : {option}' },
  unknownCommand: { en: 'unknown command {command}', fr: 'commande inconnue : {command}' },
  excessArguments: { en: 'too many arguments', fr: 'trop d’arguments' },
  didYouMean: { en: 'Did you mean {meant}?', fr: 'Vouliez-vous dire {meant} ?' },
  seeHelp: { en: 'See {command} --help', fr: 'Voir {command} --help' },
  quoteHint: {
    en: 'Put the whole argument between quotes; see {command} --help',
    fr: 'Mettez l’argument entier entre guillemets ; voir {command} --help',
  },
  choice: {
    en: '{option} does not know "{value}"',
    fr: '{option} ne connaît pas « {value} »',
  },
  choiceHint: { en: 'Choose one of {allowed}', fr: 'Choisissez parmi {allowed}' },
  timeoutForm: {
    en: '--timeout "{value}" is not a number of seconds',
    fr: '--timeout « {value} » n’est pas un nombre de secondes',
  },
  timeoutHint: {
    en: 'Give seconds, such as 30 or 0.5; 0 waits for ever',
    fr: 'Donnez des secondes, par exemple 30 ou 0.5 ; 0 attend indéfiniment',
  },
  portForm: { en: '{option} "{value}" is no port', fr: '{option} « {value} » n’est pas un port' },
  portHint: {
    en: 'Give a number from 0 to 65535; 0 lets the system choose',
    fr: 'Donnez un nombre de 0 à 65535 ; 0 laisse le système choisir',
  },
  numberForm: {
    en: '{option} "{value}" is no number that it can be',
    fr: '{option} « {value} » n’est pas un nombre possible',
  },
  numberHint: { en: 'Give a whole number from 1 to {limit}', fr: 'Donnez un nombre entier de 1 à {limit}' },
  pairForm: {
    en: '{option} needs two parts with ";" between them',
    fr: '{option} attend deux parties séparées par « ; »',
  },
  pairHint: {
    en: 'Write {option} "FIRST;SECOND"; the first ";" separates, later ones belong to the second part',
    fr: 'Écrivez {option} "PREMIÈRE;SECONDE" ; le premier « ; » sépare, les suivants appartiennent à la seconde partie',
  },
  twoFormats: {
    en: '--json and --format {format} exclude each other',
    fr: '--json et --format {format} s’excluent',
  },
  twoFormatsHint: { en: '--json is short for --format json', fr: '--json abrège --format json' },

  // Passwords
  askPassword: { en: 'Password of {user} for {server}: ', fr: 'Mot de passe de {user} pour {server} : ' },
  askConnectionPassword: {
    en: 'Password of {user} for {server} (connection "{connection}"): ',
    fr: 'Mot de passe de {user} pour {server} (connexion « {connection} ») : ',
  },
  passwordFile: {
    en: 'cannot read the password file {file} ({reason})',
    fr: 'impossible de lire le fichier de mot de passe {file} ({reason})',
  },
  passwordFileHint: {
    en: 'Check the path and the rights on the file',
    fr: 'Vérifiez le chemin et les droits sur le fichier',
  },
  noTerminal: {
    en: 'a password is needed, and standard input is no terminal to ask on ({question})',
    fr: 'il faut un mot de passe, et l’entrée standard n’est pas un terminal où le demander ({question})',
  },
  noTerminalHint: {
    en: 'Give it with --password-file (run: --connection-password-file) or in WMILINK_PASSWORD',
    fr: 'Donnez-le avec --password-file (run : --connection-password-file) ou dans WMILINK_PASSWORD',
  },
  passwordWithoutUser: {
    en: '--password-file was given without --user',
    fr: '--password-file a été donné sans --user',
  },
  passwordHint: { en: 'Name the user with --user', fr: 'Nommez l’utilisateur avec --user' },
  passwordUnused: {
    en: 'WMILINK_PASSWORD is not used here: a package names its servers itself; use --connection-password-file "NAME;FILE"',
    fr: 'WMILINK_PASSWORD n’est pas utilisé ici : un package nomme lui-même ses serveurs ; utilisez --connection-password-file "NOM;FICHIER"',
  },

  // Modules of --import
  importMissing: { en: 'there is no module {file}', fr: 'il n’y a pas de module {file}' },
  importFailed: { en: 'the module {file} failed: {reason}', fr: 'le module {file} a échoué : {reason}' },
  importHint: {
    en: 'The default export of a module registers what it has: export default api => api.registerProvider(…); api.registerTask and api.registerConnectionManager are there too',
    fr: 'L’export par défaut d’un module enregistre ce qu’il a : export default api => api.registerProvider(…) ; api.registerTask et api.registerConnectionManager existent aussi',
  },

  // Results
  countForm: { en: '{value} is no number of events', fr: '{value} n’est pas un nombre d’événements' },
  countHint: { en: 'Give a whole number from 1 on', fr: 'Donnez un nombre entier à partir de 1' },
  watching: { en: 'watching', fr: 'en observation' },
  watchNotBegun: {
    en: 'the watch had not begun after {seconds} s: the instances as they are now were still being read',
    fr: 'l’observation n’avait pas commencé après {seconds} s : les instances présentes étaient encore en cours de lecture',
  },
  tooFewEvents: {
    en: '{seen} of {count} events came within {seconds} s',
    fr: '{seen} événement(s) sur {count} en {seconds} s',
  },
  tooFewEventsHint: {
    en: 'Give more time with --timeout, or see with fewer conditions what does happen',
    fr: 'Donnez plus de temps avec --timeout, ou regardez avec moins de conditions ce qui se passe',
  },
  classOnly: {
    en: '--class takes the name of a class, not the path of an instance',
    fr: '--class attend le nom d’une classe, pas le chemin d’une instance',
  },
  classOnlyHint: { en: 'Write {name} alone to delete the class', fr: 'Écrivez {name} seul pour supprimer la classe' },
  notKept: {
    en: 'the host of this command ends with it, and what was written goes with it; --data DIR keeps it',
    fr: 'l’hôte de cette commande se termine avec elle, et ce qui a été écrit disparaît ; --data DIR le garde',
  },
  noRows: { en: 'no rows', fr: 'aucune ligne' },
  noClasses: { en: 'no class has such a name', fr: 'aucune classe ne porte un tel nom' },
  csvExtra: {
    en: 'values such as {name} have no column in this CSV: subclasses declare more than the class asked for; --format ndjson shows them',
    fr: 'des valeurs comme {name} n’ont pas de colonne dans ce CSV : des sous-classes déclarent plus que la classe demandée ; --format ndjson les montre',
  },

  // Packages
  packageMissing: { en: 'there is no package "{file}"', fr: 'il n’y a pas de package « {file} »' },
  packageMissingHint: {
    en: 'Give the path of a .dtsx file',
    fr: 'Donnez le chemin d’un fichier .dtsx',
  },
  packageNoFile: { en: '{file} is not a file', fr: '{file} n’est pas un fichier' },
  packageUnreadable: {
    en: 'the package {file} cannot be read ({reason})',
    fr: 'le package {file} ne peut pas être lu ({reason})',
  },
  packageUnreadableHint: { en: 'Check the rights on the file', fr: 'Vérifiez les droits sur le fichier' },

  // run
  error: { en: 'error:', fr: 'erreur :' },
  warning: { en: 'warning:', fr: 'avertissement :' },
  runFailed: { en: 'the package "{name}" failed', fr: 'le package « {name} » a échoué' },
  taskDisabled: { en: 'disabled', fr: 'désactivée' },
  taskNotRun: { en: 'did not run', fr: 'ne s’est pas exécutée' },
  labelConnection: { en: 'connection', fr: 'connexion' },
  labelQuery: { en: 'query', fr: 'requête' },
  labelRows: { en: 'rows', fr: 'lignes' },
  labelOutput: { en: 'output', fr: 'sortie' },
  inVariable: { en: 'variable {name}', fr: 'variable {name}' },

  // inspect
  canRun: { en: 'can run here', fr: 'peut s’exécuter ici' },
  cannotRun: { en: 'cannot run here', fr: 'ne peut pas s’exécuter ici' },
  formatVersion: { en: 'format {version}', fr: 'format {version}' },
  titleConnections: { en: 'Connections', fr: 'Connexions' },
  titleVariables: { en: 'Variables', fr: 'Variables' },
  titleExecutables: { en: 'Tasks and containers', fr: 'Tâches et conteneurs' },
  titleProblems: { en: 'Problems', fr: 'Problèmes' },
  titleWarnings: { en: 'Warnings', fr: 'Avertissements' },
  readOnly: { en: 'read-only', fr: 'lecture seule' },
  kindNotOpened: {
    en: 'connections of type {type} are kept, but cannot be opened here',
    fr: 'les connexions de type {type} sont conservées, mais ne peuvent pas être ouvertes ici',
  },
  stateRuns: { en: 'runs', fr: 's’exécute' },
  stateCannot: { en: 'cannot run', fr: 'ne peut pas s’exécuter' },
  stateDisabled: { en: 'disabled', fr: 'désactivé' },

  // test
  packageNamesServer: {
    en: '--server, --namespace and --user do not go with a package, which names its servers itself',
    fr: '--server, --namespace et --user ne vont pas avec un package, qui nomme lui-même ses serveurs',
  },
  packageNamesServerHint: {
    en: 'Change a connection with --connection "NAME;STRING"',
    fr: 'Modifiez une connexion avec --connection "NOM;CHAÎNE"',
  },
  passwordNeedsName: {
    en: 'the password is not used: name the connection it is for, or use --connection-password-file "NAME;FILE"',
    fr: 'le mot de passe n’est pas utilisé : nommez la connexion à laquelle il est destiné, ou utilisez --connection-password-file "NOM;FICHIER"',
  },
  noWmiConnections: {
    en: 'the package has no WMI connection',
    fr: 'le package n’a pas de connexion WMI',
  },
  wmiConnectionsHint: { en: 'Its WMI connections: {names}', fr: 'Ses connexions WMI : {names}' },
  noConnection: {
    en: 'the package has no connection "{connection}"',
    fr: 'le package n’a pas de connexion « {connection} »',
  },
  notWmi: {
    en: 'the connection "{connection}" is of type {type}; only WMI connections are tried',
    fr: 'la connexion « {connection} » est de type {type} ; seules les connexions WMI sont essayées',
  },
  unresolved: {
    en: 'the name {name} leads to no address ({reason})',
    fr: 'le nom {name} ne mène à aucune adresse ({reason})',
  },
  unresolvedHint: {
    en: 'Check the spelling of the server and the name service of this machine',
    fr: 'Vérifiez l’orthographe du serveur et le service de noms de cette machine',
  },
  connectionOfPackage: {
    en: '"{target}" is no package, so it has no connection to choose',
    fr: '« {target} » n’est pas un package et n’a donc pas de connexion à choisir',
  },
  connectionOfPackageHint: {
    en: 'Name a .dtsx file first, or leave the second argument out',
    fr: 'Nommez d’abord un fichier .dtsx, ou omettez le second argument',
  },

  // Parameters of invoke
  assignmentForm: {
    en: '"{text}" is neither name=value nor name:=JSON',
    fr: '« {text} » n’est ni nom=valeur ni nom:=JSON',
  },
  assignmentHint: {
    en: 'Write for example Reason=maintenance, or Names:=["a", "b"] for lists, objects and null',
    fr: 'Écrivez par exemple Reason=maintenance, ou Names:=["a", "b"] pour les listes, les objets et null',
  },
  assignmentTwice: { en: 'parameter {name} is given twice', fr: 'le paramètre {name} est donné deux fois' },
  needsJson: {
    en: 'parameter {name} is a list or an object',
    fr: 'le paramètre {name} est une liste ou un objet',
  },
  needsJsonHint: {
    en: 'Write {name}:= and JSON: {name}:=["a", "b"], {name}:=[1, 2], {name}:=null',
    fr: 'Écrivez {name}:= et du JSON : {name}:=["a", "b"], {name}:=[1, 2], {name}:=null',
  },
  jsonForm: { en: 'the value of {name} is not JSON', fr: 'la valeur de {name} n’est pas du JSON' },
  inexact: {
    en: 'a number given for {name} is too big for a JSON number',
    fr: 'un nombre donné pour {name} est trop grand pour un nombre JSON',
  },
  inexactHint: {
    en: 'Write it as text: {name}=9007199254740993, in a list {name}:=["9007199254740993"]',
    fr: 'Écrivez-le en texte : {name}=9007199254740993, dans une liste {name}:=["9007199254740993"]',
  },
  noSuchName: {
    en: '"{text}" is a pattern, not the name of a class',
    fr: '« {text} » est un motif, pas le nom d’une classe',
  },
  noSuchNameHint: {
    en: 'List the classes with: wmilink classes "{text}"',
    fr: 'Listez les classes avec : wmilink classes "{text}"',
  },
})
