// The documented codes of the Web Service task, in our own words. The keys are their symbols.

/** What the documented codes of the Web Service task and the HTTP connection manager say, by symbol. */
export const webServiceCodeTexts = {
  DTS_E_WEBSERVICETASK_CONNECTION_NAME_NULL: {
    en: 'the task has no HTTP connection',
    fr: 'la tâche n’a pas de connexion HTTP',
  },
  DTS_E_WEBSERVICETASK_CONNECTION_NOT_FOUND: {
    en: 'the connection "{name}" of the task does not exist',
    fr: 'la connexion « {name} » de la tâche n’existe pas',
  },
  DTS_E_WEBSERVICETASK_CONNECTION_NOT_HTTP: {
    en: 'the connection "{name}" is not of the type HTTP',
    fr: 'la connexion « {name} » n’est pas de type HTTP',
  },
  DTS_E_WEBSERVICETASK_SERVICE_NULL: {
    en: 'the task names no web service',
    fr: 'la tâche ne nomme aucun service Web',
  },
  DTS_E_WEBSERVICETASK_METHODNAME_NULL: {
    en: 'the task names no web method',
    fr: 'la tâche ne nomme aucune méthode Web',
  },
  DTS_E_WEBSERVICETASK_WEBMETHODINFO_NULL: {
    en: 'the task holds no web method, or the service does not have it',
    fr: 'la tâche ne contient aucune méthode Web, ou le service ne l’a pas',
  },
  DTS_E_WEBSERVICETASK_OUTPUTLOC_NULL: {
    en: 'the task says nowhere to put the result',
    fr: 'la tâche n’indique pas où placer le résultat',
  },
  DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND: {
    en: 'there is no variable "{name}" within sight of the task',
    fr: 'aucune variable « {name} » n’est visible de la tâche',
  },
  DTS_E_WEBSERVICETASK_VARIABLE_READONLY: {
    en: 'the result cannot be saved: the variable "{name}" is read-only',
    fr: 'le résultat ne peut pas être enregistré : la variable « {name} » est en lecture seule',
  },
  DTS_E_WEBSERVICETASK_ERROR_IN_LOAD_FROM_XML: {
    en: 'the data of the task cannot be read at "{tag}": {reason}',
    fr: 'les données de la tâche ne peuvent pas être lues à « {tag} » : {reason}',
  },
  DTS_E_WEBSERVICETASK_ERROR_IN_SAVE_TO_XML: {
    en: 'the data of the task cannot be written at "{tag}": {reason}',
    fr: 'les données de la tâche ne peuvent pas être écrites à « {tag} » : {reason}',
  },
  DTS_E_WEBSERVICETASK_TASK_SAVE_TO_NULL_XML_ELEMENT: {
    en: 'there is no XML document to save the task to',
    fr: 'il n’y a aucun document XML dans lequel enregistrer la tâche',
  },
  DTS_E_WEBSERVICETASK_TASK_INITIALIZATION_WITH_NULL_XML_ELEMENT: {
    en: 'there is no XML element to load the task from',
    fr: 'il n’y a aucun élément XML à partir duquel charger la tâche',
  },
  DTS_E_WEBSERVICETASK_TASK_INITIALIZATION_WITH_WRONG_XML_ELEMENT: {
    en: 'the XML element is not that of a Web Service task',
    fr: 'l’élément XML n’est pas celui d’une tâche de service Web',
  },
  DTS_E_WEBSERVICETASK_UNEXPECTED_XML_ELEMENT: {
    en: 'the element "{name}" was not expected in the data of the task',
    fr: 'l’élément « {name} » n’était pas attendu dans les données de la tâche',
  },
  DTS_E_WEBSERVICETASK_CANNOT_ACQUIRE_CONNECTION: {
    en: 'the connection "{name}" cannot be acquired: {reason}',
    fr: 'la connexion « {name} » ne peut pas être acquise : {reason}',
  },
  DTS_E_WEBSERVICETASK_FILE_CONN_NOT_FOUND: {
    en: 'the result cannot be saved: there is no file connection "{name}"',
    fr: 'le résultat ne peut pas être enregistré : aucune connexion de fichier « {name} »',
  },
  DTS_E_WEBSERVICETASK_FILE_NOT_FOUND: {
    en: 'the result cannot be saved: the file "{path}" does not exist',
    fr: 'le résultat ne peut pas être enregistré : le fichier « {path} » n’existe pas',
  },
  DTS_E_WEBSERVICETASK_FILE_NULL: {
    en: 'the result cannot be saved: the file connection "{name}" names no file that can be written: {reason}',
    fr: 'le résultat ne peut pas être enregistré : la connexion de fichier « {name} » ne nomme aucun fichier inscriptible : {reason}',
  },
  DTS_E_WEBSERVICETASK_CANNOT_ACQUIRE_FILE_CONNECTION: {
    en: 'the file connection "{name}" cannot be acquired: it is not of the type FILE',
    fr: 'la connexion de fichier « {name} » ne peut pas être acquise : elle n’est pas de type FILE',
  },
  DTS_E_WEBSERVICETASK_DATATYPE_NOT_SUPPORTED: {
    en: 'the type of "{name}" cannot be used ({reason}): only primitive types, arrays and sequences of them, and enumerations can',
    fr: 'le type de « {name} » ne peut pas être utilisé ({reason}) : seuls le peuvent les types primitifs, leurs tableaux et séquences, et les énumérations',
  },
  DTS_E_WEBSERVICETASK_PARAMTYPE_NOT_SUPPORTED: {
    en: 'the ParamType "{type}" of "{name}" cannot be used: only Primitive, Enum, Complex, Array and Variable can',
    fr: 'le ParamType « {type} » de « {name} » ne peut pas être utilisé : seuls le peuvent Primitive, Enum, Complex, Array et Variable',
  },
  DTS_E_WEBSERVICETASK_WSDL_VERSION_NOT_SUPPORTED: {
    en: 'this version of WSDL cannot be read; only WSDL 1.1 can',
    fr: 'cette version de WSDL ne peut pas être lue ; seule WSDL 1.1 le peut',
  },
  DTS_E_WEBSERVICETASK_WRONG_XML_ELEMENT: {
    en: 'the XML element "{name}" is not the one that belongs there',
    fr: 'l’élément XML « {name} » n’est pas celui attendu à cet endroit',
  },
  DTS_E_WEBSERVICETASK_XML_ATTRIBUTE_NOT_FOUND: {
    en: 'the element "{element}" lacks the attribute {attribute}',
    fr: 'l’attribut {attribute} manque à l’élément « {element} »',
  },
  DTS_E_WEBSERVICETASK_ENUM_NO_VALUES: {
    en: 'the enumeration "{name}" has no values: the WSDL is damaged',
    fr: 'l’énumération « {name} » n’a pas de valeurs : le WSDL est endommagé',
  },
  DTS_E_WEBSERVICETASK_CONNECTIONNOTFOUND: {
    en: 'the connection was not found',
    fr: 'la connexion est introuvable',
  },
  DTS_E_WEBSERVICETASK_CONNECTION_ALREADY_EXISTS: {
    en: 'a connection of this name exists already',
    fr: 'une connexion de ce nom existe déjà',
  },
  DTS_E_WEBSERVICETASK_NULL_CONNECTION: {
    en: 'a connection must be given',
    fr: 'une connexion doit être donnée',
  },
  DTS_E_WEBSERVICETASK_NOT_HTTP_CONNECTION: {
    en: 'the connection given is not of the type HTTP',
    fr: 'la connexion donnée n’est pas de type HTTP',
  },
  DTS_E_WEBSERVICETASK_WSDL_NOT_FOUND: {
    en: 'there is no WSDL at {url}: {reason}',
    fr: 'il n’y a pas de WSDL à {url} : {reason}',
  },
  DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD: {
    en: 'the WSDL "{place}" cannot be read: {reason}',
    fr: 'le WSDL « {place} » ne peut pas être lu : {reason}',
  },
  DTS_E_WEBSERVICETASK_SERVICE_DESC_NULL: {
    en: 'a description of the service must be given',
    fr: 'une description du service doit être donnée',
  },
  DTS_E_WEBSERVICETASK_SERVICENULL: {
    en: 'the name of a service must be given',
    fr: 'le nom d’un service doit être donné',
  },
  DTS_E_WEBSERVICETASK_WSDL_NULL: {
    en: 'neither a WSDL file nor a URL was given',
    fr: 'ni fichier WSDL ni URL n’ont été donnés',
  },
  DTS_E_WEBSERVICETASK_SERVICE_NOT_FOUND: {
    en: 'the WSDL has no service "{name}"',
    fr: 'le WSDL n’a pas de service « {name} »',
  },
  DTS_E_WEBSERVICETASK_SOAPPORT_NOT_FOUND: {
    en: 'the service "{name}" has no port that speaks SOAP over HTTP',
    fr: 'le service « {name} » n’a pas de port qui parle SOAP sur HTTP',
  },
  DTS_E_WEBSERVICETASK_SOAPBINDING_NOT_FOUND: {
    en: 'the WSDL does not define the binding "{name}" of the SOAP port',
    fr: 'le WSDL ne définit pas la liaison « {name} » du port SOAP',
  },
  DTS_E_WEBSERVICETASK_SOAPPORTTYPE_NOT_FOUND: {
    en: 'the WSDL does not define the port type "{name}" of the SOAP port',
    fr: 'le WSDL ne définit pas le type de port « {name} » du port SOAP',
  },
  DTS_E_WEBSERVICETASK_MSG_NOT_FOUND: {
    en: 'the WSDL does not define the message "{name}" of the method "{method}"',
    fr: 'le WSDL ne définit pas le message « {name} » de la méthode « {method} »',
  },
  DTS_E_WEBSERVICETASK_CANNOT_GEN_PROXY: {
    en: 'the description of the service cannot be used: {reason}',
    fr: 'la description du service ne peut pas être utilisée : {reason}',
  },
  DTS_E_WEBSERVICETASK_CANNOT_LOAD_PROXY: {
    en: 'what reads descriptions of services cannot be loaded: {reason}',
    fr: 'ce qui lit les descriptions de services ne peut pas être chargé : {reason}',
  },
  DTS_E_WEBSERVICETASK_INVALID_SERVICE: {
    en: 'the service was not found: {reason}',
    fr: 'le service est introuvable : {reason}',
  },
  DTS_E_WEBSERVICETASK_WEBMETHOD_INVOKE_FAILED: {
    en: 'the web service answered with an error: {reason}',
    fr: 'le service Web a répondu par une erreur : {reason}',
  },
  DTS_E_WEBSERVICETASK_INVOKE_ERR: {
    en: 'the web method could not be carried out: {reason}',
    fr: 'la méthode Web n’a pas pu être exécutée : {reason}',
  },
  DTS_E_WEBSERVICETASK_METHODINFO_NULL: {
    en: 'a web method must be given',
    fr: 'une méthode Web doit être donnée',
  },
  DTS_E_WEBSERVICETASK_VALUE_NOT_PRIMITIVE: {
    en: 'the ParamType of "{name}" is Primitive, but its value is not a PrimitiveValue',
    fr: 'le ParamType de « {name} » est Primitive, mais sa valeur n’est pas un PrimitiveValue',
  },
  DTS_E_WEBSERVICETASK_VALUE_NOT_ENUM: {
    en: 'the ParamType of "{name}" is Enum, but its value is not an EnumValue',
    fr: 'le ParamType de « {name} » est Enum, mais sa valeur n’est pas un EnumValue',
  },
  DTS_E_VALUE_WEBSERVICETASK_NOT_COMPLEX: {
    en: 'the ParamType of "{name}" is Complex, but its value is not a ComplexValue',
    fr: 'le ParamType de « {name} » est Complex, mais sa valeur n’est pas un ComplexValue',
  },
  DTS_E_WEBSERVICETASK_VALUE_NOT_ARRAY: {
    en: 'the ParamType of "{name}" is Array, but its value is not an ArrayValue',
    fr: 'le ParamType de « {name} » est Array, mais sa valeur n’est pas un ArrayValue',
  },
  DTS_E_WEBSERVICETASK_TYPE_NOT_PRIMITIVE: {
    en: 'the type "{type}" of "{name}" is not primitive',
    fr: 'le type « {type} » de « {name} » n’est pas primitif',
  },
  DTS_E_WEBSERVICETASK_ARRAY_VALUE_INVALID: {
    en: 'the array "{name}" has no element; it needs at least one',
    fr: 'le tableau « {name} » n’a pas d’élément ; il en faut au moins un',
  },
  DTS_E_WEBSERVICETASK_SELECTED_VALUE_NULL: {
    en: 'no value of the enumeration was chosen for "{name}"',
    fr: 'aucune valeur de l’énumération n’a été choisie pour « {name} »',
  },
  DTS_E_WEBSERVICETASK_NULL_VALUE: {
    en: '"{name}" has no value',
    fr: '« {name} » n’a pas de valeur',
  },
  DTS_E_WEBSERVICETASK_ENUM_VALUE_NOT_FOUND: {
    en: '"{value}" is no value of the enumeration of "{name}"',
    fr: '« {value} » n’est pas une valeur de l’énumération de « {name} »',
  },
  DTS_E_WEBSERVICETASK_PROP_NOT_EXISTS: {
    en: 'the type of "{name}" has no property "{property}"',
    fr: 'le type de « {name} » n’a pas de propriété « {property} »',
  },
  DTS_E_WEBSERVICETASK_CONVERT_FAILED: {
    en: '"{value}" of "{name}" cannot be converted to {type}',
    fr: '« {value} » de « {name} » ne peut pas être converti en {type}',
  },
  DTS_E_WEBSERVICETASK_CLEANUP_FAILED: {
    en: 'what was made for the web service could not be removed',
    fr: 'ce qui a été créé pour le service Web n’a pas pu être supprimé',
  },
  DTS_E_WEBSERVICETASK_CREATE_INSTANCE_FAILED: {
    en: 'no object of the type "{type}" could be made',
    fr: 'aucun objet du type « {type} » n’a pu être créé',
  },
  DTS_E_WEBSERVICETASK_NOT_PRIMITIVE_TYPE: {
    en: '"{type}" is not a type of values',
    fr: '« {type} » n’est pas un type de valeurs',
  },
  DTS_E_WEBSERVICETASK_ERROR_IN_VALIDATE: {
    en: '"{value}" could not be checked against "{type}"',
    fr: '« {value} » n’a pas pu être comparé à « {type} »',
  },
  DTS_E_WEBSERVICETASK_DATATYPE_NULL: {
    en: 'the parameter "{name}" has no data type',
    fr: 'le paramètre « {name} » n’a pas de type de données',
  },
  DTS_E_WEBSERVICETASK_INDEX_OUT_OF_BOUNDS: {
    en: 'no value can be put at the position {index}',
    fr: 'aucune valeur ne peut être placée à la position {index}',
  },
  DTS_E_WEBSERVICETASK_WRONG_WSDL: {
    en: '"{place}" is not a valid WSDL: {reason}',
    fr: '« {place} » n’est pas un WSDL valide : {reason}',
  },
} as const

