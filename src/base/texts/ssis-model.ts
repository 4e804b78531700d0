import { speaker } from '../text.js'

/** What the package model says beyond the documented codes. */
export const modelText = speaker({
  quoted: { en: '"{value}"', fr: '« {value} »' },
  wantBoolean: { en: '{value} is not a Boolean', fr: '{value} n’est pas un booléen' },
  wantBooleanHint: { en: 'Give True or False', fr: 'Donnez True ou False' },
  wantInteger: { en: '{value} is not a 32-bit integer', fr: '{value} n’est pas un entier de 32 bits' },
  wantIntegerHint: {
    en: 'Give a whole number from {min} to {max}',
    fr: 'Donnez un nombre entier de {min} à {max}',
  },
  wantMember: { en: '{value} is no value of {name}', fr: '{value} n’est pas une valeur de {name}' },
  wantMemberHint: {
    en: 'Give one of {members}, by name or by number',
    fr: 'Donnez l’un de {members}, par son nom ou par son numéro',
  },
  wantString: { en: '{value} is not a text', fr: '{value} n’est pas un texte' },
  wantStringHint: { en: 'Give a text', fr: 'Donnez un texte' },
  knownProperties: { en: 'It has {names}', fr: 'Il a {names}' },
  foreignProperty: {
    en: 'the object given to getValue or setValue has no property {property}',
    fr: 'l’objet donné à getValue ou setValue n’a pas de propriété {property}',
  },
  isNothing: { en: 'nothing', fr: 'rien' },
  readUnreadable: {
    en: 'Give a path to a .dtsx file that may be read',
    fr: 'Indiquez le chemin d’un fichier .dtsx lisible',
  },
  readOnlyFile: { en: 'the file is read-only', fr: 'le fichier est en lecture seule' },
  readOnlyHint: {
    en: 'Make the file writable, or save under another name',
    fr: 'Rendez le fichier modifiable, ou enregistrez sous un autre nom',
  },
  saveHint: {
    en: 'Save to a folder that exists and may be written',
    fr: 'Enregistrez dans un dossier existant et modifiable',
  },
  saveWhere: {
    en: 'the package was not loaded from a file, so save needs a path',
    fr: 'le package n’a pas été chargé depuis un fichier : save a besoin d’un chemin',
  },
  saveWhereHint: {
    en: 'Call save with the path of a .dtsx file',
    fr: 'Appelez save avec le chemin d’un fichier .dtsx',
  },
  formatUnknown: {
    en: 'its PackageFormatVersion is {version}; formats 2, 3, 6 and 8 (SQL Server 2005 to 2022) are read here',
    fr: 'son PackageFormatVersion est {version} ; les formats 2, 3, 6 et 8 (SQL Server 2005 à 2022) sont lus ici',
  },
  formatMissing: {
    en: 'it has no property PackageFormatVersion',
    fr: 'il n’a pas de propriété PackageFormatVersion',
  },
  formatHint: {
    en: 'Open the package in the SSIS designer and save it for SQL Server 2014 or later',
    fr: 'Ouvrez le package dans le concepteur SSIS et enregistrez-le pour SQL Server 2014 ou ultérieur',
  },
  encryptedWhole: {
    en: 'it is encrypted as a whole, and not with a password: only the Windows user who saved it (EncryptAllWithUserKey) can open it',
    fr: 'il est chiffré en entier, et pas avec un mot de passe : seul l’utilisateur Windows qui l’a enregistré (EncryptAllWithUserKey) peut l’ouvrir',
  },
  encryptedHint: {
    en: 'Let that user save it with another protection level, such as EncryptSensitiveWithPassword',
    fr: 'Demandez à cet utilisateur de l’enregistrer avec un autre niveau de protection, tel que EncryptSensitiveWithPassword',
  },
  notPackageHint: {
    en: 'A package starts with <DTS:Executable> in the namespace www.microsoft.com/SqlServer/Dts',
    fr: 'Un package commence par <DTS:Executable> dans l’espace de noms www.microsoft.com/SqlServer/Dts',
  },
  notWmiPassword: {
    en: 'the password of the connection manager "{name}" is encrypted ({how}) and cannot be opened here: it counts as not set',
    fr: 'le mot de passe du gestionnaire de connexions « {name} » est chiffré ({how}) et ne peut pas être ouvert ici : il compte comme absent',
  },
  byUserKey: { en: 'for a Windows user', fr: 'pour un utilisateur Windows' },
  byPassword: { en: 'with the package password', fr: 'avec le mot de passe du package' },
  clearPassword: {
    en: 'the file holds the password of the connection manager "{name}" in clear text',
    fr: 'le fichier contient en clair le mot de passe du gestionnaire de connexions « {name} »',
  },
  passwordNotSaved: {
    en: 'the password of the connection manager "{name}" was not saved: the protection level {level} cannot be honoured here',
    fr: 'le mot de passe du gestionnaire de connexions « {name} » n’a pas été enregistré : le niveau de protection {level} ne peut pas être appliqué ici',
  },
  passwordDropped: {
    en: 'the saved password of the connection manager "{name}" was removed: it belonged to another server or user',
    fr: 'le mot de passe enregistré du gestionnaire de connexions « {name} » a été retiré : il appartenait à un autre serveur ou utilisateur',
  },
  kindNotAdded: {
    en: 'connection managers of type {type} are kept in files, but cannot be made here',
    fr: 'les gestionnaires de connexions de type {type} sont conservés dans les fichiers, mais ne peuvent pas être créés ici',
  },
  kindNotAddedHint: {
    en: 'Add one of {types}, or add it with the SSIS designer',
    fr: 'Ajoutez l’un des types {types}, ou ajoutez-le avec le concepteur SSIS',
  },
  kindNotAcquired: {
    en: 'connections of type {type} cannot be opened in this version',
    fr: 'les connexions de type {type} ne peuvent pas être ouvertes dans cette version',
  },
  kindNotAcquiredHint: {
    en: 'This version opens connections of type {types}',
    fr: 'Cette version ouvre les connexions de type {types}',
  },
  noConnectionString: {
    en: 'connection managers of type {type} have no ConnectionString in this file',
    fr: 'les gestionnaires de connexions de type {type} n’ont pas de ConnectionString dans ce fichier',
  },
  transaction: {
    en: 'it does not take part in transactions; pass null',
    fr: 'il ne participe pas aux transactions ; passez null',
  },
  circularVariable: {
    en: 'its value would depend on itself: {chain}',
    fr: 'sa valeur dépendrait d’elle-même : {chain}',
  },
  computedVariableHint: {
    en: 'Its value is the one of its expression: change the expression, or set EvaluateAsExpression to False',
    fr: 'Sa valeur est celle de son expression : modifiez l’expression ou définissez EvaluateAsExpression sur False',
  },
  readOnlyVariableHint: {
    en: 'Set its ReadOnly to False first; its path is {path}.Properties[ReadOnly]',
    fr: 'Définissez d’abord son ReadOnly sur False ; son chemin est {path}.Properties[ReadOnly]',
  },
  offlineManagerHint: {
    en: 'Set OfflineMode of the connection manager to False to connect',
    fr: 'Définissez OfflineMode du gestionnaire de connexions sur False pour vous connecter',
  },
  offlineBothHint: {
    en: 'Set OfflineMode of the package and of the connection manager to False to connect',
    fr: 'Définissez OfflineMode du package et du gestionnaire de connexions sur False pour vous connecter',
  },
  disposed: { en: 'it was disposed', fr: 'il a été libéré' },
  removed: { en: 'it was removed from its package', fr: 'il a été retiré de son package' },
  fileMissing: { en: 'the file {path} does not exist', fr: 'le fichier {path} n’existe pas' },
  folderMissing: { en: 'the folder {path} does not exist', fr: 'le dossier {path} n’existe pas' },
  fileIsFolder: { en: '{path} is a folder, not a file', fr: '{path} est un dossier, pas un fichier' },
  folderIsFile: { en: '{path} is a file, not a folder', fr: '{path} est un fichier, pas un dossier' },
  noFileName: { en: 'it names no file', fr: 'il ne désigne aucun fichier' },
  noServer: { en: 'its ServerName is empty', fr: 'son ServerName est vide' },
  noNamespace: { en: 'its Namespace is empty', fr: 'son Namespace est vide' },
  monikerHint: { en: 'Use one of {monikers}', fr: 'Utilisez l’un de {monikers}' },
  notHere: { en: 'There is {names}', fr: 'Il y a {names}' },
  notHereMore: { en: 'There is {names} and {count} more', fr: 'Il y a {names} et {count} autres' },
  pathForm: {
    en: 'Write it as \\Package.Variables[User::X].Value, \\Package.Connections[Name].Properties[ServerName] or \\Package\\Task.Properties[Disable]',
    fr: 'Écrivez-le comme \\Package.Variables[User::X].Value, \\Package.Connections[Nom].Properties[ServerName] ou \\Package\\Tâche.Properties[Disable]',
  },
  pathPart: {
    en: '"{part}" was not found in {where}',
    fr: '« {part} » n’a pas été trouvé dans {where}',
  },
  pathUnclosed: { en: '"[" at "{part}" is not closed', fr: '« [ » en « {part} » n’est pas fermé' },
  pathStart: { en: 'it must start with \\Package', fr: 'il doit commencer par \\Package' },
  pathNoProperty: { en: 'it names no property', fr: 'il ne nomme aucune propriété' },
  whereParameters: { en: 'the parameters', fr: 'les paramètres' },
  whereConnections: { en: 'the connections of the package', fr: 'les connexions du package' },
  whereLogProviders: { en: 'the log providers of {path}', fr: 'les fournisseurs de journaux de {path}' },
  whereVariables: { en: 'the variables of {path}', fr: 'les variables de {path}' },
  whereExecutables: { en: 'the executables of {path}', fr: 'les exécutables de {path}' },
  whereHandlers: { en: 'the event handlers of {path}', fr: 'les gestionnaires d’événements de {path}' },
  whereProperties: { en: 'the properties of {path}', fr: 'les propriétés de {path}' },
})
