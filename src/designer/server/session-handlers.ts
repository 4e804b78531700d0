import { basename } from 'node:path'
import { ownAccount } from '../../base/account.js'
import { setLanguage } from '../../base/text.js'
import { version } from '../../base/version.js'
import type { HandlersOf } from './handlers.js'
import type { Jobs } from './jobs.js'

/** What the page is told at first. */
export interface SessionFacts {
  /** Absolute path of the opened folder. */
  readonly folder: string
  /** The package that was named at the start, below the folder. */
  readonly open: string | null
}

/** Handlers of what concerns the page and its server. */
export function sessionHandlers(
  { folder, open }: SessionFacts,
  jobs: Jobs,
): HandlersOf<'session.hello' | 'session.language' | 'job.cancel' | 'job.list'> {
  return {
    'session.hello': ({ language }) => {
      setLanguage(language)
      return {
        version: version(),
        folder: basename(folder) || folder,
        account: account(),
        open,
        platform: process.platform,
      }
    },
    'session.language': ({ language }) => {
      setLanguage(language)
      return {}
    },
    'job.cancel': ({ job }) => {
      jobs.cancel(job)
      return {}
    },
    'job.list': () => ({
      jobs: jobs.running().map(({ head }) => ({ job: head.id, operation: head.operation, document: head.document })),
    }),
  }
}

/** Who runs the designer, as `DOMAIN\user` where there is a domain. */
function account(): string {
  const { USERDOMAIN: domain } = process.env
  return process.platform === 'win32' && domain ? `${domain}\\${ownAccount()}` : ownAccount()
}
