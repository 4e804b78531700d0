import { speaker } from '../text.js'

/** Words of the page's controls. */
export const uiText = speaker({
  close: { en: 'Close', fr: 'Fermer' },
  cancel: { en: 'Cancel', fr: 'Annuler' },
  dismiss: { en: 'Dismiss', fr: 'Écarter' },
  messages: { en: 'Messages', fr: 'Messages' },
  showList: { en: 'Show the list', fr: 'Afficher la liste' },
  loading: { en: 'Loading…', fr: 'Chargement…' },
  nothingFound: { en: 'Nothing found', fr: 'Rien trouvé' },
})
