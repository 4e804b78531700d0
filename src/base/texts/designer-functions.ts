import { speaker } from '../text.js'

/** What the expression builder says of functions, operators and casts. */
export const functionText = speaker({
  mathematical: { en: 'Mathematical Functions', fr: 'Fonctions mathématiques' },
  string: { en: 'String Functions', fr: 'Fonctions de chaîne' },
  date: { en: 'Date/Time Functions', fr: 'Fonctions de date et d’heure' },
  null: { en: 'NULL Functions', fr: 'Fonctions NULL' },
  casts: { en: 'Type Casts', fr: 'Conversions de type' },
  operators: { en: 'Operators', fr: 'Opérateurs' },

  ABS: { en: 'The absolute, positive value of a number.', fr: 'La valeur absolue, positive, d’un nombre.' },
  CEILING: {
    en: 'The smallest whole number that is not below a number.',
    fr: 'Le plus petit nombre entier qui n’est pas inférieur à un nombre.',
  },
  EXP: { en: 'e to the power of a number.', fr: 'e à la puissance d’un nombre.' },
  FLOOR: {
    en: 'The largest whole number that is not above a number.',
    fr: 'Le plus grand nombre entier qui n’est pas supérieur à un nombre.',
  },
  LN: { en: 'The natural logarithm of a number.', fr: 'Le logarithme naturel d’un nombre.' },
  LOG: { en: 'The logarithm to base 10 of a number.', fr: 'Le logarithme en base 10 d’un nombre.' },
  POWER: { en: 'A number to a power.', fr: 'Un nombre à une puissance.' },
  ROUND: {
    en: 'A number rounded to so many digits after the point.',
    fr: 'Un nombre arrondi à tant de chiffres après la virgule.',
  },
  SIGN: {
    en: '1 for a positive number, -1 for a negative one, 0 for zero.',
    fr: '1 pour un nombre positif, -1 pour un nombre négatif, 0 pour zéro.',
  },
  SQUARE: { en: 'The square of a number.', fr: 'Le carré d’un nombre.' },
  SQRT: { en: 'The square root of a number.', fr: 'La racine carrée d’un nombre.' },

  CODEPOINT: {
    en: 'The Unicode number of the first character.',
    fr: 'Le numéro Unicode du premier caractère.',
  },
  FINDSTRING: {
    en: 'The position, from 1, at which a text occurs in another one for the given time; 0 where it does not.',
    fr: 'La position, à partir de 1, de l’occurrence demandée d’un texte dans un autre ; 0 s’il n’y est pas.',
  },
  HEX: { en: 'The hexadecimal digits of a whole number.', fr: 'Les chiffres hexadécimaux d’un nombre entier.' },
  LEFT: { en: 'So many characters from the left.', fr: 'Tant de caractères à partir de la gauche.' },
  LEN: { en: 'The number of characters.', fr: 'Le nombre de caractères.' },
  LOWER: { en: 'The text in lower case.', fr: 'Le texte en minuscules.' },
  LTRIM: { en: 'The text without leading spaces.', fr: 'Le texte sans les espaces du début.' },
  REPLACE: {
    en: 'The text with each occurrence of a part replaced by another text.',
    fr: 'Le texte où chaque occurrence d’une partie est remplacée par un autre texte.',
  },
  REPLICATE: { en: 'The text repeated so many times.', fr: 'Le texte répété tant de fois.' },
  REVERSE: { en: 'The characters in reverse order.', fr: 'Les caractères dans l’ordre inverse.' },
  RIGHT: { en: 'So many characters from the right.', fr: 'Tant de caractères à partir de la droite.' },
  RTRIM: { en: 'The text without trailing spaces.', fr: 'Le texte sans les espaces de la fin.' },
  SUBSTRING: {
    en: 'So many characters from a position on, which counts from 1.',
    fr: 'Tant de caractères à partir d’une position, comptée à partir de 1.',
  },
  TOKEN: {
    en: 'One of the parts between delimiters, counted from 1.',
    fr: 'Une des parties entre délimiteurs, comptée à partir de 1.',
  },
  TOKENCOUNT: { en: 'The number of parts between delimiters.', fr: 'Le nombre de parties entre délimiteurs.' },
  TRIM: { en: 'The text without leading and trailing spaces.', fr: 'Le texte sans les espaces du début et de la fin.' },
  UPPER: { en: 'The text in upper case.', fr: 'Le texte en majuscules.' },

  DATEADD: {
    en: 'A date with so many days, months … added.',
    fr: 'Une date à laquelle on ajoute tant de jours, de mois…',
  },
  DATEDIFF: {
    en: 'How many borders of days, months … lie between two dates.',
    fr: 'Combien de limites de jours, de mois… séparent deux dates.',
  },
  DATEPART: { en: 'A part of a date as a number.', fr: 'Une partie d’une date sous forme de nombre.' },
  DAY: { en: 'The day of the month.', fr: 'Le jour du mois.' },
  GETDATE: { en: 'The date and time of this computer.', fr: 'La date et l’heure de cet ordinateur.' },
  GETUTCDATE: { en: 'The date and time in UTC.', fr: 'La date et l’heure en UTC.' },
  MONTH: { en: 'The month as a number.', fr: 'Le mois sous forme de nombre.' },
  YEAR: { en: 'The year as a number.', fr: 'L’année sous forme de nombre.' },

  ISNULL: { en: 'True when the value is NULL.', fr: 'True quand la valeur est NULL.' },
  REPLACENULL: {
    en: 'The second value where the first one is NULL.',
    fr: 'La seconde valeur quand la première est NULL.',
  },
  nullOf: { en: 'NULL of the type {type}.', fr: 'NULL du type {type}.' },
  castTo: { en: 'Converts what follows to {type}.', fr: 'Convertit ce qui suit en {type}.' },

  group: { en: 'What stands between them is evaluated first.', fr: 'Ce qui est entre elles est évalué d’abord.' },
  add: { en: 'Adds two numbers.', fr: 'Additionne deux nombres.' },
  concatenate: { en: 'Joins two texts.', fr: 'Réunit deux textes.' },
  subtract: { en: 'Subtracts the second number from the first one.', fr: 'Soustrait le second nombre du premier.' },
  negate: { en: 'Changes the sign of a number.', fr: 'Change le signe d’un nombre.' },
  multiply: { en: 'Multiplies two numbers.', fr: 'Multiplie deux nombres.' },
  divide: { en: 'Divides the first number by the second one.', fr: 'Divise le premier nombre par le second.' },
  modulo: { en: 'The rest of a division of whole numbers.', fr: 'Le reste d’une division de nombres entiers.' },
  or: { en: 'True when one of the two is True.', fr: 'True quand l’un des deux est True.' },
  and: { en: 'True when both are True.', fr: 'True quand les deux sont True.' },
  equal: { en: 'True when both are equal.', fr: 'True quand les deux sont égaux.' },
  unequal: { en: 'True when they are not equal.', fr: 'True quand ils ne sont pas égaux.' },
  greater: { en: 'True when the first one is greater.', fr: 'True quand le premier est plus grand.' },
  less: { en: 'True when the first one is less.', fr: 'True quand le premier est plus petit.' },
  greaterOrEqual: {
    en: 'True when the first one is greater or both are equal.',
    fr: 'True quand le premier est plus grand ou que les deux sont égaux.',
  },
  lessOrEqual: {
    en: 'True when the first one is less or both are equal.',
    fr: 'True quand le premier est plus petit ou que les deux sont égaux.',
  },
  bitAnd: { en: 'AND of the bits of two whole numbers.', fr: 'ET des bits de deux nombres entiers.' },
  bitOr: { en: 'OR of the bits of two whole numbers.', fr: 'OU des bits de deux nombres entiers.' },
  bitXor: { en: 'Exclusive OR of the bits of two whole numbers.', fr: 'OU exclusif des bits de deux nombres entiers.' },
  bitNot: { en: 'All bits of a whole number turned over.', fr: 'Tous les bits d’un nombre entier inversés.' },
  not: { en: 'True becomes False, and False True.', fr: 'True devient False, et False True.' },
  conditional: {
    en: 'The first value when the condition is True, else the second one.',
    fr: 'La première valeur quand la condition est True, sinon la seconde.',
  },
})
