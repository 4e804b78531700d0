import { speaker } from '../text.js'

/** What `wmilink dtexec` says: its help, and what is wrong with its command line. The labels of its console blocks never change. */
export const dtexecText = speaker({
  // The command line
  unknown: { en: 'there is no option {option}', fr: 'il n’y a pas d’option {option}' },
  unknownHint: {
    en: 'wmilink dtexec /? shows the options; options begin with / or -, and their values follow after a blank',
    fr: 'wmilink dtexec /? montre les options ; une option commence par / ou -, et sa valeur suit après un espace',
  },
  stray: {
    en: 'an argument stands where an option is expected (argument {number})',
    fr: 'un argument se trouve là où une option est attendue (argument {number})',
  },
  strayHint: {
    en: 'Put values with blanks between quotes; in a shell ";" has to stand between quotes too',
    fr: 'Mettez entre guillemets les valeurs avec des espaces ; dans un shell, « ; » doit aussi être entre guillemets',
  },
  valueMissing: { en: '{option} needs a value', fr: '{option} attend une valeur' },
  valueMissingHint: {
    en: 'A value that reads like an option has to stand between quotes, which the shell must let through: "\\"…\\""',
    fr: 'Une valeur qui ressemble à une option doit être entre guillemets, que le shell doit laisser passer : "\\"…\\""',
  },
  refused: { en: '{option} cannot be honoured here: {reason}', fr: '{option} ne peut pas être honoré ici : {reason}' },
  refusedHint: {
    en: 'Run the package from a file (/File) or a project file (/Project), without this option',
    fr: 'Exécutez le package depuis un fichier (/File) ou un fichier de projet (/Project), sans cette option',
  },
  needsServer: {
    en: 'packages are not read from SQL Server, the package store or a catalog',
    fr: 'les packages ne sont pas lus depuis SQL Server, le magasin de packages ou un catalogue',
  },
  noDumps: {
    en: 'debug dumps are made by the runtime of Windows only',
    fr: 'seul le moteur de Windows produit des images mémoire',
  },
  noSignatures: {
    en: 'signatures of packages are not checked',
    fr: 'les signatures des packages ne sont pas vérifiées',
  },
  noSuchLog: {
    en: 'such logs are written on Windows only',
    fr: 'de tels journaux ne s’écrivent que sous Windows',
  },
  unknownLogger: { en: 'there is no log provider {kind}', fr: 'il n’y a pas de fournisseur d’informations {kind}' },
  unknownLoggerHint: {
    en: 'Name one as DTS.LogProviderTextFile, DTS.LogProviderXMLFile or json, or by its ClassID',
    fr: 'Nommez-en un, tel que DTS.LogProviderTextFile, DTS.LogProviderXMLFile ou json, ou par son ClassID',
  },
  serverOption: {
    en: 'there is no catalog whose execution it could set',
    fr: 'il n’y a pas de catalogue dont il réglerait l’exécution',
  },
  exclusive: { en: '{first} and {second} exclude each other', fr: '{first} et {second} s’excluent' },
  exclusiveHint: { en: 'Name one package in one way', fr: 'Nommez un seul package, d’une seule façon' },
  noPackage: { en: 'no package is named', fr: 'aucun package n’est nommé' },
  noPackageHint: {
    en: 'Name one with /File PATH, or with /Project FILE /Package NAME',
    fr: 'Nommez-en un avec /File CHEMIN, ou avec /Project FICHIER /Package NOM',
  },
  packageOfProject: { en: '/Package and /Project need each other', fr: '/Package et /Project vont ensemble' },
  quotes: { en: 'a quote of {option} is not closed', fr: 'un guillemet de {option} n’est pas fermé' },
  quotesHint: {
    en: 'Close it, or double a quote that belongs to the value',
    fr: 'Fermez-le, ou doublez un guillemet qui appartient à la valeur',
  },
  pairForm: {
    en: '{option} needs two parts with ";" between them: {form}',
    fr: '{option} attend deux parties séparées par « ; » : {form}',
  },
  connectionForm: {
    en: '{option} cannot be split into names and connection strings in one way only',
    fr: '{option} ne se découpe pas de façon unique en noms et chaînes de connexion',
  },
  connectionFormHint: {
    en: 'Put each connection string between quotes that the shell lets through: {option} "Name;\\"ServerName=…;…\\""',
    fr: 'Mettez chaque chaîne de connexion entre des guillemets que le shell laisse passer : {option} "Nom;\\"ServerName=…;…\\""',
  },
  levels: { en: '{option} does not know these levels', fr: '{option} ne connaît pas ces niveaux' },
  levelsHint: {
    en: 'Give letters of E, W, I, C, D, P, or N or V alone; names of events to leave out follow after ";"',
    fr: 'Donnez des lettres parmi E, W, I, C, D, P, ou N ou V seul ; les événements à omettre suivent après « ; »',
  },
  consoleForm: {
    en: '{option} does not know what it is to show',
    fr: '{option} ne sait pas ce qu’il doit montrer',
  },
  consoleHint: {
    en: 'Give letters of N, C, O, S, G, X, M, T, then ";I;" or ";E;" and names of events or sources',
    fr: 'Donnez des lettres parmi N, C, O, S, G, X, M, T, puis « ;I; » ou « ;E; » et des noms d’événements ou de sources',
  },
  numberForm: { en: 'the value of {option} is no such number', fr: 'la valeur de {option} n’est pas un tel nombre' },
  concurrentHint: {
    en: 'Give a whole number from 1 on, or -1 for processors + 2',
    fr: 'Donnez un nombre entier à partir de 1, ou -1 pour le nombre de processeurs + 2',
  },
  buildHint: { en: 'Write {option} MAJOR[;MINOR[;BUILD]]', fr: 'Écrivez {option} MAJEUR[;MINEUR[;BUILD]]' },
  guidForm: { en: 'the value of {option} is no GUID', fr: 'la valeur de {option} n’est pas un GUID' },
  guidHint: {
    en: 'Write it as 01234567-89AB-CDEF-0123-456789ABCDEF, between braces or not',
    fr: 'Écrivez-le comme 01234567-89AB-CDEF-0123-456789ABCDEF, entre accolades ou non',
  },
  wordForm: { en: 'the value of {option} is none of {allowed}', fr: 'la valeur de {option} n’est aucune de {allowed}' },
  wordHint: { en: 'Choose one of them', fr: 'Choisissez l’une d’elles' },
  typeForm: { en: 'the type that {option} names is unknown', fr: 'le type que nomme {option} est inconnu' },
  typeHint: {
    en: 'Give a CLR type code: Boolean, Byte, DateTime, Decimal, Double, Int16, Int32, Int64, SByte, Single, String, UInt32, UInt64',
    fr: 'Donnez un code de type CLR : Boolean, Byte, DateTime, Decimal, Double, Int16, Int32, Int64, SByte, Single, String, UInt32, UInt64',
  },
  commandFile: {
    en: 'the command file {file} cannot be read ({reason})',
    fr: 'le fichier de commandes {file} ne peut pas être lu ({reason})',
  },
  commandFileHint: {
    en: 'Check the path and the rights on the file',
    fr: 'Vérifiez le chemin et les droits sur le fichier',
  },
  commandQuotes: {
    en: 'a quote of the command file {file} is not closed (line {line})',
    fr: 'un guillemet du fichier de commandes {file} n’est pas fermé (ligne {line})',
  },
  commandQuotesHint: {
    en: 'Close it; a backslash before a quote makes it a part of the value',
    fr: 'Fermez-le ; une barre oblique inverse devant un guillemet en fait une partie de la valeur',
  },
  commandDepth: {
    en: 'the command files lead to each other without end ({file})',
    fr: 'les fichiers de commandes s’appellent sans fin ({file})',
  },
  tooManyWords: { en: 'the command line has too many arguments', fr: 'la ligne de commande a trop d’arguments' },
  fewerHint: { en: 'Give fewer', fr: 'Donnez-en moins' },

  // Running
  buildDiffers: {
    en: 'the package has version {found}, and {option} asks for {expected}',
    fr: 'le package a la version {found}, et {option} demande {expected}',
  },
  idDiffers: {
    en: 'the package has {found}, and {option} asks for {expected}',
    fr: 'le package a {found}, et {option} demande {expected}',
  },
  verifyHint: {
    en: 'It was not run: it is another package, or another version, than the command line means',
    fr: 'Il n’a pas été exécuté : c’est un autre package, ou une autre version, que celui de la ligne de commande',
  },
  projectFile: {
    en: 'the project file {file} cannot be read ({reason})',
    fr: 'le fichier de projet {file} ne peut pas être lu ({reason})',
  },
  projectFileHint: {
    en: 'Give the path of an .ispac file',
    fr: 'Donnez le chemin d’un fichier .ispac',
  },
  projectPackage: {
    en: 'the project has no package {name}',
    fr: 'le projet n’a pas de package {name}',
  },
  projectPackages: { en: 'Its packages: {names}', fr: 'Ses packages : {names}' },
  projectTooLarge: { en: 'it is too large', fr: 'il est trop grand' },
  projectNoZip: { en: 'it is no zip archive', fr: 'ce n’est pas une archive zip' },

  // Help
  helpUsage: {
    en: `Usage: wmilink dtexec /option [value] [/option [value]] ...

Takes the options of dtexec, in any case; - may stand for /, and the letters between brackets may be left out.
A value with blanks stands between quotes, a quote inside them is doubled.`,
    fr: `Utilisation : wmilink dtexec /option [valeur] [/option [valeur]] ...

Accepte les options de dtexec, sans distinction de casse ; - peut remplacer /, et les lettres entre crochets peuvent manquer.
Une valeur avec des espaces se met entre guillemets, un guillemet à l’intérieur est doublé.`,
  },
  helpRefused: {
    en: 'Refused by name, with exit code 6:',
    fr: 'Refusés par leur nom, avec le code de sortie 6 :',
  },
  helpOwn: {
    en: `Options of wmilink run may stand between them: --drive, --secrets, --import, --connection-password-file and the others
that begin with --; wmilink run --help shows them.
Exit codes: 0 success; 1 failure; 3 stopped by Ctrl-C; 4 package not found; 5 package could not be loaded; 6 wrong command line.`,
    fr: `Des options de wmilink run peuvent s’y mêler : --drive, --secrets, --import, --connection-password-file et les autres
qui commencent par -- ; wmilink run --help les montre.
Codes de sortie : 0 succès ; 1 échec ; 3 arrêt par Ctrl-C ; 4 package introuvable ; 5 package impossible à charger ; 6 ligne de commande incorrecte.`,
  },
  helpExamples: { en: 'Examples:', fr: 'Exemples :' },
  oFile: { en: 'the package file', fr: 'le fichier du package' },
  oProject: { en: 'a project file (.ispac), with /Package', fr: 'un fichier de projet (.ispac), avec /Package' },
  oPackage: { en: 'the package of the project', fr: 'le package du projet' },
  oDecrypt: { en: 'password of the package', fr: 'mot de passe du package' },
  oSet: {
    en: 'set what a package path leads to; configurations of the package win over it',
    fr: 'modifier ce que désigne un chemin de package ; les configurations du package l’emportent',
  },
  oConnection: {
    en: 'replace connection strings, by name or ID of the connection manager',
    fr: 'remplacer des chaînes de connexion, par nom ou ID du gestionnaire de connexions',
  },
  oConfigFile: {
    en: 'apply a configuration file (.dtsConfig)',
    fr: 'appliquer un fichier de configuration (.dtsConfig)',
  },
  oParameter: {
    en: 'set a parameter of the package or the project, or CM.NAME.PROPERTY',
    fr: 'donner une valeur à un paramètre du package ou du projet, ou à CM.NOM.PROPRIÉTÉ',
  },
  oCommandFile: { en: 'read options from a file', fr: 'lire des options dans un fichier' },
  oValidate: { en: 'validate, do not run', fr: 'valider sans exécuter' },
  oWarnAsError: {
    en: 'a warning of the validation is a failure',
    fr: 'un avertissement de la validation est un échec',
  },
  oReporting: {
    en: 'what the console shows: errors, warnings, information, custom events, data flow, progress; N nothing, V all; default EWP',
    fr: 'ce que montre la console : erreurs, avertissements, informations, événements personnalisés, flux de données, progression ; N rien, V tout ; EWP par défaut',
  },
  oConsoleLog: {
    en: 'show log entries: which columns, and which events or sources to include or exclude',
    fr: 'montrer les entrées de journal : quelles colonnes, quels événements ou sources inclure ou exclure',
  },
  oLogger: { en: 'add a log provider', fr: 'ajouter un fournisseur d’informations' },
  oVLog: {
    en: 'log every event to the log providers of the package, and to a text file',
    fr: 'journaliser tous les événements vers les fournisseurs du package, et vers un fichier texte',
  },
  oMaxConcurrent: {
    en: 'how many executables run at the same time; -1 is processors + 2',
    fr: 'combien d’exécutables fonctionnent en même temps ; -1 : processeurs + 2',
  },
  oCheckFile: { en: 'CheckpointFileName of the package', fr: 'CheckpointFileName du package' },
  oCheckPointing: {
    en: 'save checkpoints and restart from them, or neither',
    fr: 'enregistrer des points de contrôle et y reprendre, ou ni l’un ni l’autre',
  },
  oRestart: { en: 'CheckpointUsage of the package', fr: 'CheckpointUsage du package' },
  oVerifyBuild: { en: 'run only this version', fr: 'n’exécuter que cette version' },
  oVerifyPackageID: { en: 'run only the package with this ID', fr: 'n’exécuter que le package de cet ID' },
  oVerifyVersionID: {
    en: 'run only the package with this version GUID',
    fr: 'n’exécuter que le package de ce GUID de version',
  },
  oRem: { en: 'a remark', fr: 'une remarque' },
  oSum: {
    en: 'accepted: there is no data flow to count rows of',
    fr: 'accepté : aucun flux de données dont compter les lignes',
  },
  oX86: { en: 'accepted without effect', fr: 'accepté sans effet' },
  oCallerInfo: { en: 'accepted without effect', fr: 'accepté sans effet' },
  oHelp: { en: 'this help, or what one option is', fr: 'cette aide, ou ce qu’est une option' },
})
