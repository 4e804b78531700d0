/** What the documented codes of log providers and configurations say, by symbol. */
export const loggingCodeTexts = {
  DTS_I_CONFIGFROMENVVAR: {
    en: 'the package takes a configured value from the environment variable "{name}"',
    fr: 'le package prend une valeur configurée dans la variable d’environnement « {name} »',
  },
  DTS_I_CONFIGFROMFILE: {
    en: 'the package takes configured values from the XML file "{path}"',
    fr: 'le package prend des valeurs configurées dans le fichier XML « {path} »',
  },
  DTS_I_CONFIGFROMPARENTVARIABLE: {
    en: 'the package takes a configured value from the variable "{name}" of its parent',
    fr: 'le package prend une valeur configurée dans la variable « {name} » de son parent',
  },
  DTS_W_FAILEDCONFIGLOAD: {
    en: 'the configuration file cannot be read as XML: {reason}',
    fr: 'le fichier de configuration ne peut pas être lu comme du XML : {reason}',
  },
  DTS_W_CONFIGFILENAMEINVALID: {
    en: '"{path}" is not the name of a configuration file',
    fr: '« {path} » n’est pas le nom d’un fichier de configuration',
  },
  DTS_W_CONFIGFILEINVALID: {
    en: 'the file is XML, but not a configuration file: its root is <{element}>, not <DTSConfiguration>',
    fr: 'le fichier est du XML, mais pas un fichier de configuration : sa racine est <{element}> et non <DTSConfiguration>',
  },
  DTS_W_CONFIGFILENOTFOUND: {
    en: 'the configuration file "{path}" does not exist',
    fr: 'le fichier de configuration « {path} » n’existe pas',
  },
  DTS_W_CONFIGKEYNOTFOUND: {
    en: 'the configuration takes its value from the registry key "{key}", and no registry is read here',
    fr: 'la configuration prend sa valeur dans la clé de registre « {key} », et aucun registre n’est lu ici',
  },
  DTS_W_CONFIGFORMATINVALID_PACKAGEDELIMITER: {
    en: 'the configured path "{path}" does not begin with \\Package',
    fr: 'le chemin configuré « {path} » ne commence pas par \\Package',
  },
  DTS_W_NOPARENTVARIABLES: {
    en: 'the value of the parent\'s variable "{name}" was not taken: no package runs this one',
    fr: 'la valeur de la variable « {name} » du parent n’a pas été prise : aucun package n’exécute celui-ci',
  },
  DTS_W_CONFIGFILEFAILEDIMPORT: {
    en: 'the configuration file "{path}" was not imported',
    fr: 'le fichier de configuration « {path} » n’a pas été importé',
  },
  DTS_W_PARENTVARIABLENOTFOUND: {
    en: 'the value of the parent\'s variable "{name}" was not taken: the parent has no such variable that may be read',
    fr: 'la valeur de la variable « {name} » du parent n’a pas été prise : le parent n’a pas cette variable, ou elle ne peut être lue',
  },
  DTS_W_CONFIGFILEEMPTY: {
    en: 'the configuration file "{path}" has no entry',
    fr: 'le fichier de configuration « {path} » n’a aucune entrée',
  },
  DTS_W_INVALIDCONFIGURATIONTYPE: {
    en: 'the type {type} of the configuration "{name}" is none of the documented ones',
    fr: 'le type {type} de la configuration « {name} » n’est aucun de ceux qui sont documentés',
  },
  DTS_W_PROCESSCONFIGURATIONFAILEDSET: {
    en: '"{path}" did not accept its configured value',
    fr: '« {path} » n’a pas accepté sa valeur configurée',
  },
  DTS_W_SQLSERVERFAILEDIMPORT: {
    en: 'the configurations of the SQL Server table were not imported, which is not read here: {place}',
    fr: 'les configurations de la table SQL Server, qui n’est pas lue ici, n’ont pas été importées : {place}',
  },
  DTS_W_INICONFIGURATIONPROBLEM: {
    en: 'the configuration is in an INI file, which is not read here: "{path}"',
    fr: 'la configuration est dans un fichier INI, qui n’est pas lu ici : « {path} »',
  },
  DTS_W_CONFIGREADONLYVARIABLE: {
    en: 'the variable "{path}" is read-only and keeps its value',
    fr: 'la variable « {path} » est en lecture seule et garde sa valeur',
  },
  DTS_W_ONEORMORECONFIGLOADFAILED: {
    en: 'some configurations of the package were not applied as a whole; the warnings before this one say why: {names}',
    fr: 'certaines configurations du package n’ont pas été appliquées entièrement ; les avertissements précédents disent pourquoi : {names}',
  },
  DTS_W_CONFIGNODEINVALID: {
    en: 'entry {number} of the configuration file has no {missing}',
    fr: 'l’entrée {number} du fichier de configuration n’a pas de {missing}',
  },
  DTS_W_CONFIGENVVARNOTFOUND: {
    en: 'the environment variable "{name}" of the configuration "{configuration}" is not set',
    fr: 'la variable d’environnement « {name} » de la configuration « {configuration} » n’est pas définie',
  },
  DTS_W_LOGPROVIDERNOTDEFINED: {
    en: 'the logging options of "{name}" select a log provider that the package does not have: {id}',
    fr: 'les options de journalisation de « {name} » choisissent un fournisseur de journaux que le package n’a pas : {id}',
  },
  DTS_E_CONFIGFILEFAILEDEXPORT: {
    en: 'the configuration file "{path}" could not be written: {reason}',
    fr: 'le fichier de configuration « {path} » n’a pas pu être écrit : {reason}',
  },
  DTS_E_CONFIGTYPECONVERSIONFAILED: {
    en: 'the value configured for "{path}" is not of the type {type} that its entry names',
    fr: 'la valeur configurée pour « {path} » n’est pas du type {type} que son entrée indique',
  },
  DTS_E_LOGPROVIDERFAILED: {
    en: 'the log provider "{name}" could not write to "{path}": {reason}',
    fr: 'le fournisseur de journaux « {name} » n’a pas pu écrire dans « {path} » : {reason}',
  },
  DTS_E_UNKNOWNLOGPROVIDERTYPE: {
    en: 'there is no log provider "{type}"',
    fr: 'il n’y a pas de fournisseur de journaux « {type} »',
  },
  DTS_E_OPENLOGFAILED: {
    en: 'the log provider "{name}" could not open "{path}": {reason}',
    fr: 'le fournisseur de journaux « {name} » n’a pas pu ouvrir « {path} » : {reason}',
  },
  DTS_E_LOGPROVIDERVALIDATIONFAILED: {
    en: 'the log provider "{name}" is not valid: {reason}',
    fr: 'le fournisseur de journaux « {name} » n’est pas valide : {reason}',
  },
} as const