/** What a person can do about them. */
export const webServiceCodeHints = {
  DTS_E_WEBSERVICETASK_CONNECTION_NAME_NULL: {
    en: 'Set Connection to a connection manager of type HTTP',
    fr: 'Définissez Connection : un gestionnaire de connexions de type HTTP',
  },
  DTS_E_WEBSERVICETASK_CONNECTION_NOT_FOUND: {
    en: 'Set Connection to the name or ID of a connection manager of type HTTP',
    fr: 'Définissez Connection : le nom ou l’ID d’un gestionnaire de connexions de type HTTP',
  },
  DTS_E_WEBSERVICETASK_SERVICE_NULL: {
    en: 'Set ServiceName to a service of the WSDL',
    fr: 'Définissez ServiceName : un service du WSDL',
  },
  DTS_E_WEBSERVICETASK_OUTPUTLOC_NULL: {
    en: 'Set OutputLocation to a FILE connection manager, or to a variable when OutputType is Variable',
    fr: 'Définissez OutputLocation : un gestionnaire de connexions FILE, ou une variable si OutputType vaut Variable',
  },
  DTS_E_WEBSERVICETASK_VARIABLE_NOT_FOUND: {
    en: 'Name a variable as Namespace::Name; upper and lower case matter',
    fr: 'Nommez une variable par EspaceDeNoms::Nom ; la casse compte',
  },
  DTS_E_WEBSERVICETASK_FILE_NOT_FOUND: {
    en: 'Create the file, or set FileUsageType of the connection manager to CreateFile (1)',
    fr: 'Créez le fichier, ou définissez FileUsageType du gestionnaire de connexions sur CreateFile (1)',
  },
} as const
