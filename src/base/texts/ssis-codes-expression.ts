/** What the documented codes of the expression evaluator say, by symbol. */
export const expressionCodeTexts = {
  DTS_E_EXPREVALDIVBYZERO: {
    en: 'division by zero: the right operand of "{operator}" is 0',
    fr: 'division par zéro : l’opérande droit de « {operator} » vaut 0',
  },
  DTS_E_EXPREVALLITERALOVERFLOW: {
    en: 'the literal {literal} is too large for {type}',
    fr: 'le littéral {literal} est trop grand pour {type}',
  },
  DTS_E_EXPREVALBINARYOPNUMERICOVERFLOW: {
    en: 'the result of "{operator}" on {left} and {right} has more digits than DT_NUMERIC can keep ({limit})',
    fr: 'le résultat de « {operator} » sur {left} et {right} a plus de chiffres que DT_NUMERIC ne peut en garder ({limit})',
  },
  DTS_E_EXPREVALBINARYOPOVERFLOW: {
    en: 'the result of "{operator}" does not fit into {type}',
    fr: 'le résultat de « {operator} » ne tient pas dans {type}',
  },
  DTS_E_EXPREVALFUNCTIONOVERFLOW: {
    en: 'the result of {function} does not fit into {type}',
    fr: 'le résultat de {function} ne tient pas dans {type}',
  },
  DTS_E_EXPREVALBINARYTYPEMISMATCH: {
    en: 'the data types {left} and {right} are incompatible for the operator "{operator}"',
    fr: 'les types de données {left} et {right} sont incompatibles pour l’opérateur « {operator} »',
  },
  DTS_E_EXPREVALUNSUPPORTEDBINARYTYPE: {
    en: 'the data type {type} cannot be used with the operator "{operator}"',
    fr: 'le type de données {type} ne peut pas être utilisé avec l’opérateur « {operator} »',
  },
  DTS_E_EXPREVALBINARYSIGNMISMATCH: {
    en: 'one operand of the bitwise operator "{operator}" is signed ({left} and {right}): both must be, or neither',
    fr: 'un opérande de l’opérateur « {operator} » est signé ({left} et {right}) : les deux doivent l’être, ou aucun',
  },
  DTS_E_EXPREVALUNSUPPORTEDUNNARYTYPE: {
    en: 'the data type {type} cannot be used with the unary operator "{operator}"',
    fr: 'le type de données {type} ne peut pas être utilisé avec l’opérateur unaire « {operator} »',
  },
  DTS_E_EXPREVALPARAMTYPEMISMATCH: {
    en: 'the function {function} does not take {type} as parameter {number}',
    fr: 'la fonction {function} n’accepte pas {type} comme paramètre {number}',
  },
  DTS_E_EXPREVALINVALIDFUNCTION: {
    en: 'there is no function {name}',
    fr: 'il n’y a pas de fonction {name}',
  },
  DTS_E_EXPREVALFNSUBSTRINGINVALIDLENGTH: {
    en: 'the length {length} is not valid for {function}: it must not be negative',
    fr: 'la longueur {length} n’est pas valide pour {function} : elle ne doit pas être négative',
  },
  DTS_E_EXPREVALFNSUBSTRINGINVALIDSTARTINDEX: {
    en: 'the position {position} is not valid for {function}: the first character has position 1',
    fr: 'la position {position} n’est pas valide pour {function} : le premier caractère a la position 1',
  },
  DTS_E_EXPREVALINVALIDDATEPART: {
    en: '"{part}" is no part of a date for {function}',
    fr: '« {part} » n’est pas une partie de date pour {function}',
  },
  DTS_E_EXPREVALINVALIDNULLPARAM: {
    en: 'parameter {number} of NULL with {type} is missing, superfluous or no whole number',
    fr: 'le paramètre {number} de NULL avec {type} manque, est de trop ou n’est pas un nombre entier',
  },
  DTS_E_EXPREVALINVALIDCASTPARAM: {
    en: 'parameter {number} of the cast to {type} is missing, superfluous or no whole number',
    fr: 'le paramètre {number} de la conversion en {type} manque, est de trop ou n’est pas un nombre entier',
  },
  DTS_E_EXPREVALINVALIDCAST: {
    en: 'a value of type {from} cannot be cast to {to}',
    fr: 'une valeur de type {from} ne peut pas être convertie en {to}',
  },
  DTS_E_EXPREVALINVALIDTOKEN: {
    en: '"{token}" was not expected',
    fr: '« {token} » n’était pas attendu',
  },
  DTS_E_EXPREVALFAILEDTOPARSEEXPRESSION: {
    en: 'the expression cannot be read: {reason}',
    fr: 'l’expression ne peut pas être lue : {reason}',
  },
  DTS_E_EXPREVALEXPRESSIONEMPTY: { en: 'the expression is empty', fr: 'l’expression est vide' },
  DTS_E_EXPREVALCONDITIONALOPINVALIDCONDITIONTYPE: {
    en: 'the condition before "?" has the type {type} instead of DT_BOOL',
    fr: 'la condition avant « ? » est de type {type} au lieu de DT_BOOL',
  },
  DTS_E_EXPREVALCONDITIONALOPTYPEMISMATCH: {
    en: 'the data types {left} and {right} are incompatible for the conditional operator',
    fr: 'les types de données {left} et {right} sont incompatibles pour l’opérateur conditionnel',
  },
  DTS_E_EXPREVALNOINPUTCOLUMNCOLLECTIONFORCOLUMNNAME: {
    en: 'the token "{token}" is unknown: there are no columns here',
    fr: 'le jeton « {token} » est inconnu : il n’y a pas de colonnes ici',
  },
  DTS_E_EXPREVALNOINPUTCOLUMNCOLLECTIONFORCOLUMNID: {
    en: 'the token "#{id}" is unknown: there are no columns here',
    fr: 'le jeton « #{id} » est inconnu : il n’y a pas de colonnes ici',
  },
  DTS_E_EXPREVALVARIABLENOTFOUND: {
    en: 'the variable "{name}" was not found',
    fr: 'la variable « {name} » est introuvable',
  },
  DTS_E_EXPREVALINVALIDTOKENSTATE: {
    en: 'the expression is not complete: {missing} is missing',
    fr: 'l’expression est incomplète : il manque {missing}',
  },
  DTS_E_EXPREVALINVALIDCASTCODEPAGE: {
    en: 'the code page {codePage} of the cast to {type} is not known',
    fr: 'la page de codes {codePage} de la conversion en {type} est inconnue',
  },
  DTS_E_EXPREVALINVALIDCASTPRECISION: {
    en: 'the precision {value} of the cast to {type} is not between {min} and {max}',
    fr: 'la précision {value} de la conversion en {type} n’est pas comprise entre {min} et {max}',
  },
  DTS_E_EXPREVALINVALIDCASTSCALE: {
    en: 'the scale {value} of the cast to {type} is not between {min} and {max}',
    fr: 'l’échelle {value} de la conversion en {type} n’est pas comprise entre {min} et {max}',
  },
  DTS_E_EXPREVALCONDITIONALOPCODEPAGEMISMATCH: {
    en: 'both results of the conditional operator must have the same code page, not {left} and {right}',
    fr: 'les deux résultats de l’opérateur conditionnel doivent avoir la même page de codes, et non {left} et {right}',
  },
  DTS_E_EXPREVALILLEGALHEXESCAPEINSTRINGLITERAL: {
    en: 'the escape sequence "\\x{digits}" is not valid in a string: it has four hexadecimal digits, not all 0',
    fr: 'la séquence d’échappement « \\x{digits} » n’est pas valide : il faut quatre chiffres hexadécimaux, pas tous nuls',
  },
  DTS_E_EXPREVALILLEGALESCAPEINSTRINGLITERAL: {
    en: 'the escape sequence "\\{character}" is not valid in a string',
    fr: 'la séquence d’échappement « \\{character} » n’est pas valide dans une chaîne',
  },
  DTS_E_EXPREVALUNSUPPORTEDTYPE: {
    en: 'the data type {type} is not known in expressions',
    fr: 'le type de données {type} est inconnu dans les expressions',
  },
  DTS_E_EXPREVALDATACONVERSIONOVERFLOW: {
    en: 'the value of type {from} does not fit into {to}',
    fr: 'la valeur de type {from} ne tient pas dans {to}',
  },
  DTS_E_EXPREVALCASTFAILED: {
    en: 'the value of type {from} is not of the form of {to}',
    fr: 'la valeur de type {from} n’a pas la forme de {to}',
  },
  DTS_E_EXPREVALFUNCTIONCOMPUTEFAILED: {
    en: 'the function {function} failed: {reason}',
    fr: 'la fonction {function} a échoué : {reason}',
  },
  DTS_E_EXPREVALVARIABLETYPENOTSUPPORTED: {
    en: 'the variable "{name}" is of type {type}, which expressions cannot use',
    fr: 'la variable « {name} » est de type {type}, inutilisable dans les expressions',
  },
  DTS_E_EXPREVALINVALIDTOKENSINGLEQUOTE: {
    en: 'a single quotation mark was not expected',
    fr: 'une apostrophe n’était pas attendue',
  },
  DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL: {
    en: 'a single equal sign (=) was not expected',
    fr: 'un signe égal simple (=) n’était pas attendu',
  },
  DTS_E_EXPREVALAMBIGUOUSVARIABLENNAME: {
    en: 'more than one variable has the name "{name}"',
    fr: 'plusieurs variables portent le nom « {name} »',
  },
  DTS_E_EXPREVALSQRTINVALIDPARAM: {
    en: 'SQRT cannot take a negative value',
    fr: 'SQRT ne peut pas recevoir de valeur négative',
  },
  DTS_E_EXPREVALLNINVALIDPARAM: {
    en: 'LN cannot take zero or a negative value',
    fr: 'LN ne peut pas recevoir zéro ni une valeur négative',
  },
  DTS_E_EXPREVALLOGINVALIDPARAM: {
    en: 'LOG cannot take zero or a negative value',
    fr: 'LOG ne peut pas recevoir zéro ni une valeur négative',
  },
  DTS_E_EXPREVALPOWERINVALIDPARAM: {
    en: 'POWER has no result for these parameters',
    fr: 'POWER n’a pas de résultat pour ces paramètres',
  },
  DTS_E_EXPREVALUNARYOPOVERFLOW: {
    en: 'the result of the negation does not fit into {type}',
    fr: 'le résultat de la négation ne tient pas dans {type}',
  },
  DTS_E_EXPREVALFNRIGHTINVALIDLENGTH: {
    en: 'the length {length} is not valid for {function}: it must not be negative',
    fr: 'la longueur {length} n’est pas valide pour {function} : elle ne doit pas être négative',
  },
  DTS_E_EXPREVALFNREPLICATEINVALIDREPEATCOUNT: {
    en: 'the count {count} is not valid for {function}: it must not be negative',
    fr: 'le nombre de répétitions {count} n’est pas valide pour {function} : il ne doit pas être négatif',
  },
  DTS_E_EXPREVALVARIABLECOULDNOTBEREAD: {
    en: 'the variable "{name}" could not be read: {reason}',
    fr: 'la variable « {name} » n’a pas pu être lue : {reason}',
  },
  DTS_E_EXPREVALBINARYOPDTSTRNOTSUPPORTED: {
    en: 'an operand of "{operator}" is of type DT_STR and is no cast',
    fr: 'un opérande de « {operator} » est de type DT_STR sans être une conversion',
  },
  DTS_E_EXPREVALCONDITIONALOPDTSTRNOTSUPPORTED: {
    en: 'a result of the conditional operator is of type DT_STR and is no cast',
    fr: 'un résultat de l’opérateur conditionnel est de type DT_STR sans être une conversion',
  },
  DTS_E_EXPREVALFNFINDSTRINGINVALIDOCCURRENCECOUNT: {
    en: 'the occurrence {count} is not valid for {function}: it must be greater than 0',
    fr: 'l’occurrence {count} n’est pas valide pour {function} : elle doit être supérieure à 0',
  },
  DTS_E_EXPREVALINVALIDDATEPARTNODE: {
    en: 'the part of the date for {function} must be a string literal',
    fr: 'la partie de date pour {function} doit être un littéral de chaîne',
  },
  DTS_E_EXPREVALINVALIDCASTLENGTH: {
    en: 'the length {value} of the cast to {type} is not between 0 and {max}',
    fr: 'la longueur {value} de la conversion en {type} n’est pas comprise entre 0 et {max}',
  },
  DTS_E_EXPREVALINVALIDNULLCODEPAGE: {
    en: 'the code page {codePage} of NULL with {type} is not known',
    fr: 'la page de codes {codePage} de NULL avec {type} est inconnue',
  },
  DTS_E_EXPREVALINVALIDNULLPRECISION: {
    en: 'the precision {value} of NULL with {type} is not between {min} and {max}',
    fr: 'la précision {value} de NULL avec {type} n’est pas comprise entre {min} et {max}',
  },
  DTS_E_EXPREVALINVALIDNULLSCALE: {
    en: 'the scale {value} of NULL with {type} is not between {min} and {max}',
    fr: 'l’échelle {value} de NULL avec {type} n’est pas comprise entre {min} et {max}',
  },
  DTS_E_EXPREVALINVALIDNULLLENGTH: {
    en: 'the length {value} of NULL with {type} is not between 0 and {max}',
    fr: 'la longueur {value} de NULL avec {type} n’est pas comprise entre 0 et {max}',
  },
  DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALSINGULAR: {
    en: 'the function {function} takes {expected} parameters, not {given}',
    fr: 'la fonction {function} prend {expected} paramètres, et non {given}',
  },
  DTS_E_EXPREVALINVALIDNUMBEROFPARAMSSINGULARPLURAL: {
    en: 'the function {function} takes {expected} parameter, not {given}',
    fr: 'la fonction {function} prend {expected} paramètre, et non {given}',
  },
  DTS_E_EXPREVALINVALIDNUMBEROFPARAMSPLURALPLURAL: {
    en: 'the function {function} takes {expected} parameters, not {given}',
    fr: 'la fonction {function} prend {expected} paramètres, et non {given}',
  },
  DTS_E_EXPREVALASSIGNMENTTYPEMISMATCH: {
    en: 'the result of type {type} cannot become the value of the variable "{name}" of type {variableType}',
    fr: 'le résultat de type {type} ne peut pas devenir la valeur de la variable « {name} » de type {variableType}',
  },
  DTS_E_EXPREVALASSIGNMENTTOREADONLYVARIABLE: {
    en: 'the variable "{name}" is read-only and cannot be assigned to',
    fr: 'la variable « {name} » est en lecture seule et ne peut pas recevoir de valeur',
  },
  DTS_E_EXPREVALASSIGNMENTVARIABLELOCKFORWRITEFAILED: {
    en: 'the variable "{name}" cannot be assigned to: it was not found',
    fr: 'la variable « {name} » ne peut pas recevoir de valeur : elle est introuvable',
  },
} as const

