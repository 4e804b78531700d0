import { speaker } from '../text.js'

/** What `src/xml` says to people. */
export const xmlText = speaker({
  expected: {
    en: '{found} where {expected} was expected',
    fr: '{found} au lieu de {expected}',
  },
  foundEnd: { en: 'the end of the text', fr: 'la fin du texte' },
  foundText: { en: '"{text}"', fr: '« {text} »' },
  wantRoot: { en: 'a root element', fr: 'un élément racine' },
  wantRootHint: {
    en: 'It is no XML document, such as a .dtsx file, or it was cut off',
    fr: 'Ce n’est pas un document XML, tel qu’un fichier .dtsx, ou il a été tronqué',
  },
  wantName: { en: 'a name', fr: 'un nom' },
  wantAttribute: { en: 'an attribute, ">" or "/>"', fr: 'un attribut, « > » ou « /> »' },
  wantSpace: { en: 'white space, ">" or "/>"', fr: 'un blanc, « > » ou « /> »' },
  wantEquals: { en: '"=" after the attribute {name}', fr: '« = » après l’attribut {name}' },
  wantQuote: {
    en: 'a quoted value for the attribute {name}',
    fr: 'une valeur entre guillemets pour l’attribut {name}',
  },
  wantClosing: { en: '"{closing}"', fr: '« {closing} »' },
  wantNothing: { en: 'nothing but comments', fr: 'rien d’autre que des commentaires' },
  unclosed: {
    en: 'the {what} that starts here is not closed by {closing}',
    fr: '{what} commence ici sans être fermé par {closing}',
  },
  whatComment: { en: 'comment', fr: 'le commentaire' },
  whatCdata: { en: 'CDATA section', fr: 'la section CDATA' },
  whatInstruction: { en: 'processing instruction', fr: 'l’instruction de traitement' },
  whatTag: { en: 'tag', fr: 'la balise' },
  whatValue: { en: 'attribute value', fr: 'la valeur d’attribut' },
  elementOpen: {
    en: 'the element <{name}> of line {line} is not closed before the end of the text',
    fr: 'l’élément <{name}> de la ligne {line} n’est pas fermé avant la fin du texte',
  },
  wrongClosing: {
    en: '</{found}> closes nothing; </{name}>, opened in line {line}, was expected',
    fr: '</{found}> ne ferme rien ; </{name}>, ouvert à la ligne {line}, était attendu',
  },
  doctype: {
    en: 'document type definitions (<!DOCTYPE …>) are not read here: no entity is defined and nothing outside the file is opened',
    fr: 'les définitions de type de document (<!DOCTYPE …>) ne sont pas lues ici : aucune entité n’est définie et rien hors du fichier n’est ouvert',
  },
  doctypeHint: { en: 'Remove the DOCTYPE from the file', fr: 'Retirez le DOCTYPE du fichier' },
  reference: {
    en: '"{text}" is not a character reference that XML knows; only &lt; &gt; &amp; &quot; &apos; and &#number; are read',
    fr: '« {text} » n’est pas une référence de caractère connue de XML ; seules &lt; &gt; &amp; &quot; &apos; et &#nombre; sont lues',
  },
  ampersand: {
    en: '"&" starts no character reference; write it as &amp;',
    fr: '« & » ne commence aucune référence de caractère ; écrivez &amp;',
  },
  lessThan: {
    en: '"<" inside the value of the attribute {name}; write it as &lt;',
    fr: '« < » dans la valeur de l’attribut {name} ; écrivez &lt;',
  },
  duplicateAttribute: {
    en: 'the attribute {name} stands twice in <{element}>',
    fr: 'l’attribut {name} figure deux fois dans <{element}>',
  },
  sameAttribute: {
    en: 'the attribute {name} of <{element}> is {other} once more: both prefixes stand for the namespace {namespace}',
    fr: 'l’attribut {name} de <{element}> répète {other} : les deux préfixes désignent l’espace de noms {namespace}',
  },
  prefix: {
    en: 'the prefix "{prefix}" of {name} is not declared by an xmlns:{prefix} attribute',
    fr: 'le préfixe « {prefix} » de {name} n’est déclaré par aucun attribut xmlns:{prefix}',
  },
  noPrefix: {
    en: 'no prefix is declared here for the namespace {namespace}, so nothing of it can be written',
    fr: 'aucun préfixe n’est déclaré ici pour l’espace de noms {namespace} : aucun de ses noms ne peut être écrit',
  },
  emptyPrefix: {
    en: 'xmlns:{prefix} must not be empty',
    fr: 'xmlns:{prefix} ne doit pas être vide',
  },
  badName: { en: '"{name}" is not an XML name', fr: '« {name} » n’est pas un nom XML' },
  badCharacter: {
    en: 'the character U+{code} is not allowed in XML',
    fr: 'le caractère U+{code} n’est pas permis en XML',
  },
  badCharacterIn: {
    en: 'the value for {name} contains the character U+{code}, which XML cannot carry',
    fr: 'la valeur de {name} contient le caractère U+{code}, que XML ne peut pas transporter',
  },
  badCharacterHint: {
    en: 'Remove control characters and unpaired surrogates from the value',
    fr: 'Retirez de la valeur les caractères de contrôle et les demi-codets isolés',
  },
  commentDashes: { en: '"--" inside a comment', fr: '« -- » dans un commentaire' },
  cdataEnd: { en: '"]]>" outside a CDATA section', fr: '« ]]> » hors d’une section CDATA' },
  instructionName: {
    en: 'an XML declaration may stand only at the very start',
    fr: 'une déclaration XML ne peut figurer qu’au tout début',
  },
  noVersion: {
    en: 'the XML declaration does not say its version',
    fr: 'la déclaration XML n’indique pas sa version',
  },
  noVersionHint: {
    en: 'Begin the file with <?xml version="1.0"?>',
    fr: 'Commencez le fichier par <?xml version="1.0"?>',
  },
  tooDeep: {
    en: 'elements are nested more than {depth} deep',
    fr: 'les éléments sont imbriqués sur plus de {depth} niveaux',
  },
  empty: { en: 'the text is empty', fr: 'le texte est vide' },
  badUtf8: {
    en: 'the bytes at offset {offset} are not valid UTF-8',
    fr: 'les octets à la position {offset} ne sont pas de l’UTF-8 valide',
  },
  badUtf16: {
    en: 'the bytes at offset {offset} are not valid UTF-16',
    fr: 'les octets à la position {offset} ne sont pas de l’UTF-16 valide',
  },
  badUtf8Hint: {
    en: 'Save the file as UTF-8, or with the encoding that its first line names',
    fr: 'Enregistrez le fichier en UTF-8, ou dans le codage que nomme sa première ligne',
  },
  utf32: { en: 'the text is in UTF-32', fr: 'le texte est en UTF-32' },
  encoding: {
    en: 'the encoding "{encoding}" that the first line names is not read here',
    fr: 'le codage « {encoding} » que nomme la première ligne n’est pas lu ici',
  },
  encodingMismatch: {
    en: 'the first line names the encoding "{encoding}", but the bytes are {actual}',
    fr: 'la première ligne nomme le codage « {encoding} », mais les octets sont en {actual}',
  },
  encodingHint: {
    en: 'Save the file as UTF-8 or as UTF-16 with a byte order mark',
    fr: 'Enregistrez le fichier en UTF-8, ou en UTF-16 avec une marque d’ordre des octets',
  },
})