/** What a person can do about them. */
export const loggingCodeHints = {
  DTS_W_CONFIGFILENOTFOUND: {
    en: 'Relative paths start at the current folder, then at the folder of the package; map drive letters with --drive',
    fr: 'Les chemins relatifs partent du dossier courant, puis de celui du package ; associez les lettres de lecteur avec --drive',
  },
  DTS_W_CONFIGKEYNOTFOUND: {
    en: 'Put the value into an XML configuration file or an environment variable',
    fr: 'Placez la valeur dans un fichier de configuration XML ou une variable d’environnement',
  },
  DTS_W_SQLSERVERFAILEDIMPORT: {
    en: 'Put the values into an XML configuration file',
    fr: 'Placez les valeurs dans un fichier de configuration XML',
  },
  DTS_W_INICONFIGURATIONPROBLEM: {
    en: 'Put the values into an XML configuration file',
    fr: 'Placez les valeurs dans un fichier de configuration XML',
  },
  DTS_W_CONFIGENVVARNOTFOUND: {
    en: 'Set the variable where the package is started; its name is compared with case, but on Windows',
    fr: 'Définissez la variable là où le package est lancé ; la casse de son nom compte, sauf sous Windows',
  },
  DTS_E_LOGPROVIDERFAILED: {
    en: 'What was written before is kept, and entries may be missing after it; give the log a place with room that may be written',
    fr: 'Ce qui était écrit est conservé, et des entrées peuvent manquer ensuite ; donnez au journal un emplacement accessible en écriture où il y a de la place',
  },
  DTS_E_OPENLOGFAILED: {
    en: 'Set the path of its FILE connection manager to a file that may be written, with --connection',
    fr: 'Définissez le chemin de son gestionnaire de connexions FILE : un fichier accessible en écriture, avec --connection',
  },
} as const
