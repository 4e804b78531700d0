import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { fileProvider } from './files/provider.js'
import { hasJournal, journalFolders } from './linux/logs/journal.js'
import type { Logfile } from './linux/logs/log-event.js'
import { syslogFiles, syslogFolder } from './linux/logs/syslog-files.js'

interface LogStore {
  readonly logfile: Logfile
  readonly path: string
}

/**
 * Win32_NTEventlogFile: the files that are written now. The journal's main file holds the System and the Security log and what
 * the system's own programs add to Application, so it is named for the first; the files of people hold what their programs say.
 */
export function ntEventLogFileProvider(machine: Machine): ProviderRegistration {
  const files = fileProvider(machine, 'file')
  async function* rows(query: ProviderQuery): AsyncGenerator<ProviderRow, void> {
    for (const { logfile, path } of storesOf(machine)) {
      const row = await files.get?.({ Name: machine.drives.toWindows(path) }, query)
      if (row) yield { ...row, CreationClassName: 'Win32_NTEventlogFile', LogfileName: logfile }
    }
  }

  return { classes: ['Win32_NTEventlogFile'], provider: { enumerate: rows } }
}

function storesOf(machine: Machine): readonly LogStore[] {
  if (machine.platform !== 'linux') return []
  if (!hasJournal(machine))
    return syslogFiles(machine).map(({ logfile, name }) => ({ logfile, path: `${syslogFolder}/${name}` }))
  return journalFolders.flatMap(folder =>
    machine.list(folder).flatMap(id =>
      machine.list(`${folder}/${id}`).flatMap(name => {
        const logfile = journalLog(name)
        return logfile ? [{ logfile, path: `${folder}/${id}/${name}` }] : []
      }),
    ),
  )
}

/** Archived files have an `@` in their names. */
function journalLog(name: string): Logfile | null {
  if (name === 'system.journal') return 'System'
  return /^user-\d+\.journal$/.test(name) ? 'Application' : null
}
