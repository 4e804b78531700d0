/** What the documented codes of the other stock tasks say, by symbol. */
export const taskCodeTexts = {
  DTS_E_TKEXECPACKAGE_UNABLETOLOADFILE: {
    en: 'the package file "{path}" cannot be loaded: {reason}',
    fr: 'le fichier de package « {path} » ne peut pas être chargé : {reason}',
  },
  DTS_E_TKEXECPACKAGE_UNSPECIFIEDPACKAGE: {
    en: 'the task does not say which package to run',
    fr: 'la tâche n’indique pas quel package exécuter',
  },
  DTS_E_TKEXECPACKAGE_UNSPECIFIEDCONNECTION: {
    en: 'the task does not say which connection manager leads to the package',
    fr: 'la tâche n’indique pas quel gestionnaire de connexions mène au package',
  },
  DTS_E_TKEXECPACKAGE_INCORRECTCONNECTIONMANAGERTYPE: {
    en: 'the connection manager "{name}" is of type {type}, through which no package can be loaded here',
    fr: 'le gestionnaire de connexions « {name} » est de type {type} : aucun package ne peut être chargé ainsi',
  },
  DTS_E_TKEXECPACKAGE_UNABLETOLOAD: {
    en: 'the package cannot be run: {reason}',
    fr: 'le package ne peut pas être exécuté : {reason}',
  },
  DTS_E_EXECPROCTASK_INVALIDTIMEOUT: {
    en: 'the time-out of {value} seconds is not valid',
    fr: 'le délai de {value} secondes n’est pas valide',
  },
  DTS_E_EXECPROCTASK_CANTREDIRECTIO: {
    en: 'variables cannot receive or give what a process says that may go on after the task',
    fr: 'aucune variable ne peut servir d’entrée ou de sortie à un processus qui peut survivre à la tâche',
  },
  DTS_E_EXECPROCTASK_PROCESSHASTIMEDOUT: {
    en: 'the process did not end within {seconds} seconds',
    fr: 'le processus ne s’est pas terminé en {seconds} secondes',
  },
  DTS_E_EXECPROCTASK_EXECUTABLENOTSPECIFIED: {
    en: 'no executable is set',
    fr: 'aucun exécutable n’est défini',
  },
  DTS_E_EXECPROCTASK_STDOUTVARREADONLY: {
    en: 'the variable "{name}" for the standard output is read-only',
    fr: 'la variable « {name} » de la sortie standard est en lecture seule',
  },
  DTS_E_EXECPROCTASK_STDERRVARREADONLY: {
    en: 'the variable "{name}" for the error output is read-only',
    fr: 'la variable « {name} » de la sortie d’erreur est en lecture seule',
  },
  DTS_E_EXECPROCTASK_RECEIVEDINVALIDTASKDATANODE: {
    en: 'the task data is not valid: {reason}',
    fr: 'les données de la tâche ne sont pas valides : {reason}',
  },
  DTS_E_EXECPROCTASK_PROCESSEXITCODEEXCEEDS: {
    en: '"{executable}", run in "{folder}", ended with the code {code} and not with {expected}',
    fr: '« {executable} », exécuté dans « {folder} », a rendu le code {code} au lieu de {expected}',
  },
  DTS_E_EXECPROCTASK_FILEDOESNOTEXIST: {
    en: 'there is no program "{executable}" in the folder "{folder}"',
    fr: 'il n’y a pas de programme « {executable} » dans le dossier « {folder} »',
  },
  DTS_E_EXECPROCTASK_FILENOTINPATH: {
    en: 'no folder of the PATH has a program "{executable}"',
    fr: 'aucun dossier du PATH ne contient de programme « {executable} »',
  },
  DTS_E_EXECPROCTASK_WORKINGDIRECTORYDOESNOTEXIST: {
    en: 'the working directory "{folder}" does not exist',
    fr: 'le dossier de travail « {folder} » n’existe pas',
  },
  DTS_E_FSTASK_INVALIDDATA: {
    en: 'the task data is not valid: {reason}',
    fr: 'les données de la tâche ne sont pas valides : {reason}',
  },
  DTS_E_FSTASK_DIRECTORYEXISTS: {
    en: 'the folder "{path}" already exists',
    fr: 'le dossier « {path} » existe déjà',
  },
  DTS_E_FSTASK_PATHNOTVALID: {
    en: '"{path}" is not valid for the operation {operation}: {reason}',
    fr: '« {path} » n’est pas valide pour l’opération {operation} : {reason}',
  },
  DTS_E_FSTASK_DESTINATIONNOTSET: {
    en: 'the operation {operation} has no destination',
    fr: 'l’opération {operation} n’a pas de destination',
  },
  DTS_E_FSTASK_SOURCENOTSET: {
    en: 'the operation {operation} has no source',
    fr: 'l’opération {operation} n’a pas de source',
  },
  DTS_E_FSTASK_CONNECTIONTYPENOTFILE: {
    en: 'the connection manager "{name}" is not of type FILE',
    fr: 'le gestionnaire de connexions « {name} » n’est pas de type FILE',
  },
  DTS_E_FSTASK_VARIABLEDOESNTEXIST: {
    en: 'the variable "{name}" does not exist',
    fr: 'la variable « {name} » n’existe pas',
  },
  DTS_E_FSTASK_VARIABLENOTASTRING: {
    en: 'the variable "{name}" is not of type String',
    fr: 'la variable « {name} » n’est pas de type String',
  },
  DTS_E_FSTASK_FILEDOESNOTEXIST: {
    en: 'there is no {what} "{path}" (from "{reference}")',
    fr: 'il n’y a pas de {what} « {path} » (selon « {reference} »)',
  },
  DTS_E_FSTASK_DESTCONNUSAGETYPEINVALID: {
    en: 'the destination "{name}" is a connection manager for a {usage}, which the operation {operation} cannot use',
    fr: 'la destination « {name} » est un gestionnaire de connexions pour un {usage}, inutilisable pour l’opération {operation}',
  },
  DTS_E_FSTASK_SRCCONNUSAGETYPEINVALID: {
    en: 'the source "{name}" is a connection manager for a {usage}, which the operation {operation} cannot use',
    fr: 'la source « {name} » est un gestionnaire de connexions pour un {usage}, inutilisable pour l’opération {operation}',
  },
} as const

