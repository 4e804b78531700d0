import { speaker } from '../text.js'

/** What the commands that open and run packages say besides `cli.ts`. */
export const cliRunText = speaker({
  // What options change of a package
  visibleSecret: {
    en: 'other users of this machine can see the secret that {option} has on the command line; --package-password-file, --connection-password-file and --secrets take secrets from files',
    fr: 'les autres utilisateurs de cette machine peuvent voir le secret que {option} porte sur la ligne de commande ; --package-password-file, --connection-password-file et --secrets prennent les secrets dans des fichiers',
  },
  parameterForm: { en: '--parameter needs NAME=VALUE', fr: '--parameter attend NOM=VALEUR' },
  parameterHint: {
    en: 'NAME is that of a parameter of the package, $Project::NAME of its project, or CM.CONNECTION.PROPERTY',
    fr: 'NOM est celui d’un paramètre du package, $Project::NOM de son projet, ou CM.CONNEXION.PROPRIÉTÉ',
  },
  noParameter: { en: 'there is no parameter {name}', fr: 'il n’y a pas de paramètre {name}' },
  parameters: { en: 'There are: {names}', fr: 'Il y a : {names}' },
  noParameters: {
    en: 'The package has no parameters, and there is no Project.params beside it',
    fr: 'Le package n’a pas de paramètres, et il n’y a pas de Project.params à côté',
  },
  configurationMissing: {
    en: 'the configuration file {file} cannot be read ({reason})',
    fr: 'le fichier de configuration {file} ne peut pas être lu ({reason})',
  },
  configurationHint: {
    en: 'Give the path of a .dtsConfig file',
    fr: 'Donnez le chemin d’un fichier .dtsConfig',
  },
  askPackagePassword: { en: 'Password of the package {file}: ', fr: 'Mot de passe du package {file} : ' },

  // What a run shows
  running: { en: 'running', fr: 'en cours' },
  waiting: { en: 'waiting', fr: 'en attente' },
  started: { en: 'started', fr: 'démarrage' },
  round: { en: 'round {count}', fr: 'tour {count}' },
  rounds: { en: '{count} rounds', fr: '{count} tours' },
  rows: { en: '{count} rows', fr: '{count} lignes' },
  oneRow: { en: '1 row', fr: '1 ligne' },
  events: { en: '{count} events', fr: '{count} événements' },
  oneEvent: { en: '1 event', fr: '1 événement' },
  timeouts: { en: '{count} time-outs', fr: '{count} délais dépassés' },
  oneTimeout: { en: '1 time-out', fr: '1 délai dépassé' },
  more: { en: '… {count} more', fr: '… {count} de plus' },
  validated: { en: 'is valid', fr: 'est valide' },
  notValid: { en: 'is not valid', fr: 'n’est pas valide' },
  labelMethod: { en: 'method', fr: 'méthode' },
  labelAddress: { en: 'address', fr: 'adresse' },
  labelEvents: { en: 'events', fr: 'événements' },

  // What inspect shows
  titleParameters: { en: 'Parameters', fr: 'Paramètres' },
  titleConstraints: { en: 'Order', fr: 'Ordre' },
  titleConfigurations: { en: 'Configurations', fr: 'Fichiers et lieux de configuration' },
  titleLogProviders: { en: 'Log providers', fr: 'Fournisseurs d’informations' },
  eventHandler: { en: 'event handler', fr: 'gestionnaire d’événements' },
  ofProject: { en: 'of the project', fr: 'du projet' },
  required: { en: 'required', fr: 'requis' },
  sensitive: { en: 'sensitive', fr: 'sensible' },
  and: { en: 'and', fr: 'et' },
  or: { en: 'or', fr: 'ou' },
  oneConstraint: { en: 'one is enough', fr: 'une suffit' },
  allConstraints: { en: 'all are needed', fr: 'toutes sont nécessaires' },
  placeNotRead: {
    en: 'configurations of type {type} are not read here',
    fr: 'les configurations de type {type} ne sont pas lues ici',
  },
  notEnabled: {
    en: 'not applied: the package has EnableConfigurations off',
    fr: 'non appliquée : le package a EnableConfigurations désactivé',
  },
  logNotWritten: { en: 'such logs are not written here', fr: 'de tels journaux ne sont pas écrits ici' },
})
