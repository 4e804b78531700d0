import { speaker } from '../text.js'

/** What the WMI Data Reader task says beyond the documented codes. */
export const readerText = speaker({
  noRows: { en: 'the query gave no rows: {query}', fr: 'la requête n’a donné aucune ligne : {query}' },
  leftOut: {
    en: 'the table has the columns of the first instance; other instances also had {names}, which were left out',
    fr: 'la table a les colonnes de la première instance ; d’autres instances avaient aussi {names}, laissées de côté',
  },
  leftOutHint: {
    en: 'Select these properties by name, or use the output type PropertyNameAndValue',
    fr: 'Sélectionnez ces propriétés par leur nom, ou utilisez le type de sortie PropertyNameAndValue',
  },
  asking: {
    en: '{connection} (\\\\{server}\\{namespace}): {query}',
    fr: '{connection} (\\\\{server}\\{namespace}) : {query}',
  },
  toFile: { en: '{rows} instances written to {path}', fr: 'instances écrites dans {path} : {rows}' },
  toVariable: {
    en: '{rows} instances written to the variable {name}',
    fr: 'instances écrites dans la variable {name} : {rows}',
  },
  read: { en: '{count} instances read', fr: 'instances lues : {count}' },
  reading: { en: 'reading WMI data from {connection}', fr: 'lecture de données WMI via {connection}' },
  folderUsage: {
    en: 'FileUsageType of the connection manager "{name}" says folder: set it to CreateFile (1) or FileExists (0)',
    fr: 'FileUsageType du gestionnaire de connexions « {name} » indique un dossier : définissez-le sur CreateFile (1) ou FileExists (0)',
  },
  existingUsage: {
    en: 'FileUsageType of the connection manager says that the file exists: create it, or set FileUsageType to CreateFile (1)',
    fr: 'FileUsageType du gestionnaire de connexions indique un fichier existant : créez-le, ou définissez FileUsageType sur CreateFile (1)',
  },
  queryTooLong: {
    en: 'the file "{path}" has more than {limit} bytes: it is no WQL query',
    fr: 'le fichier « {path} » dépasse {limit} octets : ce n’est pas une requête WQL',
  },
  cannotRead: {
    en: 'the file "{path}" cannot be read: {reason}',
    fr: 'le fichier « {path} » ne peut pas être lu : {reason}',
  },
  queryFileHint: { en: 'Put the query into a file', fr: 'Mettez la requête dans un fichier' },
  cannotWrite: {
    en: 'the file "{path}" cannot be written: {reason}',
    fr: 'le fichier « {path} » ne peut pas être écrit : {reason}',
  },
  cannotWriteHint: {
    en: 'Choose another path with --connection, or map the drive with --drive',
    fr: 'Choisissez un autre chemin avec --connection, ou associez le lecteur avec --drive',
  },
  noTable: {
    en: 'the variable "{name}" holds something to which {what} cannot be appended',
    fr: 'la variable « {name} » contient une valeur à laquelle on ne peut pas ajouter {what}',
  },
  aTable: { en: 'a data table', fr: 'une table de données' },
  aText: { en: 'text', fr: 'du texte' },
  noTableHint: {
    en: 'Empty the variable, or set OverwriteDestination to OverwriteDestination',
    fr: 'Videz la variable, ou définissez OverwriteDestination sur OverwriteDestination',
  },
})
