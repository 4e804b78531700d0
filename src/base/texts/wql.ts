import { speaker } from '../text.js'

/** What `src/wql` says to people. */
export const wqlText = speaker({
  // Where and what a syntax error found.
  expectedFound: {
    en: 'expected {expected}, found {found} at {where}',
    fr: 'on attendait {expected}, mais on trouve {found} à la {where}',
  },
  column: { en: 'column {column}', fr: 'colonne {column}' },
  columnOfLine: {
    en: 'column {column} (line {line}, column {inLine})',
    fr: 'colonne {column} (ligne {line}, colonne {inLine})',
  },
  foundToken: { en: '"{text}"', fr: '« {text} »' },
  foundString: { en: 'the string {text}', fr: 'la chaîne {text}' },
  foundEnd: { en: 'the end of the query', fr: 'la fin de la requête' },
  or: { en: '{list} or {last}', fr: '{list} ou {last}' },

  // What can be expected.
  statement: { en: 'SELECT, ASSOCIATORS OF or REFERENCES OF', fr: 'SELECT, ASSOCIATORS OF ou REFERENCES OF' },
  end: { en: 'the end of the query', fr: 'la fin de la requête' },
  property: { en: 'a property name', fr: 'un nom de propriété' },
  class: { en: 'a class name', fr: 'un nom de classe' },
  name: { en: 'a name', fr: 'un nom' },
  constant: {
    en: 'a constant (a string, a number, TRUE, FALSE or NULL)',
    fr: 'une constante (chaîne, nombre, TRUE, FALSE ou NULL)',
  },
  string: { en: 'a string', fr: 'une chaîne' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  seconds: { en: 'a number of seconds', fr: 'un nombre de secondes' },
  operator: { en: 'a comparison operator', fr: 'un opérateur de comparaison' },
  option: { en: 'an option such as {options}', fr: 'une option telle que {options}' },
  closingQuote: { en: 'the closing quote {quote}', fr: 'le guillemet fermant {quote}' },

  // Syntax errors that say more than what was expected.
  empty: { en: 'the query is empty', fr: 'la requête est vide' },
  openString: {
    en: 'the string that begins at {where} has no closing quote',
    fr: 'la chaîne qui commence à la {where} n’a pas de guillemet fermant',
  },
  openBrace: {
    en: 'the brace at {where} is not closed',
    fr: 'l’accolade de la {where} n’est pas fermée',
  },
  loneBackslash: {
    en: 'a single backslash stands in a string at {where}',
    fr: 'une barre oblique inverse isolée figure dans une chaîne à la {where}',
  },
  badNumber: {
    en: '"{text}" at {where} is not a number of WQL',
    fr: '« {text} » à la {where} n’est pas un nombre WQL',
  },
  orderNull: {
    en: '{operator} cannot compare with NULL at {where}',
    fr: '{operator} ne peut pas comparer avec NULL à la {where}',
  },
  interval: {
    en: 'the interval at {where} is {seconds} s; it must be from {min} to {max} s',
    fr: 'l’intervalle à la {where} est de {seconds} s ; il doit aller de {min} à {max} s',
  },
  badPath: {
    en: 'the braces at {where} hold no object path: {why}',
    fr: 'les accolades de la {where} ne contiennent pas de chemin d’objet : {why}',
  },
  schemaList: {
    en: 'expected "*", found "{text}" at column {column}: a schema query has no property list',
    fr: 'on attendait « * », mais on trouve « {text} » à la colonne {column} : une requête de schéma n’a pas de liste de propriétés',
  },
  optionTwice: {
    en: '{option} is given twice, again at {where}',
    fr: '{option} est donné deux fois, de nouveau à la {where}',
  },
  optionConflict: {
    en: '{option} at {where} cannot stand with {other}',
    fr: '{option} à la {where} ne peut pas accompagner {other}',
  },
  optionOfAssociators: {
    en: '{option} at {where} is an option of ASSOCIATORS OF, not of REFERENCES OF',
    fr: '{option} à la {where} est une option d’ASSOCIATORS OF, pas de REFERENCES OF',
  },
  emptyBy: {
    en: 'BY at {where} has no list of properties',
    fr: 'BY à la {where} n’a pas de liste de propriétés',
  },
  tooLong: {
    en: 'the query has {length} characters; at most {max} are read',
    fr: 'la requête compte {length} caractères ; {max} au plus sont lus',
  },
  tooManyPredicates: {
    en: 'the query has more than {max} conditions (at {where})',
    fr: 'la requête compte plus de {max} conditions (à la {where})',
  },
  tooDeep: {
    en: 'the query nests more than {max} levels (at {where})',
    fr: 'la requête imbrique plus de {max} niveaux (à la {where})',
  },
  notDataQuery: {
    en: 'the query has {clause}, so it asks {class} for events, not for data',
    fr: 'la requête comporte {clause} : elle demande des événements à {class}, pas des données',
  },
  notEventQuery: {
    en: 'the query asks for objects, not for events',
    fr: 'la requête demande des objets, pas des événements',
  },

  // Hints.
  hintEmpty: {
    en: 'Write for example SELECT Name FROM Win32_Service',
    fr: 'Écrivez par exemple SELECT Name FROM Win32_Service',
  },
  hintOrderBy: {
    en: 'WQL cannot sort: there is no ORDER BY. Sort the rows after reading them',
    fr: 'WQL ne trie pas : ORDER BY n’existe pas. Triez les lignes après lecture',
  },
  hintTop: {
    en: 'WQL has no {word}: stop reading when there are enough rows',
    fr: 'WQL ne connaît pas {word} : arrêtez la lecture quand il y a assez de lignes',
  },
  hintDistinct: {
    en: 'WQL has no {word}: remove duplicates after reading the rows',
    fr: 'WQL ne connaît pas {word} : éliminez les doublons après lecture',
  },
  hintJoin: {
    en: 'A query asks one class, without alias or join. Follow associations with ASSOCIATORS OF',
    fr: 'Une requête porte sur une classe, sans alias ni jointure. Suivez les associations avec ASSOCIATORS OF',
  },
  hintReadOnly: {
    en: 'WQL only reads: change instances through put, create, delete or a method',
    fr: 'WQL ne fait que lire : modifiez les instances avec put, create, delete ou une méthode',
  },
  hintWithin: {
    en: 'WITHIN stands right after the class, before WHERE; GROUP WITHIN after the conditions',
    fr: 'WITHIN se place juste après la classe, avant WHERE ; GROUP WITHIN après les conditions',
  },
  hintHaving: {
    en: 'HAVING belongs to GROUP WITHIN seconds BY properties',
    fr: 'HAVING va avec GROUP WITHIN secondes BY propriétés',
  },
  hintGroup: {
    en: 'GROUP belongs to notification queries: GROUP WITHIN seconds BY properties HAVING NumberOfEvents > n',
    fr: 'GROUP va avec les requêtes de notification : GROUP WITHIN secondes BY propriétés HAVING NumberOfEvents > n',
  },
  hintOrder: {
    en: 'The order is SELECT, FROM, WITHIN, WHERE, GROUP WITHIN, BY, HAVING, each once',
    fr: 'L’ordre est SELECT, FROM, WITHIN, WHERE, GROUP WITHIN, BY, HAVING, chacun une fois',
  },
  hintNot: {
    en: 'NOT stands before the property: WHERE NOT Name LIKE "a%"',
    fr: 'NOT se place avant la propriété : WHERE NOT Name LIKE "a%"',
  },
  hintBetween: {
    en: 'WQL has no BETWEEN: write Size >= 1 AND Size <= 9',
    fr: 'WQL ne connaît pas BETWEEN : écrivez Size >= 1 AND Size <= 9',
  },
  hintIn: {
    en: 'WQL has no IN: write Name = "a" OR Name = "b"',
    fr: 'WQL ne connaît pas IN : écrivez Name = "a" OR Name = "b"',
  },
  hintSemicolon: {
    en: 'A query has no terminator: remove the semicolon',
    fr: 'Une requête n’a pas de terminateur : retirez le point-virgule',
  },
  hintComment: { en: 'WQL has no comments: remove them', fr: 'WQL n’a pas de commentaires : retirez-les' },
  hintParameter: {
    en: 'WQL has no parameters: put the value into the text, in code with the wql template',
    fr: 'WQL n’a pas de paramètres : mettez la valeur dans le texte (dans le code, avec le modèle wql)',
  },
  hintBracket: {
    en: 'Names are written without brackets, quotes or element numbers',
    fr: 'Les noms s’écrivent sans crochets, guillemets ni numéro d’élément',
  },
  hintSmartQuote: {
    en: 'Strings stand between straight quotes: " or \'',
    fr: 'Les chaînes se placent entre guillemets droits : " ou \'',
  },
  hintSpace: {
    en: 'Only blanks, tabs and line breaks separate words; replace this invisible character',
    fr: 'Seuls les espaces, les tabulations et les fins de ligne séparent les mots ; remplacez ce caractère invisible',
  },
  hintEquals: {
    en: 'The operators are =, <>, !=, <, >, <= and >=; write a single = for equality',
    fr: 'Les opérateurs sont =, <>, !=, <, >, <= et >= ; écrivez un seul = pour l’égalité',
  },
  hintArithmetic: {
    en: 'WQL has neither arithmetic nor functions nor sub-queries: a property is compared with one constant',
    fr: 'WQL n’a ni calcul, ni fonctions, ni sous-requêtes : une propriété est comparée à une constante',
  },
  hintNamespace: {
    en: 'A class is named without its namespace: connect to the namespace instead',
    fr: 'Une classe se nomme sans son espace de noms : connectez-vous plutôt à cet espace de noms',
  },
  hintQuoteText: {
    en: 'Text stands between quotes; two properties cannot be compared with each other',
    fr: 'Un texte se place entre guillemets ; deux propriétés ne peuvent pas être comparées entre elles',
  },
  hintIsNull: { en: 'IS only tests for NULL; use = to compare', fr: 'IS ne teste que NULL ; comparez avec =' },
  hintNullTest: {
    en: 'Test with IS NULL or IS NOT NULL',
    fr: 'Testez avec IS NULL ou IS NOT NULL',
  },
  hintLike: {
    en: 'LIKE takes a pattern between quotes, such as "a%"',
    fr: 'LIKE prend un modèle entre guillemets, tel que "a%"',
  },
  hintHex: {
    en: 'Write the number in decimal digits',
    fr: 'Écrivez le nombre en chiffres décimaux',
  },
  hintBackslash: {
    en: 'Double each backslash inside a string: "C:\\\\Temp"; before a quote it makes the quote part of the text',
    fr: 'Doublez chaque barre oblique inverse dans une chaîne : "C:\\\\Temp" ; devant un guillemet, elle l’inclut au texte',
  },
  hintBraces: {
    en: 'The object path stands between braces: ASSOCIATORS OF {path}',
    fr: 'Le chemin d’objet se place entre accolades : ASSOCIATORS OF {path}',
  },
  hintOptions: {
    en: 'Options are separated by blanks, without AND or commas, and use only =',
    fr: 'Les options sont séparées par des espaces, sans AND ni virgules, et n’utilisent que =',
  },
  hintSchema: {
    en: 'A schema query is SELECT * FROM meta_class, with conditions on __this, __Class, __Superclass or __Dynasty',
    fr: 'Une requête de schéma est SELECT * FROM meta_class, avec des conditions sur __this, __Class, __Superclass ou __Dynasty',
  },
  hintWatch: {
    en: 'Notification queries are for watch (WMI Event Watcher); data queries have neither WITHIN nor GROUP',
    fr: 'Les requêtes de notification sont destinées à watch (WMI Event Watcher) ; les requêtes de données n’ont ni WITHIN ni GROUP',
  },
  hintShorten: {
    en: 'Shorten the query or split it into several',
    fr: 'Raccourcissez la requête ou divisez-la en plusieurs',
  },

  // Conditions that do not fit the class.
  unknownProperty: {
    en: 'the class {class} has no property {property}',
    fr: 'la classe {class} n’a pas de propriété {property}',
  },
  unknownPropertyAt: {
    en: 'the class {class} has no property {property} (column {column})',
    fr: 'la classe {class} n’a pas de propriété {property} (colonne {column})',
  },
  hintProperties: { en: 'Did you mean {names}?', fr: 'Vouliez-vous dire {names} ?' },
  hintDescribe: { en: 'See `wmilink describe {class}`', fr: 'Voir `wmilink describe {class}`' },
  hintThis: {
    en: '__this is for schema queries (meta_class); compare __CLASS to limit the classes of instances',
    fr: '__this est destiné aux requêtes de schéma (meta_class) ; comparez __CLASS pour limiter les classes d’instances',
  },
  badOperand: {
    en: '{constant} cannot be compared with {property}, which is of type {type} (column {column})',
    fr: '{constant} ne peut pas être comparé à {property}, qui est de type {type} (colonne {column})',
  },
  badOperator: {
    en: '{operator} cannot be used with {property}, which is of type {type} (column {column})',
    fr: '{operator} ne s’emploie pas avec {property}, qui est de type {type} (colonne {column})',
  },
  badSchemaCondition: {
    en: 'a schema query has no such condition on {property} (column {column})',
    fr: 'une requête de schéma n’admet pas cette condition sur {property} (colonne {column})',
  },
  notAnObject: {
    en: '{property} is of type {type}, so {path} names nothing',
    fr: '{property} est de type {type}, donc {path} ne désigne rien',
  },
  hintOperand: { en: 'Such a property is compared with {forms}', fr: 'Une telle propriété se compare à {forms}' },
  formsInteger: { en: 'a whole number', fr: 'un nombre entier' },
  formsReal: { en: 'a number', fr: 'un nombre' },
  formsBoolean: { en: 'TRUE or FALSE, by = or <>', fr: 'TRUE ou FALSE, par = ou <>' },
  formsString: { en: 'a string between quotes', fr: 'une chaîne entre guillemets' },
  formsDatetime: {
    en: 'a date in quotes: "20240131", "2024-01-31 08:00:00" or "20240131080000.000000+060"',
    fr: 'une date entre guillemets : "20240131", "2024-01-31 08:00:00" ou "20240131080000.000000+060"',
  },
  formsReference: { en: 'the text of an object path', fr: 'le texte d’un chemin d’objet' },
  formsObject: {
    en: 'a class by ISA, or by its own properties after a dot',
    fr: 'une classe par ISA, ou par ses propres propriétés après un point',
  },
  formsArray: { en: 'NULL only, by IS NULL or IS NOT NULL', fr: 'NULL seulement, par IS NULL ou IS NOT NULL' },

  // Notification queries.
  unknownClass: { en: 'there is no class {class}', fr: 'il n’y a pas de classe {class}' },
  hintUnknownClass: {
    en: 'Check the spelling and the namespace',
    fr: 'Vérifiez l’orthographe et l’espace de noms',
  },
  notEventClass: {
    en: '{class} is not an event class',
    fr: '{class} n’est pas une classe d’événement',
  },
  hintNotEventClass: {
    en: 'Watch instances with SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "{class}"',
    fr: 'Surveillez les instances avec SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "{class}"',
  },
  tooBroad: {
    en: 'the query for {class} does not say which class of instances it watches',
    fr: 'la requête sur {class} ne dit pas quelle classe d’instances elle surveille',
  },
  hintTooBroad: {
    en: 'Add WHERE TargetInstance ISA "ClassName"',
    fr: 'Ajoutez WHERE TargetInstance ISA "NomDeClasse"',
  },
  tooPrecise: {
    en: 'no provider reports {class} for {target}, and the query gives no polling interval',
    fr: 'aucun fournisseur ne signale {class} pour {target}, et la requête ne donne pas d’intervalle d’interrogation',
  },
  hintTooPrecise: {
    en: 'Write FROM {class} WITHIN seconds WHERE …',
    fr: 'Écrivez FROM {class} WITHIN secondes WHERE …',
  },
  missingGroupWithin: {
    en: 'GROUP has no interval',
    fr: 'GROUP n’a pas d’intervalle',
  },
  hintGroupWithin: { en: 'Write GROUP WITHIN seconds BY …', fr: 'Écrivez GROUP WITHIN secondes BY …' },
  aggregatingByObject: {
    en: 'BY {property} names an embedded object',
    fr: 'BY {property} désigne un objet incorporé',
  },
  hintAggregating: {
    en: 'Group by one of its properties, such as {property}.Name',
    fr: 'Groupez par une de ses propriétés, telle que {property}.Name',
  },
  groupByArray: {
    en: 'BY {property} names an array',
    fr: 'BY {property} désigne un tableau',
  },

  // The template.
  inLiteral: {
    en: 'value {number} of the wql template stands inside quotes',
    fr: 'la valeur {number} du modèle wql se trouve entre guillemets',
  },
  hintInLiteral: {
    en: 'Remove the quotes around it: the template writes them. Put % into the value, beside wql.like(text)',
    fr: 'Retirez les guillemets qui l’entourent : le modèle les écrit. Mettez % dans la valeur, à côté de wql.like(texte)',
  },
  joined: {
    en: 'value {number} of the wql template touches the word or number beside it',
    fr: 'la valeur {number} du modèle wql touche le mot ou le nombre voisin',
  },
  hintJoined: { en: 'Put blanks around it', fr: 'Entourez-la d’espaces' },
  templateNull: {
    en: 'value {number} of the wql template is null and does not follow IS or IS NOT',
    fr: 'la valeur {number} du modèle wql est null et ne suit pas IS ou IS NOT',
  },
  templateValue: {
    en: 'value {number} of the wql template is {kind}, which WQL cannot express',
    fr: 'la valeur {number} du modèle wql est {kind}, ce que WQL ne sait pas exprimer',
  },
  hintTemplateValue: {
    en: 'Give a string, a finite number, a bigint, a boolean, a Date, a CimDateTime or wql.name(text)',
    fr: 'Donnez une chaîne, un nombre fini, un bigint, un booléen, un Date, un CimDateTime ou wql.name(texte)',
  },
  templateName: {
    en: '"{name}" cannot be the name of a class or property in a query',
    fr: '« {name} » ne peut pas être le nom d’une classe ou d’une propriété dans une requête',
  },
  hintTemplateName: {
    en: 'A name has letters, digits and underscores, does not begin with a digit and is no reserved word',
    fr: 'Un nom comporte des lettres, des chiffres et des tirets bas, ne commence pas par un chiffre et n’est pas un mot réservé',
  },
})
