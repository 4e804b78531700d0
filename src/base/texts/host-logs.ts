import { speaker } from '../text.js'

/** What the providers of logs, packages and the network say to people. */
export const hostLogText = speaker({
  journalFailed: {
    en: 'journalctl ended with code {code}: {reason}',
    fr: 'journalctl s’est terminé avec le code {code} : {reason}',
  },
  journalFailedHint: {
    en: 'Run journalctl yourself to see whether this user may read the journal',
    fr: 'Lancez journalctl vous-même pour voir si cet utilisateur peut lire le journal',
  },
  packagesFailed: {
    en: '{program} ended with code {code}: {reason}',
    fr: '{program} s’est terminé avec le code {code} : {reason}',
  },
  packagesFailedHint: {
    en: 'Run it yourself to see what is wrong with the package database',
    fr: 'Lancez-le vous-même pour voir ce qui ne va pas dans la base des paquets',
  },
  pingAddress: {
    en: 'Win32_PingStatus must be asked for an Address',
    fr: 'Win32_PingStatus doit être interrogée avec une Address',
  },
  pingAddressHint: {
    en: "Limit it with =, such as WHERE Address = 'localhost'",
    fr: "Limitez-la par =, par exemple WHERE Address = 'localhost'",
  },
  pingTooMany: {
    en: 'the query asks for {count} echoes, more than {most}',
    fr: 'la requête demande {count} échos, plus que {most}',
  },
  pingTooManyHint: { en: 'Ask for fewer addresses at once', fr: 'Demandez moins d’adresses à la fois' },
  noPing: {
    en: 'this system has no program ping',
    fr: 'ce système n’a pas de programme ping',
  },
  noPingHint: {
    en: 'Install it (iputils-ping, iputils or busybox)',
    fr: 'Installez-le (iputils-ping, iputils ou busybox)',
  },
  pingFailed: {
    en: 'ping cannot send: {reason}',
    fr: 'ping ne peut pas émettre : {reason}',
  },
  pingFailedHint: {
    en: 'It needs the right to open a raw or an ICMP socket (CAP_NET_RAW, net.ipv4.ping_group_range)',
    fr: 'Il lui faut le droit d’ouvrir un socket brut ou ICMP (CAP_NET_RAW, net.ipv4.ping_group_range)',
  },
})
