// The documented codes of the WMI tasks, in our own words. The keys are their symbols.

/** Texts of the codes of the WMI Data Reader and WMI Event Watcher tasks. */
export const taskCodes = {
  DTS_E_WMIDRTASK_SYNCOBJECTFAILED: {
    en: 'an internal synchronisation object failed',
    fr: 'un objet de synchronisation interne a échoué',
  },
  DTS_E_WMIDRTASK_MISSINGWQLQUERY: { en: 'there is no WQL query', fr: 'il n’y a pas de requête WQL' },
  DTS_E_WMIDRTASK_DESTINATIONMUSTBESET: { en: 'no destination is set', fr: 'aucune destination n’est définie' },
  DTS_E_WMIDRTASK_MISSINGCONNECTION: { en: 'no WMI connection is set', fr: 'aucune connexion WMI n’est définie' },
  DTS_E_WMIDRTASK_INVALIDDATANODE: {
    en: 'the task data is not valid: {reason}',
    fr: 'les données de la tâche ne sont pas valides : {reason}',
  },
  DTS_E_WMIDRTASK_FAILEDVALIDATION: { en: 'the task failed validation', fr: 'la validation de la tâche a échoué' },
  DTS_E_WMIDRTASK_FILEDOESNOTEXIST: {
    en: 'the file "{path}" does not exist',
    fr: 'le fichier « {path} » n’existe pas',
  },
  DTS_E_WMIDRTASK_CONNECTIONMNGRDOESNTEXIST: {
    en: 'the connection manager "{name}" does not exist',
    fr: 'le gestionnaire de connexions « {name} » n’existe pas',
  },
  DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRINGOROBJECT: {
    en: 'the variable "{name}" is neither of type String nor of type Object',
    fr: 'la variable « {name} » n’est ni de type String ni de type Object',
  },
  DTS_E_WMIDRTASK_CONNECTIONTYPENOTFILE: {
    en: 'the connection manager "{name}" is not of type FILE',
    fr: 'le gestionnaire de connexions « {name} » n’est pas de type FILE',
  },
  DTS_E_WMIDRTASK_CONNECTIONTYPENOTWMI: {
    en: 'the connection manager "{name}" is not of type WMI',
    fr: 'le gestionnaire de connexions « {name} » n’est pas de type WMI',
  },
  DTS_E_WMIDRTASK_FILEALREADYEXISTS: {
    en: 'the file "{path}" already exists and is to be kept',
    fr: 'le fichier « {path} » existe déjà et doit être conservé',
  },
  DTS_E_WMIDRTASK_CONNECTIONMANAGEREMPTY: {
    en: 'the connection manager "{name}" has no path',
    fr: 'le gestionnaire de connexions « {name} » n’a pas de chemin',
  },
  DTS_E_WMIDRTASK_VARNOTOBJECT: {
    en: 'the variable "{name}" must be of type Object to receive a data table',
    fr: 'la variable « {name} » doit être de type Object pour recevoir une table de données',
  },
  DTS_E_WMIDRTASK_TASKFAILURE: {
    en: 'the WMI query failed: {reason}',
    fr: 'la requête WMI a échoué : {reason}',
  },
  DTS_E_WMIDRTASK_CANTWRITETOVAR: {
    en: 'the variable "{name}" already has a value and is to keep it',
    fr: 'la variable « {name} » a déjà une valeur et doit la conserver',
  },
  DTS_E_WMIDRTASK_VARIABLETYPEISNOTOBJECT: {
    en: 'the variable "{name}" must be of type Object to receive a data table',
    fr: 'la variable « {name} » doit être de type Object pour recevoir une table de données',
  },
  DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRING: {
    en: 'the variable "{name}" is not of type String',
    fr: 'la variable « {name} » n’est pas de type String',
  },
  DTS_E_WMIEWTASK_SYNCOBJECTFAILED: {
    en: 'an internal synchronisation object failed',
    fr: 'un objet de synchronisation interne a échoué',
  },
  DTS_E_WMIEWTASK_MISSINGWQLQUERY: { en: 'there is no WQL query', fr: 'il n’y a pas de requête WQL' },
  DTS_E_WMIEWTASK_MISSINGCONNECTION: { en: 'no WMI connection is set', fr: 'aucune connexion WMI n’est définie' },
  DTS_E_WMIEWTASK_QUERYFAILURE: {
    en: 'the WMI query could not be run: {reason}',
    fr: 'la requête WMI n’a pas pu être exécutée : {reason}',
  },
  DTS_E_WMIEWTASK_INVALIDDATANODE: {
    en: 'the task data is not valid: {reason}',
    fr: 'les données de la tâche ne sont pas valides : {reason}',
  },
  DTS_E_WMIEWTASK_CONNECTIONMNGRDOESNTEXIST: {
    en: 'the connection manager "{name}" does not exist',
    fr: 'le gestionnaire de connexions « {name} » n’existe pas',
  },
  DTS_E_WMIEWTASK_FILEDOESNOTEXIST: {
    en: 'the file "{path}" does not exist',
    fr: 'le fichier « {path} » n’existe pas',
  },
  DTS_E_WMIEWTASK_VARIABLETYPEISNOTSTRING: {
    en: 'the variable "{name}" is not of type String',
    fr: 'la variable « {name} » n’est pas de type String',
  },
  DTS_E_WMIEWTASK_CONNECTIONTYPENOTFILE: {
    en: 'the connection manager "{name}" is not of type FILE',
    fr: 'le gestionnaire de connexions « {name} » n’est pas de type FILE',
  },
  DTS_E_WMIEWTASK_CONNECTIONTYPENOTWMI: {
    en: 'the connection manager "{name}" is not of type WMI',
    fr: 'le gestionnaire de connexions « {name} » n’est pas de type WMI',
  },
  DTS_E_WMIEWTASK_FILEALREADYEXISTS: {
    en: 'the file "{path}" already exists',
    fr: 'le fichier « {path} » existe déjà',
  },
  DTS_E_WMIEWTASK_CONNECTIONMANAGEREMPTY: {
    en: 'the connection manager "{name}" has no path',
    fr: 'le gestionnaire de connexions « {name} » n’a pas de chemin',
  },
  DTS_E_WMIEWTASK_TIMEOUTOCCURRED: {
    en: '{seconds} seconds passed before event {number} of "{query}"',
    fr: '{seconds} secondes se sont écoulées avant l’événement {number} de « {query} »',
  },
  DTS_E_WMIEWTASK_ERRMESSAGE: {
    en: 'watching the WQL query failed: {reason}',
    fr: 'la surveillance de la requête WQL a échoué : {reason}',
  },
} as const
