import { speaker } from '../text.js'

/** What log providers and package configurations say beyond the documented codes. */
export const loggingText = speaker({
  knownTypes: {
    en: 'The log providers that write here are {types}',
    fr: 'Les fournisseurs de journaux qui écrivent ici sont {types}',
  },
  nothingWritten: {
    en: 'the package logs to "{name}" ({kind}), where nothing can be written from here',
    fr: 'le package journalise vers « {name} » ({kind}), où rien ne peut être écrit d’ici',
  },
  nothingWrittenHint: {
    en: 'Add a log provider for text or XML files, or give one with the run',
    fr: 'Ajoutez un fournisseur de journaux pour fichiers texte ou XML, ou donnez-en un à l’exécution',
  },
  noPlace: {
    en: 'its ConfigString names no FILE connection manager',
    fr: 'son ConfigString ne nomme aucun gestionnaire de connexions FILE',
  },
  noManager: {
    en: 'the package has no connection manager "{name}"',
    fr: 'le package n’a pas de gestionnaire de connexions « {name} »',
  },
  notFile: {
    en: 'the connection manager "{name}" is of the type {type}, not FILE',
    fr: 'le gestionnaire de connexions « {name} » est du type {type} et non FILE',
  },
  foreignFile: {
    en: 'the file holds something else than such a log, and is left as it is',
    fr: 'le fichier contient autre chose qu’un tel journal et reste tel quel',
  },
  foreignFileHint: {
    en: 'Give the log another file, or move this one away',
    fr: 'Donnez un autre fichier au journal, ou déplacez celui-ci',
  },
  notSeekable: {
    en: 'an XML log needs a regular file',
    fr: 'un journal XML a besoin d’un fichier ordinaire',
  },
  noReader: {
    en: 'nobody reads the pipe',
    fr: 'personne ne lit le tube',
  },
  configurationTooLong: {
    en: 'it is longer than {most} bytes',
    fr: 'il dépasse {most} octets',
  },
  notWellFormed: {
    en: 'it is not well-formed at line {line}, column {column}; a document type is not allowed either',
    fr: 'il n’est pas bien formé à la ligne {line}, colonne {column} ; un type de document n’est pas permis non plus',
  },
  forbiddenCharacter: {
    en: 'a value has a character that XML cannot carry',
    fr: 'une valeur contient un caractère que XML ne peut pas porter',
  },
})
