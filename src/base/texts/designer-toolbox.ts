import { speaker } from '../text.js'

/** What things of the toolbox do, by their stock names and types. */
export const toolboxText = speaker({
  WmiDataReaderTask: {
    en: 'Asks a WMI server a WQL question and writes the answer to a file or a variable',
    fr: 'Pose une question WQL à un serveur WMI et écrit la réponse dans un fichier ou une variable',
  },
  WmiEventWatcherTask: {
    en: 'Waits for events of a WMI server, such as a new file or a stopped service',
    fr: 'Attend des événements d’un serveur WMI, comme un nouveau fichier ou un service arrêté',
  },
  WebServiceTask: {
    en: 'Calls a method of a web service, or of a WMI class, and keeps the result',
    fr: 'Appelle une méthode d’un service Web, ou d’une classe WMI, et garde le résultat',
  },
  ExpressionTask: {
    en: 'Evaluates an expression and assigns it to a variable',
    fr: 'Évalue une expression et l’affecte à une variable',
  },
  ExecuteProcessTask: { en: 'Runs a program', fr: 'Exécute un programme' },
  FileSystemTask: {
    en: 'Copies, moves, renames and deletes files and folders',
    fr: 'Copie, déplace, renomme et supprime des fichiers et des dossiers',
  },
  ExecutePackageTask: { en: 'Runs another package', fr: 'Exécute un autre package' },
  PipelineTask: {
    en: 'A data flow: kept with every byte; only an empty one runs here',
    fr: 'Un flux de données : conservé octet par octet ; seul un flux vide s’exécute ici',
  },
  SEQUENCE: { en: 'Groups tasks that belong together', fr: 'Regroupe des tâches qui vont ensemble' },
  FORLOOP: {
    en: 'Repeats its tasks as long as an expression is true',
    fr: 'Répète ses tâches tant qu’une expression est vraie',
  },
  FOREACHLOOP: {
    en: 'Repeats its tasks for each file, row or value of a list',
    fr: 'Répète ses tâches pour chaque fichier, ligne ou valeur d’une liste',
  },
  WMI: { en: 'A WMI server and a namespace on it', fr: 'Un serveur WMI et un espace de noms sur celui-ci' },
  FILE: { en: 'A file or a folder', fr: 'Un fichier ou un dossier' },
  FLATFILE: { en: 'A text file with columns', fr: 'Un fichier texte à colonnes' },
  HTTP: { en: 'A web server', fr: 'Un serveur Web' },
})