/** What a person can do about them. */
export const expressionCodeHints = {
  DTS_E_EXPREVALLITERALOVERFLOW: {
    en: 'Add the suffix L (DT_I8), U (DT_UI4) or UL (DT_UI8)',
    fr: 'Ajoutez le suffixe L (DT_I8), U (DT_UI4) ou UL (DT_UI8)',
  },
  DTS_E_EXPREVALBINARYOPOVERFLOW: {
    en: 'Cast the operands to a larger type, such as (DT_I8)',
    fr: 'Convertissez les opérandes en un type plus grand, par exemple (DT_I8)',
  },
  DTS_E_EXPREVALBINARYOPNUMERICOVERFLOW: {
    en: 'Cast the operands to fewer digits, such as (DT_NUMERIC,18,4), or to DT_R8',
    fr: 'Convertissez les opérandes en moins de chiffres, par exemple (DT_NUMERIC,18,4), ou en DT_R8',
  },
  DTS_E_EXPREVALBINARYTYPEMISMATCH: {
    en: 'Cast one operand to the type of the other, such as (DT_WSTR,20)',
    fr: 'Convertissez un opérande dans le type de l’autre, par exemple (DT_WSTR,20)',
  },
  DTS_E_EXPREVALPARAMTYPEMISMATCH: {
    en: 'Cast the parameter, such as (DT_WSTR,20), (DT_I4) or (DT_DBTIMESTAMP)',
    fr: 'Convertissez le paramètre, par exemple (DT_WSTR,20), (DT_I4) ou (DT_DBTIMESTAMP)',
  },
  DTS_E_EXPREVALCONDITIONALOPTYPEMISMATCH: {
    en: 'Cast one of both results to the type of the other',
    fr: 'Convertissez l’un des deux résultats dans le type de l’autre',
  },
  DTS_E_EXPREVALNOINPUTCOLUMNCOLLECTIONFORCOLUMNNAME: {
    en: 'If it is a variable, write @[User::{token}]; if it is text, put it between quotation marks',
    fr: 'Si c’est une variable, écrivez @[User::{token}] ; si c’est du texte, mettez-le entre guillemets droits',
  },
  DTS_E_EXPREVALVARIABLENOTFOUND: {
    en: 'Names of variables are case-sensitive, and the variable must be in scope',
    fr: 'Les noms de variables respectent la casse, et la variable doit être dans la portée',
  },
  DTS_E_EXPREVALAMBIGUOUSVARIABLENNAME: {
    en: 'Write the name with its namespace: @[User::{name}]',
    fr: 'Écrivez le nom avec son espace de noms : @[User::{name}]',
  },
  DTS_E_EXPREVALINVALIDTOKENSINGLEQUOTE: {
    en: 'Strings stand between double quotation marks',
    fr: 'Les chaînes s’écrivent entre guillemets droits (")',
  },
  DTS_E_EXPREVALINVALIDTOKENSINGLEEQUAL: {
    en: 'Compare with ==',
    fr: 'Comparez avec ==',
  },
  DTS_E_EXPREVALILLEGALESCAPEINSTRINGLITERAL: {
    en: 'Write a backslash as \\\\',
    fr: 'Écrivez une barre oblique inverse sous la forme \\\\',
  },
  DTS_E_EXPREVALINVALIDDATEPART: {
    en: 'Use one such as "Year", "mm", "dd", "Hour", "mi" or "ss"',
    fr: 'Utilisez par exemple "Year", "mm", "dd", "Hour", "mi" ou "ss"',
  },
  DTS_E_EXPREVALVARIABLETYPENOTSUPPORTED: {
    en: 'Give the variable a type such as String, Int32, Boolean or DateTime',
    fr: 'Donnez à la variable un type tel que String, Int32, Boolean ou DateTime',
  },
} as const
