// The documented codes of packages, connections and variables, in our own words. The keys are their symbols.

/** Texts of the DTS codes that do not belong to one task. */
export const packageCodes = {
  DTS_E_VARIABLENOTFOUND: { en: 'the variable "{name}" does not exist', fr: 'la variable « {name} » n’existe pas' },
  DTS_E_VARIABLEREADONLY: {
    en: 'the variable "{name}" is read-only and cannot be written',
    fr: 'la variable « {name} » est en lecture seule et ne peut pas être écrite',
  },
  DTS_E_PACKAGENAMETOOLONG: {
    en: 'the package name has {length} characters; 128 is the most',
    fr: 'le nom du package compte {length} caractères ; le maximum est 128',
  },
  DTS_E_PACKAGEDESCRIPTIONTOOLONG: {
    en: 'the package description has {length} characters; 1024 is the most',
    fr: 'la description du package compte {length} caractères ; le maximum est 1024',
  },
  DTS_E_VERCOMMENTSTOOLONG: {
    en: 'VersionComments has {length} characters; 1024 is the most',
    fr: 'VersionComments compte {length} caractères ; le maximum est 1024',
  },
  DTS_E_ELEMENTNOTFOUND: {
    en: 'the collection has no element "{key}"',
    fr: 'la collection ne contient aucun élément « {key} »',
  },
  DTS_E_INVALIDVARIABLEVALUE: {
    en: 'an object of the runtime cannot be the value of the variable "{name}"',
    fr: 'un objet du moteur d’exécution ne peut pas être la valeur de la variable « {name} »',
  },
  DTS_E_RESERVEDNAMESPACE: {
    en: 'the variable "{name}" cannot be in the namespace System, which belongs to the runtime',
    fr: 'la variable « {name} » ne peut pas être dans l’espace de noms System, réservé au moteur d’exécution',
  },
  DTS_E_CONNECTIONNOTFOUND: {
    en: 'there is no connection "{name}" in the package',
    fr: 'le package ne contient aucune connexion « {name} »',
  },
  DTS_E_CANTCHANGEREADONLYATRUNTIME: {
    en: 'whether the variable "{name}" is read-only cannot be changed while the package runs',
    fr: 'le caractère en lecture seule de la variable « {name} » ne peut pas changer pendant l’exécution du package',
  },
  DTS_E_INVALIDVARVALUE: {
    en: 'the value or object is not allowed for the variable "{name}"',
    fr: 'la valeur ou l’objet n’est pas autorisé pour la variable « {name} »',
  },
  DTS_E_GENERICERROR: {
    en: 'one or more errors occurred; more specific ones were reported before',
    fr: 'une ou plusieurs erreurs se sont produites ; des erreurs plus précises ont été signalées auparavant',
  },
  DTS_E_PERSISTENCEERROR: {
    en: 'the value "{value}" of "{node}" could not be read',
    fr: 'la valeur « {value} » de « {node} » n’a pas pu être lue',
  },
  DTS_E_ERRORELEMENTNOTINCOLL: {
    en: '"{key}" is not in the collection "{collection}"',
    fr: '« {key} » n’est pas dans la collection « {collection} »',
  },
  DTS_E_MISSINGOBJECTDATA: {
    en: '"{name}" has no ObjectData element',
    fr: '« {name} » n’a pas d’élément ObjectData',
  },
  DTS_E_VARIABLENOTFOUNDINCOLL: {
    en: 'the variable "{name}" is not visible here',
    fr: 'la variable « {name} » n’est pas visible ici',
  },
  DTS_E_HASEMPTYTASKHOSTS: {
    en: 'the package has tasks that could not be loaded, so it cannot run',
    fr: 'le package contient des tâches qui n’ont pas pu être chargées ; il ne peut pas s’exécuter',
  },
  DTS_E_CANTLOADFROMNODE: {
    en: 'the element "{node}" does not hold a package',
    fr: 'l’élément « {node} » ne contient pas de package',
  },
  DTS_E_OPENPACKAGEFILE: {
    en: 'the package file "{path}" could not be opened: {reason}',
    fr: 'le fichier de package « {path} » n’a pas pu être ouvert : {reason}',
  },
  DTS_E_LOADPACKAGEXML: {
    en: 'the XML of the package could not be read: {reason}',
    fr: 'le XML du package n’a pas pu être lu : {reason}',
  },
  DTS_E_LOADPACKAGEXMLFILE: {
    en: 'the XML of the package file "{path}" could not be read: {reason}',
    fr: 'le XML du fichier de package « {path} » n’a pas pu être lu : {reason}',
  },
  DTS_E_FUNDAMENTALLOADINGERROR: {
    en: 'the package is not well-formed XML: {reason}',
    fr: 'le package n’est pas un XML bien formé : {reason}',
  },
  DTS_E_SAVEPACKAGEFILE: {
    en: 'the package file "{path}" could not be saved: {reason}',
    fr: 'le fichier de package « {path} » n’a pas pu être enregistré : {reason}',
  },
  DTS_E_FAILPACKAGEONFAILURENA: {
    en: 'FailPackageOnFailure means nothing for the package itself',
    fr: 'FailPackageOnFailure n’a pas de sens pour le package lui-même',
  },
  DTS_E_TASKPRODUCTLEVEL: {
    en: '"{task}" is of the kind {kind}, which cannot run in this version',
    fr: '« {task} » est du type {kind}, qui ne peut pas s’exécuter dans cette version',
  },
  DTS_E_ALREADYADDED: {
    en: '"{name}" is already in the Executables of another container',
    fr: '« {name} » est déjà dans les Executables d’un autre conteneur',
  },
  DTS_E_UNKNOWNCONNECTIONMANAGERTYPE: {
    en: '"{type}" is not a type of connection manager',
    fr: '« {type} » n’est pas un type de gestionnaire de connexions',
  },
  DTS_E_CONNECTIONMANAGERQUALIFIERALREADYSET: {
    en: 'the qualifier of the connection manager "{name}" is already set and can be set only once',
    fr: 'le qualificateur du gestionnaire de connexions « {name} » est déjà défini et ne peut l’être qu’une fois',
  },
  DTS_E_CONNECTIONMANAGERQUALIFIERNOTSET: {
    en: 'the connection manager "{name}" needs a qualifier before it can be used',
    fr: 'le gestionnaire de connexions « {name} » a besoin d’un qualificateur avant d’être utilisé',
  },
  DTS_E_CONNECTIONMANAGERQUALIFIERNOTSUPPORTED: {
    en: 'the connection manager "{name}" does not take a qualifier',
    fr: 'le gestionnaire de connexions « {name} » n’accepte pas de qualificateur',
  },
  DTS_E_FROMEXECISNOTCHILD: {
    en: 'the constraint "{name}" starts at {reference}, which is not in the container "{container}"',
    fr: 'la contrainte « {name} » part de {reference}, qui n’est pas dans le conteneur « {container} »',
  },
  DTS_E_TOEXECISNOTCHILD: {
    en: 'the constraint "{name}" leads to {reference}, which is not in the container "{container}"',
    fr: 'la contrainte « {name} » mène à {reference}, qui n’est pas dans le conteneur « {container} »',
  },
  DTS_E_CONNECTIONOFFLINE: {
    en: 'the connection manager "{name}" does not connect because OfflineMode is True',
    fr: 'le gestionnaire de connexions « {name} » ne se connecte pas car OfflineMode vaut True',
  },
  DTS_E_BEGINTRANSACTION: {
    en: '"{name}" requires a distributed transaction, which cannot be started here',
    fr: '« {name} » exige une transaction distribuée, qui ne peut pas être démarrée ici',
  },
  DTS_E_SETQUALIFIERDESIGNTIMEONLY: {
    en: 'the qualifier of the connection manager "{name}" can be set at design time only',
    fr: 'le qualificateur du gestionnaire de connexions « {name} » ne peut être défini qu’à la conception',
  },
  DTS_E_CONNECTIONVALIDATIONFAILED: {
    en: 'the connection "{name}" failed validation',
    fr: 'la validation de la connexion « {name} » a échoué',
  },
  DTS_E_INVALIDFILENAMEINCONNECTION: {
    en: 'the file name "{path}" of the connection is not valid',
    fr: 'le nom de fichier « {path} » de la connexion n’est pas valide',
  },
  DTS_E_PRECEDENCECONSTRAINT: {
    en: 'the precedence constraint "{name}" between "{from}" and "{to}" cannot be evaluated: {reason}',
    fr: 'la contrainte de précédence « {name} » entre « {from} » et « {to} » ne peut pas être évaluée : {reason}',
  },
  DTS_E_PACKAGEPROTECT: {
    en: 'the package could not be protected: {reason}',
    fr: 'le package n’a pas pu être protégé : {reason}',
  },
  DTS_E_PACKAGEUNPROTECT: {
    en: 'the protection of the package could not be removed: {reason}',
    fr: 'la protection du package n’a pas pu être retirée : {reason}',
  },
  DTS_E_PACKAGEPASSWORD: {
    en: 'the package is encrypted, and the password is missing or wrong',
    fr: 'le package est chiffré et le mot de passe manque ou est incorrect',
  },
  DTS_E_DUPLICATECONSTRAINT: {
    en: 'there is already a constraint from "{from}" to "{to}"',
    fr: 'il existe déjà une contrainte de « {from} » vers « {to} »',
  },
  DTS_E_PACKAGELOADFAILED: {
    en: 'the package could not be loaded: {reason}',
    fr: 'le package n’a pas pu être chargé : {reason}',
  },
  DTS_E_NAMEALREADYADDED: {
    en: '"{name}" cannot be added: the collection already has an element of that name',
    fr: '« {name} » ne peut pas être ajouté : la collection a déjà un élément de ce nom',
  },
  DTS_E_NAMEALREADYEXISTS: {
    en: 'the name cannot become "{name}": the collection already has an element of that name',
    fr: 'le nom ne peut pas devenir « {name} » : la collection a déjà un élément de ce nom',
  },
  DTS_E_PACKAGEPASSWORDEMPTY: {
    en: 'the protection level needs a password, and PackagePassword is empty',
    fr: 'le niveau de protection demande un mot de passe et PackagePassword est vide',
  },
  DTS_E_CANTADDREMOVEWHENEXECUTING: {
    en: 'nothing can be added to or removed from a package that is running',
    fr: 'rien ne peut être ajouté à un package en cours d’exécution ni en être retiré',
  },
  DTS_E_PROPERTYEXPRESSIONSDISABLEDONVARIABLES: {
    en: 'a variable has no property expressions; set EvaluateAsExpression and Expression instead',
    fr: 'une variable n’a pas d’expressions de propriété ; définissez plutôt EvaluateAsExpression et Expression',
  },
  DTS_E_PROPERTYEXPRESSIONEVAL: {
    en: 'the expression of the property {property} of "{name}" cannot be evaluated: {reason} ({expression})',
    fr: 'l’expression de la propriété {property} de « {name} » ne peut pas être évaluée : {reason} ({expression})',
  },
  DTS_E_PROPERTYEXPRESSIONSET: {
    en: 'the result of the expression could not be assigned to the property {property} of "{name}": {reason}',
    fr: 'le résultat de l’expression n’a pas pu être affecté à la propriété {property} de « {name} » : {reason}',
  },
  DTS_E_EXPRESSIONNOTBOOLEAN: {
    en: 'the expression of "{name}" does not give a Boolean',
    fr: 'l’expression de « {name} » ne donne pas de booléen',
  },
  DTS_E_CHANGESYSTEMVARIABLEREADONLYFAILED: {
    en: 'a property of the system variable "{name}" cannot be changed',
    fr: 'une propriété de la variable système « {name} » ne peut pas être modifiée',
  },
  DTS_E_CHANGESYSTEMVARIABLENAMEFAILED: {
    en: 'the system variable "{name}" cannot be renamed',
    fr: 'la variable système « {name} » ne peut pas être renommée',
  },
  DTS_E_CHANGESYSTEMVARIABLENAMESPACEFAILED: {
    en: 'the namespace of the system variable "{name}" cannot be changed',
    fr: 'l’espace de noms de la variable système « {name} » ne peut pas être modifié',
  },
  DTS_E_RUNTIMEVARIABLETYPECHANGE: {
    en: 'the variable "{name}" is of type {type} and cannot take a value of another type',
    fr: 'la variable « {name} » est de type {type} et ne peut pas recevoir une valeur d’un autre type',
  },
} as const
