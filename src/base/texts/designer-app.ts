import { speaker } from '../text.js'

/** What the page says around the packages. */
export const pageText = speaker({
  badAnswer: {
    en: 'the designer’s server gave an answer that cannot be read (status {status})',
    fr: 'le serveur du concepteur a donné une réponse illisible (état {status})',
  },
  noServer: { en: 'the designer’s server cannot be reached', fr: 'le serveur du concepteur est injoignable' },
})
