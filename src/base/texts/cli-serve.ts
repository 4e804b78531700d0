import { speaker } from '../text.js'

/** What `wmilink serve`, `passwd` and `replay` say. */
export const cliServeText = speaker({
  // passwd
  userMissing: { en: 'no user was named', fr: 'aucun utilisateur n’a été nommé' },
  userMissingHint: {
    en: 'Write wmilink passwd FILE USER, or wmilink passwd FILE --list',
    fr: 'Écrivez wmilink passwd FICHIER UTILISATEUR, ou wmilink passwd FICHIER --list',
  },
  exclude: { en: '{one} and {other} exclude each other', fr: '{one} et {other} s’excluent' },
  excludeHint: { en: 'Leave one of them out', fr: 'Omettez l’un des deux' },
  newPassword: { en: 'New password of {user}: ', fr: 'Nouveau mot de passe de {user} : ' },
  repeatPassword: { en: 'Once more: ', fr: 'Encore une fois : ' },
  passwordsDiffer: { en: 'the two passwords differ', fr: 'les deux mots de passe diffèrent' },
  passwordsDifferHint: { en: 'Nothing was changed; try again', fr: 'Rien n’a été changé ; réessayez' },
  ownPassword: {
    en: 'the file keeps the NT hash, which logs on as the password does: use a password that is used nowhere else, never one of a domain; --generate makes one',
    fr: 'le fichier garde le hachage NT, qui ouvre une session comme le mot de passe : utilisez un mot de passe qui ne sert nulle part ailleurs, jamais celui d’un domaine ; --generate en fabrique un',
  },
  printedOnce: {
    en: 'the password is kept nowhere and is not shown again',
    fr: 'le mot de passe n’est gardé nulle part et ne sera plus montré',
  },
  noUser: { en: 'the file {file} has no user {user}', fr: 'le fichier {file} n’a pas d’utilisateur {user}' },
  noUserHint: { en: 'See wmilink passwd FILE --list', fr: 'Voir wmilink passwd FICHIER --list' },

  // serve
  noUsers: {
    en: 'nobody could log on: there are no users',
    fr: 'personne ne pourrait ouvrir de session : pas d’utilisateurs',
  },
  noUsersHint: {
    en: 'Name a file of users with --users (wmilink passwd FILE USER makes it), or one user with --user',
    fr: 'Nommez un fichier d’utilisateurs avec --users (wmilink passwd FICHIER UTILISATEUR le crée), ou un utilisateur avec --user',
  },
  logonPassword: {
    en: 'Password with which {user} may log on: ',
    fr: 'Mot de passe avec lequel {user} peut ouvrir une session : ',
  },
  noUsersYet: {
    en: 'the file {file} has no users yet: nobody can log on',
    fr: 'le fichier {file} n’a pas encore d’utilisateurs : personne ne peut ouvrir de session',
  },
  tlsNeedsCert: { en: '--wsman-tls needs a certificate', fr: '--wsman-tls exige un certificat' },
  tlsNeedsCertHint: {
    en: 'Name its PEM file with --cert, and that of its key with --key',
    fr: 'Nommez son fichier PEM avec --cert, et celui de sa clé avec --key',
  },
  asRoot: {
    en: 'this process is root: what a method starts, ends or deletes is done as root',
    fr: 'ce processus est root : ce qu’une méthode lance, arrête ou supprime l’est en tant que root',
  },
  asRootHint: {
    en: 'Run it as another user, or say it twice: --allow-methods --allow-methods-as-root',
    fr: 'Exécutez-le sous un autre utilisateur, ou dites-le deux fois : --allow-methods --allow-methods-as-root',
  },
  methodsNotAllowed: {
    en: '--allow-methods-as-root means nothing without --allow-methods',
    fr: '--allow-methods-as-root ne veut rien dire sans --allow-methods',
  },
  methodsNotAllowedHint: { en: 'Give both, or neither', fr: 'Donnez les deux, ou aucun' },
  rulesJson: { en: 'the rules {file} are no JSON ({reason})', fr: 'les règles {file} ne sont pas du JSON ({reason})' },
  rulesHint: { en: 'See docs/rights.md', fr: 'Voir docs/rights.md' },
  rulesWrong: { en: '{file}: {reason}', fr: '{file} : {reason}' },
  reachable: {
    en: 'this machine answers to everybody who reaches {address}: whoever has a user name and its password reads it from afar',
    fr: 'cette machine répond à quiconque atteint {address} : qui a un nom d’utilisateur et son mot de passe la lit à distance',
  },
  reachableHttp: {
    en: 'over http a listener on the way can try passwords on what it has heard of a logon: use long ones, or --wsman-tls',
    fr: 'sur http, qui écoute en chemin peut essayer des mots de passe sur une ouverture de session entendue : prenez-en de longs, ou --wsman-tls',
  },
  methodsAllowed: {
    en: 'users may call methods, as {account}',
    fr: 'les utilisateurs peuvent appeler des méthodes, en tant que {account}',
  },
  ending: { en: 'ending: what runs is finished first', fr: 'arrêt : ce qui est en cours se termine d’abord' },
  tryIt: {
    en: 'ask it with: wmilink query "SELECT * FROM Win32_OperatingSystem" -s {url} -u USER',
    fr: 'interrogez-la avec : wmilink query "SELECT * FROM Win32_OperatingSystem" -s {url} -u UTILISATEUR',
  },

  // replay
  wordTrace: { en: 'the trace', fr: 'la trace' },
  replaying: { en: 'messages that have an answer: {count}', fr: 'messages qui ont une réponse : {count}' },
  replayLogon: {
    en: 'log on with any user name and the password "{password}"',
    fr: 'ouvrez une session avec n’importe quel nom et le mot de passe « {password} »',
  },
})
