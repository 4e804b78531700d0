import { speaker } from '../text.js'

/** The window of parameters. */
export const parameterText = speaker({
  tab: { en: 'Parameters', fr: 'Paramètres' },
  title: { en: 'Parameters of the package', fr: 'Paramètres du package' },
  projectTitle: { en: 'Parameters of the project', fr: 'Paramètres du projet' },
  projectText: { en: 'They are edited in the project.', fr: 'Ils se modifient dans le projet.' },
  add: { en: 'Add a parameter', fr: 'Ajouter un paramètre' },
  remove: { en: 'Delete {name}', fr: 'Supprimer {name}' },
  name: { en: 'Name', fr: 'Nom' },
  type: { en: 'Data type', fr: 'Type de données' },
  value: { en: 'Value', fr: 'Valeur' },
  sensitive: { en: 'Sensitive', fr: 'Sensible' },
  required: { en: 'Required', fr: 'Obligatoire' },
  description: { en: 'Description', fr: 'Description' },
  of: { en: '{column} of {name}', fr: '{column} de {name}' },
  hidden: { en: '(sensitive)', fr: '(sensible)' },
  hiddenText: {
    en: 'The value of a sensitive parameter is given when the package runs.',
    fr: 'La valeur d’un paramètre sensible est donnée à l’exécution du package.',
  },
  yes: { en: 'Yes', fr: 'Oui' },
  no: { en: 'No', fr: 'Non' },
  none: { en: 'No parameters yet', fr: 'Aucun paramètre pour l’instant' },
  noneText: {
    en: 'Whoever runs the package gives their values: wmilink run --parameter NAME=VALUE.',
    fr: 'Qui exécute le package donne leurs valeurs : wmilink run --parameter NOM=VALEUR.',
  },
  newName: { en: 'Parameter', fr: 'Paramètre' },
})
