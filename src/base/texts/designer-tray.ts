import { speaker } from '../text.js'

/** The tray of connection managers below the canvas. */
export const trayText = speaker({
  tray: { en: 'Connection managers', fr: 'Gestionnaires de connexions' },
  commands: { en: 'Connection manager commands', fr: 'Commandes du gestionnaire de connexions' },
  add: { en: 'Add connection manager', fr: 'Ajouter un gestionnaire de connexions' },
  addShort: { en: 'Add', fr: 'Ajouter' },
  empty: {
    en: 'No connection managers. Add a WMI connection to query a computer.',
    fr: 'Aucun gestionnaire de connexions. Ajoutez une connexion WMI pour interroger un ordinateur.',
  },
  open: { en: 'Edit…', fr: 'Modifier…' },
  test: { en: 'Test…', fr: 'Tester…' },
  explore: { en: 'Explore classes', fr: 'Explorer les classes' },
  rename: { en: 'Rename', fr: 'Renommer' },
  duplicate: { en: 'Duplicate', fr: 'Dupliquer' },
  remove: { en: 'Delete', fr: 'Supprimer' },
  removeTitle: { en: 'Delete {name}?', fr: 'Supprimer {name} ?' },
  unused: { en: 'Nothing uses this connection manager.', fr: 'Rien n’utilise ce gestionnaire de connexions.' },
  usedBy: {
    en: 'These use it, and cannot run without another one:',
    fr: 'Ces éléments l’utilisent et ne pourront pas s’exécuter sans un autre :',
  },
  moreUsers: { en: 'and {count} more', fr: 'et {count} de plus' },
  cancel: { en: 'Cancel', fr: 'Annuler' },
  project: { en: 'Project', fr: 'Projet' },
  projectHint: {
    en: 'Belongs to the project: it is edited there',
    fr: 'Appartient au projet : la modification se fait là-bas',
  },
  lacksSecret: { en: 'Password missing', fr: 'Mot de passe manquant' },
  expressions: { en: 'Has expressions', fr: 'Contient des expressions' },
  oneUser: { en: 'used once', fr: 'utilisé une fois' },
  users: { en: 'used {count} times', fr: 'utilisé {count} fois' },
  noUser: { en: 'not used', fr: 'non utilisé' },
  thisComputer: { en: 'this computer', fr: 'cet ordinateur' },
  noPath: { en: 'no path', fr: 'aucun chemin' },
  newName: { en: 'Name', fr: 'Nom' },
  added: { en: 'Added: {name}', fr: 'Ajouté : {name}' },
  removed: { en: 'Deleted: {name}', fr: 'Supprimé : {name}' },
})
