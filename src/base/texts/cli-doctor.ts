import { speaker } from '../text.js'

/** What `wmilink doctor` says; causes and what mends them are said by `src/connect`. */
export const cliDoctorText = speaker({
  stageSettings: { en: 'settings', fr: 'paramètres' },
  stageResolve: { en: 'name', fr: 'nom' },
  stageTcp: { en: 'port', fr: 'port' },
  stageTls: { en: 'certificate', fr: 'certificat' },
  stageOffer: { en: 'authentication offered', fr: 'authentification proposée' },
  stageLogon: { en: 'logon', fr: 'ouverture de session' },
  stageNamespace: { en: 'namespace', fr: 'espace de noms' },
  stageQuery: { en: 'query', fr: 'requête' },
  stageRoundTrip: { en: 'round trips', fr: 'allers-retours' },
  skipped: { en: 'not tried', fr: 'pas essayé' },
  looking: { en: '{stage} …', fr: '{stage}…' },
  verdictOk: { en: 'All is well.', fr: 'Tout va bien.' },
  verdictWarnings: {
    en: 'It works; what stands behind the arrows deserves a look.',
    fr: 'Cela fonctionne ; ce qui suit les flèches mérite un regard.',
  },
  verdictFailed: { en: 'It ends at: {stage}.', fr: 'Cela s’arrête à : {stage}.' },
  reportWritten: {
    en: 'the report is in {file}; names of machines, users and addresses stand in it: read it before you pass it on',
    fr: 'le rapport est dans {file} ; des noms de machines, d’utilisateurs et des adresses y figurent : lisez-le avant de le transmettre',
  },
  reportFile: {
    en: 'cannot write the report {file} ({reason})',
    fr: 'impossible d’écrire le rapport {file} ({reason})',
  },
})
