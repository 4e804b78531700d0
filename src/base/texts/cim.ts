import { speaker } from '../text.js'

/** What `src/cim` says to people. */
export const cimText = speaker({
  typeMismatch: {
    en: '{value} is not a value of type {type}',
    fr: '{value} n’est pas une valeur de type {type}',
  },
})
