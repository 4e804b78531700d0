import { speaker } from '../text.js'

/** What validation says about queries that can be better. */
export const adviceText = speaker({
  comment: {
    en: 'the query has a comment, which WQL does not know: it will fail when the task runs',
    fr: 'la requête contient un commentaire, que WQL ne connaît pas : elle échouera à l’exécution de la tâche',
  },
  semicolon: {
    en: 'the query ends with a semicolon, which WQL does not know: it will fail when the task runs',
    fr: 'la requête se termine par un point-virgule, que WQL ne connaît pas : elle échouera à l’exécution de la tâche',
  },
  backslash: {
    en: 'the query has single backslashes in a string, where they must be doubled: it will fail when the task runs',
    fr: 'la requête a des barres obliques inverses simples dans une chaîne, où il faut les doubler : elle échouera à l’exécution de la tâche',
  },
  placeholder: {
    en: 'the query has a placeholder (?), and WQL has no parameters: it will fail when the task runs',
    fr: 'la requête contient un paramètre (?), et WQL n’en connaît pas : elle échouera à l’exécution de la tâche',
  },
  placeholderHint: {
    en: 'Build the text in a variable with EvaluateAsExpression, and set WqlQuerySourceType to Variable (2)',
    fr: 'Composez le texte dans une variable avec EvaluateAsExpression, et définissez WqlQuerySourceType sur Variable (2)',
  },
  withinAfterWhere: {
    en: 'WITHIN stands after WHERE instead of after the class: the query will fail when the task runs',
    fr: 'WITHIN se trouve après WHERE et non après la classe : la requête échouera à l’exécution de la tâche',
  },
  invalid: {
    en: 'the query is not valid and will fail when the task runs: {reason}',
    fr: 'la requête n’est pas valide et échouera à l’exécution de la tâche : {reason}',
  },
  pathBackslash: {
    en: 'the object path in {property} has single backslashes, so it names nothing: a path in a query needs four of them',
    fr: 'le chemin d’objet dans {property} a des barres obliques inverses simples et ne désigne donc rien : il en faut quatre dans une requête',
  },
  dataToWatcher: {
    en: '{class} is a class of instances, and the query asks for no events: watching it will fail when the task runs',
    fr: '{class} est une classe d’instances, et la requête ne demande pas d’événements : la surveillance échouera à l’exécution de la tâche',
  },
  dataToWatcherHint: {
    en: 'Watch for events about its instances, or use a WMI Data Reader task',
    fr: 'Surveillez les événements sur ses instances, ou utilisez une tâche Lecteur de données WMI',
  },
  eventToReader: {
    en: 'the query asks for events of {class}, which cannot be read but only watched for: it will fail when the task runs',
    fr: 'la requête demande des événements de {class}, qui ne se lisent pas mais se surveillent : elle échouera à l’exécution de la tâche',
  },
  eventToReaderHint: {
    en: 'Use a WMI Event Watcher task',
    fr: 'Utilisez une tâche Observateur d’événement WMI',
  },
  withinOnData: {
    en: 'the query reads instances of {class} and has WITHIN, which only event queries have: it will fail when the task runs',
    fr: 'la requête lit des instances de {class} et comporte WITHIN, réservé aux requêtes d’événements : elle échouera à l’exécution de la tâche',
  },
  needsWithin: {
    en: 'nobody reports {event} for {class}, and the query does not say how often to look: it needs WITHIN',
    fr: 'personne ne signale {event} pour {class}, et la requête n’indique pas la fréquence d’interrogation : il lui faut WITHIN',
  },
  shortWithin: {
    en: 'WITHIN {seconds} looks at files every {seconds} seconds, which is costly on Windows: less than {least} is seldom needed',
    fr: 'WITHIN {seconds} examine les fichiers toutes les {seconds} secondes, ce qui coûte cher sous Windows : moins de {least} est rarement utile',
  },
  wholeDrive: {
    en: 'the query for {class} is limited to no folder: every file of a drive is looked at, which takes long',
    fr: 'la requête sur {class} n’est limitée à aucun dossier : tous les fichiers d’un lecteur sont examinés, ce qui est long',
  },
  wholeDriveHint: {
    en: "Add {prefix}Drive = 'C:' AND {prefix}Path = '\\\\folder\\\\', or {prefix}Name = 'C:\\\\folder\\\\file.txt'",
    fr: "Ajoutez {prefix}Drive = 'C:' AND {prefix}Path = '\\\\dossier\\\\', ou {prefix}Name = 'C:\\\\dossier\\\\fichier.txt'",
  },
  wholeLinksHint: {
    en: `Add {prefix}GroupComponent = 'Win32_Directory.Name="C:\\\\\\\\folder"'`,
    fr: `Ajoutez {prefix}GroupComponent = 'Win32_Directory.Name="C:\\\\\\\\dossier"'`,
  },
  installer: {
    en: 'reading {class} makes Windows Installer check every installed product and repair some of them',
    fr: 'la lecture de {class} fait vérifier par Windows Installer chaque produit installé, et en réparer certains',
  },
  installerHint: {
    en: 'Read what is installed below HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall, with StdRegProv',
    fr: 'Lisez ce qui est installé sous HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall, avec StdRegProv',
  },
  write: { en: 'Write: {query}', fr: 'Écrivez : {query}' },
  orWrite: { en: '{hint}. For example: {query}', fr: '{hint}. Par exemple : {query}' },
})

/** The name of a text of {@link adviceText}. */
export type AdviceText = keyof typeof adviceText.table
