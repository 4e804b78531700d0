import { speaker } from '../text.js'

/** What the designer says of packages that run. */
export const designerRunText = speaker({
  trustNeeded: {
    en: 'a package is code, and the folder {folder} is not trusted yet',
    fr: 'un package est du code, et le dossier {folder} n’est pas encore approuvé',
  },
  trustNeededHint: {
    en: 'Trust the folder if you know where its packages come from',
    fr: 'Approuvez le dossier si vous savez d’où viennent ses packages',
  },
  alreadyRunning: {
    en: '“{name}” is running already',
    fr: '« {name} » est déjà en cours d’exécution',
  },
  alreadyRunningHint: {
    en: 'Wait for its end, or cancel it',
    fr: 'Attendez sa fin, ou annulez-la',
  },
  secretNeeded: {
    en: 'the connection manager “{name}” needs a password for {user} on {server}',
    fr: 'le gestionnaire de connexions « {name} » a besoin d’un mot de passe pour {user} sur {server}',
  },
  onlyNothing: {
    en: 'nothing was chosen that can run by itself',
    fr: 'rien de ce qui est choisi ne peut s’exécuter seul',
  },
  onlyNothingHint: {
    en: 'Choose tasks or containers outside of event handlers',
    fr: 'Choisissez des tâches ou des conteneurs hors des gestionnaires d’événements',
  },
  noReport: { en: 'this run is no longer kept', fr: 'cette exécution n’est plus conservée' },
  noTable: {
    en: 'this table is no longer kept: only those of the last {count} runs of a package are',
    fr: 'cette table n’est plus conservée : seules le sont celles des {count} dernières exécutions d’un package',
  },
  runAgain: { en: 'Run the package again', fr: 'Exécutez le package à nouveau' },
  tableInVariable: { en: '{task}: {variable}', fr: '{task} : {variable}' },
  tableInFile: { en: '{task}: {file}', fr: '{task} : {file}' },
  columnName: { en: 'Property', fr: 'Propriété' },
  columnValue: { en: 'Value', fr: 'Valeur' },
  columnNumber: { en: 'Column {number}', fr: 'Colonne {number}' },
  wordTable: { en: 'table of {rows} {rows:row|rows}', fr: 'table de {rows} {rows:ligne|lignes}' },
  wordObject: { en: 'object ({type})', fr: 'objet ({type})' },
  cut: { en: '… ({count} more {count:character|characters})', fr: '… ({count} {count:caractère|caractères} de plus)' },
})
