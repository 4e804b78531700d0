import { speaker } from '../text.js'
import { packageCodes } from './ssis-codes.js'
import { engineCodeHints, engineCodeTexts } from './ssis-codes-engine.js'
import { expressionCodeHints, expressionCodeTexts } from './ssis-codes-expression.js'
import { loggingCodeHints, loggingCodeTexts } from './ssis-codes-logging.js'
import { protectionCodeHints, protectionCodeTexts } from './ssis-codes-protection.js'
import { taskCodeHints, taskCodeTexts } from './ssis-codes-task.js'
import { webServiceCodeHints, webServiceCodeTexts } from './ssis-codes-web-service.js'
import { courseCodes } from './ssis-names.js'
import { taskCodes } from './ssis-tasks.js'

/** What the documented DTS codes say, by symbol. */
export const dtsText = speaker({
  ...engineCodeTexts,
  ...expressionCodeTexts,
  ...loggingCodeTexts,
  ...protectionCodeTexts,
  ...taskCodeTexts,
  ...webServiceCodeTexts,
  ...packageCodes,
  ...courseCodes,
  ...taskCodes,
})

/** What a person can do about a documented code. A hint may use the parameters of its text. */
export const dtsHint = {
  ...engineCodeHints,
  ...expressionCodeHints,
  ...loggingCodeHints,
  ...protectionCodeHints,
  ...taskCodeHints,
  ...webServiceCodeHints,
  DTS_E_CONNECTIONOFFLINE: {
    en: 'Set OfflineMode of the package to False to connect',
    fr: 'Définissez OfflineMode du package sur False pour vous connecter',
  },
  DTS_E_CONNECTIONNOTFOUND: {
    en: 'Use the name or the ID of a connection manager of this package',
    fr: 'Utilisez le nom ou l’ID d’un gestionnaire de connexions de ce package',
  },
  DTS_E_UNKNOWNCONNECTIONMANAGERTYPE: {
    en: 'Use a documented type such as WMI, FILE or FLATFILE',
    fr: 'Utilisez un type documenté tel que WMI, FILE ou FLATFILE',
  },
  DTS_E_BEGINTRANSACTION: {
    en: 'Set TransactionOption to Supported or NotSupported',
    fr: 'Définissez TransactionOption sur Supported ou NotSupported',
  },
  DTS_E_LOADCHECKPOINT: {
    en: 'Set CheckpointUsage to Never, or move the file away',
    fr: 'Définissez CheckpointUsage sur Never, ou déplacez le fichier',
  },
  DTS_E_PERSISTENCEERROR: {
    en: 'Correct the value in the package file, or set the property anew',
    fr: 'Corrigez la valeur dans le fichier du package, ou redéfinissez la propriété',
  },
  DTS_E_PACKAGEPASSWORD: {
    en: 'Give the password with which the package was saved',
    fr: 'Donnez le mot de passe avec lequel le package a été enregistré',
  },
  DTS_E_AMBIGUOUSVARIABLENAME: {
    en: 'Write the name with its namespace, such as User::{name}',
    fr: 'Écrivez le nom avec son espace de noms, par exemple User::{name}',
  },
  DTS_E_WMIDRTASK_MISSINGWQLQUERY: {
    en: 'Set WqlQuerySource; with a file or a variable as source, that must hold a query',
    fr: 'Définissez WqlQuerySource ; si la source est un fichier ou une variable, une requête doit s’y trouver',
  },
  DTS_E_WMIDRTASK_DESTINATIONMUSTBESET: {
    en: 'Set Destination to a FILE connection manager or a variable',
    fr: 'Définissez Destination : un gestionnaire de connexions FILE ou une variable',
  },
  DTS_E_WMIDRTASK_MISSINGCONNECTION: {
    en: 'Set WmiConnection to a connection manager of type WMI',
    fr: 'Définissez WmiConnection : un gestionnaire de connexions de type WMI',
  },
  DTS_E_WMIDRTASK_FILEALREADYEXISTS: {
    en: 'Set OverwriteDestination to OverwriteDestination or AppendToDestination, or move the file away',
    fr: 'Définissez OverwriteDestination sur OverwriteDestination ou AppendToDestination, ou déplacez le fichier',
  },
  DTS_E_WMIDRTASK_CANTWRITETOVAR: {
    en: 'Set OverwriteDestination to OverwriteDestination or AppendToDestination, or empty the variable',
    fr: 'Définissez OverwriteDestination sur OverwriteDestination ou AppendToDestination, ou videz la variable',
  },
  DTS_E_WMIDRTASK_CONNECTIONMANAGEREMPTY: {
    en: 'Set its ConnectionString to the path of a file',
    fr: 'Définissez son ConnectionString : le chemin d’un fichier',
  },
} as const