/** What a person can do about them. */
export const taskCodeHints = {
  DTS_E_TKEXECPACKAGE_UNSPECIFIEDPACKAGE: {
    en: 'Set PackageName to the file of a package beside this one, such as Child.dtsx',
    fr: 'Définissez PackageName : le fichier d’un package voisin, par exemple Enfant.dtsx',
  },
  DTS_E_TKEXECPACKAGE_UNSPECIFIEDCONNECTION: {
    en: 'Set Connection to a FILE connection manager, or UseProjectReference to True and PackageName to a package beside this one',
    fr: 'Définissez Connection : un gestionnaire de connexions FILE, ou UseProjectReference sur True et PackageName',
  },
  DTS_E_TKEXECPACKAGE_INCORRECTCONNECTIONMANAGERTYPE: {
    en: 'Export the package to a file, and set Connection to a FILE connection manager',
    fr: 'Exportez le package vers un fichier et définissez Connection sur un gestionnaire de connexions FILE',
  },
  DTS_E_EXECPROCTASK_INVALIDTIMEOUT: {
    en: 'Set TimeOut to seconds from 0 (none) to 2147483',
    fr: 'Définissez TimeOut : de 0 (aucun délai) à 2147483 secondes',
  },
  DTS_E_EXECPROCTASK_CANTREDIRECTIO: {
    en: 'Set TerminateProcessAfterTimeOut to True, or TimeOut to 0, or name no variables',
    fr: 'Définissez TerminateProcessAfterTimeOut sur True, ou TimeOut sur 0, ou ne nommez pas de variables',
  },
  DTS_E_EXECPROCTASK_PROCESSHASTIMEDOUT: {
    en: 'Set TimeOut to more seconds, or to 0 to wait for as long as it takes',
    fr: 'Augmentez TimeOut, ou définissez-le sur 0 pour attendre sans limite',
  },
  DTS_E_EXECPROCTASK_EXECUTABLENOTSPECIFIED: {
    en: 'Set Executable to the name or the path of a program',
    fr: 'Définissez Executable : le nom ou le chemin d’un programme',
  },
  DTS_E_EXECPROCTASK_PROCESSEXITCODEEXCEEDS: {
    en: 'StandardErrorVariable shows what the program said; FailTaskIfReturnCodeIsNotSuccessValue False accepts every code',
    fr: 'StandardErrorVariable montre ce que le programme a dit ; FailTaskIfReturnCodeIsNotSuccessValue False accepte tout code',
  },
  DTS_E_EXECPROCTASK_FILENOTINPATH: {
    en: 'Set Executable to a program of this system, by name or path',
    fr: 'Définissez Executable : un programme de ce système, par son nom ou son chemin',
  },
  DTS_E_EXECPROCTASK_FILEDOESNOTEXIST: {
    en: 'Set Executable to a program of this system, or map the drive with --drive',
    fr: 'Définissez Executable : un programme de ce système, ou associez le lecteur avec --drive',
  },
  DTS_E_FSTASK_DIRECTORYEXISTS: {
    en: 'Set UseDirectoryIfExists (OverwriteDestinationFile) to True to use it',
    fr: 'Définissez UseDirectoryIfExists (OverwriteDestinationFile) sur True pour l’utiliser',
  },
  DTS_E_FSTASK_SOURCENOTSET: {
    en: 'Set Source to a FILE connection manager, or to a variable and IsSourcePathVariable to True',
    fr: 'Définissez Source : un gestionnaire de connexions FILE, ou une variable avec IsSourcePathVariable sur True',
  },
  DTS_E_FSTASK_DESTINATIONNOTSET: {
    en: 'Set Destination to a FILE connection manager, or to a variable and IsDestinationPathVariable to True',
    fr: 'Définissez Destination : un gestionnaire de connexions FILE, ou une variable avec IsDestinationPathVariable sur True',
  },
} as const
