import { speaker } from '../text.js'

/** What the methods of `src/host` say to people. Most of their failures are codes in ReturnValue and need no words. */
export const methodText = speaker({
  methodsOff: {
    en: '{class}.{method} changes the machine, and this caller may not call such methods',
    fr: '{class}.{method} modifie la machine, et cet appelant ne peut pas appeler de telles méthodes',
  },
  methodsOffHint: {
    en: 'Set `allowMethods` for the caller: a listener leaves it off until its options turn it on',
    fr: 'Activez `allowMethods` pour l’appelant : un écouteur le laisse désactivé tant que ses options ne l’activent pas',
  },
  notDone: {
    en: 'the provider of {class} does not carry out {method}',
    fr: 'le fournisseur de {class} n’exécute pas {method}',
  },
  notDoneHint: { en: 'It carries out {names}', fr: 'Il exécute {names}' },
  shutdownOff: {
    en: '{method} is not carried out: this host may not shut the machine down',
    fr: '{method} n’est pas exécutée : cet hôte ne peut pas arrêter la machine',
  },
  shutdownOffHint: {
    en: 'Make the host with the option `allowShutdown`',
    fr: 'Créez l’hôte avec l’option `allowShutdown`',
  },
  clockOff: {
    en: 'SetDateTime is not carried out: this host never sets the clock',
    fr: 'SetDateTime n’est pas exécutée : cet hôte ne règle jamais l’horloge',
  },
  clockOffHint: {
    en: 'Set it with the system’s own means, such as timedatectl',
    fr: 'Réglez-la avec les moyens du système, comme timedatectl',
  },
  registryHive: {
    en: 'no event tells of changes in {hive}',
    fr: 'aucun événement ne signale les changements dans {hive}',
  },
  registryHiveHint: {
    en: 'Watch HKEY_LOCAL_MACHINE or HKEY_USERS',
    fr: 'Surveillez HKEY_LOCAL_MACHINE ou HKEY_USERS',
  },
})
