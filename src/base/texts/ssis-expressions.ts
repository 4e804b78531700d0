import { speaker } from '../text.js'

/** What the expression evaluator says beyond the documented codes. */
export const expressionText = speaker({
  at: { en: '{text} (line {line}, character {column})', fr: '{text} (ligne {line}, caractère {column})' },
  tooLong: {
    en: 'it has more than {limit} characters',
    fr: 'elle dépasse {limit} caractères',
  },
  tooDeep: {
    en: 'it is nested more than {limit} levels deep',
    fr: 'elle est imbriquée sur plus de {limit} niveaux',
  },
  operand: { en: 'an operand', fr: 'un opérande' },
  quote: { en: 'a closing quotation mark', fr: 'un guillemet fermant' },
  bracket: { en: 'the bracket "]"', fr: 'le crochet « ] »' },
  variableName: { en: 'the name of a variable', fr: 'le nom d’une variable' },
  columnName: { en: 'the name of a column', fr: 'le nom d’une colonne' },
  typeName: { en: 'the name of a data type', fr: 'le nom d’un type de données' },
  symbol: { en: '"{symbol}"', fr: '« {symbol} »' },
  emptySearch: { en: 'the text to search for is empty', fr: 'le texte à chercher est vide' },
  negativeLength: { en: 'the length {length} is negative', fr: 'la longueur {length} est négative' },
  sensitive: {
    en: 'it is a sensitive parameter, which only secret properties may use',
    fr: 'c’est un paramètre sensible, réservé aux propriétés secrètes',
  },
  notBoolean: {
    en: 'the expression gives {type} instead of True or False',
    fr: 'l’expression donne {type} au lieu de True ou False',
  },
})
