import { speaker } from '../text.js'

/** What `src/cim/xml` says to people. */
export const cimXmlText = speaker({
  noClass: {
    en: '<{element}> is no class declaration in CIM-XML',
    fr: '<{element}> n’est pas une déclaration de classe en CIM-XML',
  },
  noInstance: { en: '<{element}> is no instance in CIM-XML', fr: '<{element}> n’est pas une instance en CIM-XML' },
  noName: {
    en: 'a <{element}> of the declaration of {class} has no name',
    fr: 'un <{element}> de la déclaration de {class} n’a pas de nom',
  },
  badType: {
    en: '{class} declares {property} with the type "{type}", which CIM does not know',
    fr: '{class} déclare {property} avec le type « {type} », inconnu de CIM',
  },
  badValue: {
    en: '{class} gives {property} a value that is not of its type: {reason}',
    fr: '{class} donne à {property} une valeur qui n’est pas de son type : {reason}',
  },
  hint: {
    en: 'The server sent a declaration that does not follow CIM-XML (DSP0201); report it with a trace of the exchange',
    fr: 'Le serveur a envoyé une déclaration qui ne suit pas CIM-XML (DSP0201) ; signalez-le avec une trace de l’échange',
  },
})
