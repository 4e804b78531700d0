import { speaker } from '../text.js'

/** What `src/wsman/values` and `src/wsman/rows` say to people. */
export const wsmanValueText = speaker({
  at: { en: '{class}.{property}: {why}', fr: '{class}.{property} : {why}' },
  atRow: {
    en: '{class}.{property} in row {row} of the page: {why}',
    fr: '{class}.{property} dans la ligne {row} de la page : {why}',
  },
  hint: {
    en: 'The server sent a value that its class does not allow; leave the property out of the SELECT list',
    fr: 'Le serveur a envoyé une valeur que sa classe n’admet pas ; omettez la propriété de la liste SELECT',
  },
  several: {
    en: 'there are {count} values where the class declares one',
    fr: '{count} valeurs sont données là où la classe en déclare une',
  },
  noObject: {
    en: 'there is no object of a class that is named',
    fr: 'il n’y a pas d’objet dont la classe est nommée',
  },
  noReference: {
    en: 'there is neither an object path nor an endpoint reference',
    fr: 'il n’y a ni chemin d’objet ni référence de point de terminaison',
  },
  nested: {
    en: 'objects are embedded in one another more than {depth} deep',
    fr: 'les objets sont incorporés les uns dans les autres sur plus de {depth} niveaux',
  },
})
