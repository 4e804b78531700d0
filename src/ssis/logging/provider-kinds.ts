// The log providers of the documentation, with every name under which packages and command lines ask for them.
import type { DtsxFormat } from '../dtsx/format.js'
import { sameName } from '../names.js'

/** What writes a log here. */
export type LogForm = 'text' | 'xml' | 'json'

/** One kind of log provider. */
export interface LogProviderKind {
  /** CreationName in format 8: `Microsoft.LogProviderTextFile`. */
  readonly creationName: string
  /** The ProgID without its version; absent for our own kind. */
  readonly progId?: string
  /** ClassIDs: the one of the page on logging, then the one of the page on dtexec. */
  readonly classIds: readonly string[]
  /** The name and description that a new one gets. */
  readonly title: string
  /** How it writes; absent: it is recognised, and nothing is written there. */
  readonly form?: LogForm
  /** A short name for command lines. */
  readonly shortName?: string
}

function documented(name: string, title: string, classIds: readonly string[], form?: LogForm): LogProviderKind {
  const kind = {
    creationName: `Microsoft.${name}`,
    progId: `DTS.${name}`,
    classIds,
    title: `SSIS log provider for ${title}`,
  }
  return form ? { ...kind, form } : kind
}

/** Every kind that is known, those that write first. */
export const logProviderKinds: readonly LogProviderKind[] = [
  documented(
    'LogProviderTextFile',
    'Text files',
    ['{0A039101-ACC1-4E06-943F-279948323883}', '{59B2C6A5-663F-4C20-8863-C83F9B72E2EB}'],
    'text',
  ),
  documented(
    'LogProviderXMLFile',
    'XML files',
    ['{440945A4-2A22-4F19-B577-EAF5FDDC5F7A}', '{AFED6884-619C-484F-9A09-F42D56E1A7EA}'],
    'xml',
  ),
  {
    creationName: 'wmilink.LogProviderJsonLines',
    classIds: [],
    title: 'wmilink log provider for JSON lines',
    form: 'json',
    shortName: 'json',
  },
  documented('LogProviderSQLServer', 'SQL Server', [
    '{94150B25-6AEB-4C0D-996D-D37D1C4FDEDA}',
    '{6AA833A1-E4B2-4431-831B-DE695049DC61}',
  ]),
  documented('LogProviderSQLProfiler', 'SQL Server Profiler', [
    '{E93F6300-AE0C-4916-A7BF-A8D0CE12C77A}',
    '{5C0B8D21-E9AA-462E-BA34-30FF5F7A42A1}',
  ]),
  documented('LogProviderEventLog', 'Windows Event Log', [
    '{071CC8EB-C343-4CFF-8D58-564B92FCA3CF}',
    '{97634F75-1DC7-4F1F-8A4C-DAF0E13AAA22}',
  ]),
]

/** The kind of a CreationName, a ProgID with or without its version, a ClassID or a short name, in any case; undefined for others. */
export function logProviderKind(name: string): LogProviderKind | undefined {
  const wanted = name.trim()
  const bare = wanted.replace(/\.\d+$/, '')
  return logProviderKinds.find(
    ({ creationName, progId, classIds, shortName }) =>
      sameName(creationName, wanted) ||
      (progId !== undefined && sameName(progId, bare)) ||
      classIds.some(id => sameName(id, wanted) || sameName(id.slice(1, -1), wanted)) ||
      (shortName !== undefined && sameName(shortName, wanted)),
  )
}

// The version that each format's tools put behind the ProgID.
const progIdVersions: Readonly<Partial<Record<DtsxFormat, number>>> = { 2: 1, 3: 2, 6: 3 }

/** The CreationName of a new provider in a file of this format. */
export function newCreationName({ creationName, progId }: LogProviderKind, format: DtsxFormat): string {
  const version = progIdVersions[format]
  return progId !== undefined && version !== undefined ? `${progId}.${version}` : creationName
}
