// The documented codes of properties and names, and warnings and information of packages. The keys are their symbols.

/** Texts of the DTS codes about properties, names and the course of a package. */
export const courseCodes = {
  DTS_E_INVALIDOBJECTNAME: {
    en: '"{name}" is not a valid object name',
    fr: '« {name} » n’est pas un nom d’objet valide',
  },
  DTS_E_PROPERTYREADONLY: {
    en: 'the property {property} is read-only',
    fr: 'la propriété {property} est en lecture seule',
  },
  DTS_E_FAILEDPROPERTYGET: {
    en: 'the property {property} could not be read',
    fr: 'la propriété {property} n’a pas pu être lue',
  },
  DTS_E_FAILEDPROPERTYGET_ERRORINFO: {
    en: 'the property {property} could not be read: {reason}',
    fr: 'la propriété {property} n’a pas pu être lue : {reason}',
  },
  DTS_E_FAILEDPROPERTYSET: {
    en: 'the property {property} could not be set',
    fr: 'la propriété {property} n’a pas pu être définie',
  },
  DTS_E_FAILEDPROPERTYSET_ERRORINFO: {
    en: 'the property {property} could not be set: {reason}',
    fr: 'la propriété {property} n’a pas pu être définie : {reason}',
  },
  DTS_E_PROPERTYWRITEONLY: {
    en: 'the property {property} can be set but not read',
    fr: 'la propriété {property} peut être définie mais pas lue',
  },
  DTS_E_INVALIDTASKMONIKER: {
    en: 'no task can be created from "{moniker}"',
    fr: 'aucune tâche ne peut être créée à partir de « {moniker} »',
  },
  DTS_E_COULDNOTRESOLVEPACKAGEPATH: {
    en: 'the path "{path}" does not lead to an object of the package',
    fr: 'le chemin « {path} » ne mène à aucun objet du package',
  },
  DTS_E_AMBIGUOUSVARIABLENAME: {
    en: 'the variable name "{name}" exists in more than one namespace',
    fr: 'le nom de variable « {name} » existe dans plusieurs espaces de noms',
  },
  DTS_E_CHECKPOINTFILENOTSPECIFIED: {
    en: 'the package always restarts from a checkpoint, but names no checkpoint file',
    fr: 'le package redémarre toujours à partir d’un point de contrôle mais ne nomme aucun fichier de point de contrôle',
  },
  DTS_E_LOADCHECKPOINT: {
    en: 'the package would restart from the checkpoint file "{path}", which cannot be read in this version',
    fr: 'le package redémarrerait à partir du fichier de point de contrôle « {path} », illisible dans cette version',
  },
  DTS_E_NOEVALEXPRESSION: {
    en: 'the For Loop "{name}" has no EvalExpression',
    fr: 'la boucle For « {name} » n’a pas d’EvalExpression',
  },
  DTS_E_EXPREVALRESULTTYPENOTSUPPORTED: {
    en: 'the expression "{expression}" gives a value of type {type}, which cannot be used here',
    fr: 'l’expression « {expression} » donne une valeur de type {type}, inutilisable ici',
  },
  DTS_E_DTSNAME_NOTNULL: { en: 'the object name is missing', fr: 'le nom de l’objet manque' },
  DTS_E_DTSNAME_NOTEMPTY: { en: 'the object name is empty', fr: 'le nom de l’objet est vide' },
  DTS_E_DTSNAME_LEGAL: {
    en: 'the name "{name}" has a character that names must not have: {characters}',
    fr: 'le nom « {name} » contient un caractère interdit dans les noms : {characters}',
  },
  DTS_E_DTSNAME_PRINTABLE: {
    en: 'the name "{name}" has characters that cannot be printed',
    fr: 'le nom « {name} » contient des caractères non imprimables',
  },
  DTS_E_DTSNAME_NOLEADWHITESP: {
    en: 'the name "{name}" starts with a blank',
    fr: 'le nom « {name} » commence par une espace',
  },
  DTS_E_DTSNAME_NOTRAILWHITESP: {
    en: 'the name "{name}" ends with a blank',
    fr: 'le nom « {name} » se termine par une espace',
  },
  DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER: {
    en: 'the connection manager "{name}" gave no connection: {reason}',
    fr: 'le gestionnaire de connexions « {name} » n’a pas donné de connexion : {reason}',
  },
  DTS_E_TASKEXECUTEFAILED: {
    en: 'the task "{task}" ended without saying why it failed',
    fr: 'la tâche « {task} » s’est terminée sans dire pourquoi elle a échoué',
  },
  DTS_E_TASKVALIDATIONERROR: {
    en: 'the task "{task}" failed validation',
    fr: 'la validation de la tâche « {task} » a échoué',
  },
  DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE: {
    en: 'an error occurred: {reason}',
    fr: 'une erreur s’est produite : {reason}',
  },
  DTS_W_GENERICWARNING: { en: '{text}', fr: '{text}' },
  DTS_W_CANNOTFINDOBJECT: {
    en: 'the configured object "{path}" is not in the package',
    fr: 'l’objet configuré « {path} » n’est pas dans le package',
  },
  DTS_W_CONFIGFORMATINVALID: {
    en: 'the path "{path}" is not of the documented form',
    fr: 'le chemin « {path} » n’est pas de la forme documentée',
  },
  DTS_W_FAILURENOTRESTARTABLE: {
    en: '"{name}" failed and FailPackageOnFailure is False: the package goes on and keeps no point to restart from',
    fr: '« {name} » a échoué et FailPackageOnFailure vaut False : le package continue sans point de redémarrage',
  },
  DTS_W_MAXIMUMERRORCOUNTREACHED: {
    en: '"{name}" ran, but the errors it counted ({errors}) reached its MaximumErrorCount ({maximum}): it has failed',
    fr: '« {name} » s’est exécuté, mais ses erreurs ({errors}) ont atteint son MaximumErrorCount ({maximum}) : échec',
  },
  DTS_I_PACKAGEMIGRATED: {
    en: 'the package was brought from format {from} to format {to} in memory; save it to keep that',
    fr: 'le package a été converti en mémoire du format {from} au format {to} ; enregistrez-le pour conserver ce format',
  },
  DTS_I_MAXEXECUTABLES: {
    en: 'at most {count} executables run at the same time',
    fr: 'au plus {count} exécutables s’exécutent en même temps',
  },
  DTS_I_SOMETHINGHAPPENED: { en: '{text}', fr: '{text}' },
  DTS_I_PACKAGESTART: { en: 'the package "{name}" starts', fr: 'le package « {name} » démarre' },
  DTS_I_PACKAGEEND: { en: 'the package "{name}" has ended', fr: 'le package « {name} » est terminé' },
} as const
