import { speaker } from '../text.js'

/** What the MOF reader says to people. */
export const mofText = speaker({
  character: { en: 'the character "{char}" has no meaning here', fr: 'le caractère « {char} » n’a pas de sens ici' },
  openComment: { en: 'the comment is not closed with */', fr: 'le commentaire n’est pas fermé par */' },
  openQuote: {
    en: 'the text is not closed with {quote} before the end of its line',
    fr: 'le texte n’est pas fermé par {quote} avant la fin de sa ligne',
  },
  escape: { en: 'the escape sequence {char} does not exist', fr: 'la séquence d’échappement {char} n’existe pas' },
  escapeHint: {
    en: 'Write \\\\ for a backslash; the sequences are \\b \\t \\n \\f \\r \\" \\\' \\\\ and \\x with one to four hexadecimal digits',
    fr: 'Écrivez \\\\ pour une barre oblique inverse ; les séquences sont \\b \\t \\n \\f \\r \\" \\\' \\\\ et \\x suivi d’un à quatre chiffres hexadécimaux',
  },
  char: {
    en: 'single quotes hold exactly one character',
    fr: 'les apostrophes entourent exactement un caractère',
  },
  number: { en: '"{text}" is not a number', fr: '« {text} » n’est pas un nombre' },
  numberHint: {
    en: 'Whole numbers are decimal, hexadecimal (0x1F), octal (017) or binary (101b); reals have a point or an exponent',
    fr: 'Les entiers sont décimaux, hexadécimaux (0x1F), octaux (017) ou binaires (101b) ; les réels ont un point ou un exposant',
  },
  expected: { en: 'expected {expected}, found {found}', fr: 'attendu : {expected} ; trouvé : {found}' },
  or: { en: ' or ', fr: ' ou ' },
  end: { en: 'the end of the text', fr: 'la fin du texte' },
  theText: { en: 'the text "{text}"', fr: 'le texte « {text} »' },
  theNumber: { en: 'the number {text}', fr: 'le nombre {text}' },
  className: { en: 'a class name', fr: 'un nom de classe' },
  propertyName: { en: 'a property name', fr: 'un nom de propriété' },
  featureName: { en: 'the name of a property or method', fr: 'le nom d’une propriété ou d’une méthode' },
  parameterName: { en: 'a parameter name', fr: 'un nom de paramètre' },
  qualifierName: { en: 'a qualifier name', fr: 'un nom de qualificateur' },
  directive: { en: 'pragma or include', fr: 'pragma ou include' },
  pragmaName: { en: 'the name of a pragma', fr: 'le nom d’un pragma' },
  pragmaArgument: { en: 'an argument of the pragma', fr: 'un argument du pragma' },
  fileName: { en: 'a file name between quotes', fr: 'un nom de fichier entre guillemets' },
  item: {
    en: 'a class, an instance, a qualifier or a pragma',
    fr: 'une classe, une instance, un qualificateur ou un pragma',
  },
  classOrInstance: { en: '"class" or "instance"', fr: '« class » ou « instance »' },
  type: { en: 'a type', fr: 'un type' },
  propertyType: {
    en: 'a property type ("void" is for methods)',
    fr: 'un type de propriété (« void » sert aux méthodes)',
  },
  alias: { en: 'an alias such as $Name', fr: 'un alias tel que $Nom' },
  bound: { en: 'a number of elements', fr: 'un nombre d’éléments' },
  value: {
    en: 'a value: a text, a number, TRUE, FALSE, NULL, an alias or an instance',
    fr: 'une valeur : un texte, un nombre, TRUE, FALSE, NULL, un alias ou une instance',
  },
  qualifierValue: {
    en: 'a qualifier value: TRUE, FALSE, a number or a text',
    fr: 'une valeur de qualificateur : TRUE, FALSE, un nombre ou un texte',
  },
  flavor: { en: 'a flavor: {names}', fr: 'une saveur : {names}' },
  typeOrFlavor: { en: 'a type or a flavor: {names}', fr: 'un type ou une saveur : {names}' },
  scopeOrFlavor: { en: '"Scope" or "Flavor"', fr: '« Scope » ou « Flavor »' },
  scopeName: { en: 'the name of a scope', fr: 'le nom d’une portée' },
  twice: { en: '{name} is given twice', fr: '{name} figure deux fois' },
  mixedQualifier: {
    en: 'the values of a qualifier have one type',
    fr: 'les valeurs d’un qualificateur ont un seul type',
  },
  qualifierRange: {
    en: 'the number {value} is too large for a qualifier',
    fr: 'le nombre {value} est trop grand pour un qualificateur',
  },
  qualifierRangeHint: { en: 'Write it as a text between quotes', fr: 'Écrivez-le comme un texte entre guillemets' },
  nested: {
    en: 'instances are nested more than {limit} deep',
    fr: 'les instances sont imbriquées sur plus de {limit} niveaux',
  },
  includeDepth: {
    en: 'files include each other more than {limit} deep',
    fr: 'les fichiers s’incluent sur plus de {limit} niveaux',
  },
  includeCount: { en: 'more than {limit} files are included', fr: 'plus de {limit} fichiers sont inclus' },
})
