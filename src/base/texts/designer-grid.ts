import { speaker } from '../text.js'

/** Tables of rows and their charts. */
export const gridText = speaker({
  filter: { en: 'Filter: text, or Size > 100', fr: 'Filtrer : texte, ou Size > 100' },
  export: { en: 'CSV', fr: 'CSV' },
  exportHint: { en: 'Save the rows shown as CSV', fr: 'Enregistrer les lignes affichées en CSV' },
  exportJson: { en: 'JSON', fr: 'JSON' },
  exportJsonHint: { en: 'Save the rows shown as JSON', fr: 'Enregistrer les lignes affichées en JSON' },
  chart: { en: 'Chart', fr: 'Graphique' },
  shown: { en: '{count} of {all} {all:row|rows}', fr: '{count} sur {all} {all:ligne|lignes}' },
  nothing: { en: 'null', fr: 'null' },
  keys: {
    en: 'Arrow keys go through the cells; on the header Enter sorts and Alt with arrow keys sets the width; Ctrl+C copies.',
    fr: 'Les flèches parcourent les cellules ; sur l’en-tête, Entrée trie et Alt avec les flèches règle la largeur ; Ctrl+C copie.',
  },
  sortBy: { en: 'Sort by {name}', fr: 'Trier par {name}' },
  copied: { en: 'Copied', fr: 'Copié' },
  axis: { en: 'Below', fr: 'En abscisse' },
  rowNumber: { en: 'Row number', fr: 'Numéro de ligne' },
  drawn: { en: 'Lines', fr: 'Courbes' },
  summary: { en: 'What the chart shows', fr: 'Ce que montre le graphique' },
  column: { en: 'Column', fr: 'Colonne' },
  least: { en: 'Least', fr: 'Minimum' },
  most: { en: 'Most', fr: 'Maximum' },
  mean: { en: 'Mean', fr: 'Moyenne' },
})
