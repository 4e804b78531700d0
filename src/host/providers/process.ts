import { rowOwner } from '../access/row-owner.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { readAccounts } from './linux/accounts.js'
import { pageSize } from './linux/page-size.js'
import type { ProcessEntry } from './linux/process-entry.js'
import { bootTime, processesById, runningProcesses } from './linux/processes.js'
import { big } from './linux/text.js'
import { invokes } from './methods.js'
import { ownProcess } from './own-process.js'
import { basePriority } from './priority.js'
import { processControl } from './process-control.js'
import { effectiveUser, harmlessProcessMethods, processMethods } from './process-methods.js'
import { hasProcfs, systemName } from './system-name.js'
import { systemZone, type Zone } from './zone.js'

/** One hundred nanoseconds, the unit of processor times in WMI, in a clock tick of 10 ms. */
const ticks = 100_000

/** What all rows of one enumeration have in common. */
interface Context {
  readonly machine: Machine
  /** Null when no column needs it. */
  readonly zone: Zone | null
  readonly systemName: string | null
  /** Seconds since 1970. */
  readonly bootTime: number | null
  readonly pageSize: number
  /** Names by number; null when nobody needs to know whose a process is. */
  readonly users: ReadonlyMap<number | null, string> | null
}

type Column = (entry: ProcessEntry, context: Context) => unknown

/**
 * Win32_Process from procfs: a column and where it comes from.
 * - ExecutionState: R is Running, sleeping and idle are Blocked, stopped is Stopped, a zombie is Terminated.
 * - HandleCount is the number of open file descriptors, SessionId the audit session of the logon.
 * - PageFileUsage is the memory that was swapped out.
 * - ReadTransferCount and its like count what the process asked for with read and write calls, cached or not.
 * - Nothing on Linux answers working set limits, pool quotas, other transfers, peak page file use, private pages and
 *   WindowsVersion: they stay null.
 */
const columns: Readonly<Record<string, Column>> = {
  Caption: entry => entry.name,
  CommandLine: entry => entry.commandLine,
  CreationClassName: () => 'Win32_Process',
  CreationDate: creationDate,
  CSCreationClassName: () => 'Win32_ComputerSystem',
  CSName: (_, { machine }) => machine.hostName,
  Description: entry => entry.name,
  ExecutablePath: ({ executable }, { machine }) => executable && machine.drives.toWindows(executable),
  ExecutionState: ({ stat }) => executionStates[stat.state] ?? null,
  Handle: entry => String(entry.pid),
  HandleCount: entry => entry.handles,
  KernelModeTime: ({ stat }) => BigInt(stat.kernelTicks * ticks),
  Name: entry => entry.name,
  OSCreationClassName: () => 'Win32_OperatingSystem',
  OSName: (_, context) => context.systemName,
  // A counter of 32 bits, on Windows too.
  PageFaults: ({ stat }) => (stat.minorFaults + stat.majorFaults) % 2 ** 32,
  PageFileUsage: entry => (entry.hasProgram ? entry.status('VmSwap:') : null),
  ParentProcessId: ({ stat }) => stat.parent,
  PeakVirtualSize: entry => kilobytes(entry.hasProgram ? entry.status('VmPeak:') : null),
  PeakWorkingSetSize: entry => (entry.hasProgram ? entry.status('VmHWM:') : null),
  Priority: ({ stat }) => basePriority(stat.nice, stat.policy),
  ProcessId: entry => entry.pid,
  ReadOperationCount: entry => big(entry.io('syscr:')),
  ReadTransferCount: entry => big(entry.io('rchar:')),
  SessionId: entry => entry.session,
  ThreadCount: ({ stat }) => stat.threads,
  UserModeTime: ({ stat }) => BigInt(stat.userTicks * ticks),
  VirtualSize: ({ stat }) => BigInt(stat.virtualSize),
  WorkingSetSize: ({ stat }, { pageSize }) => BigInt(stat.residentPages * pageSize),
  WriteOperationCount: entry => big(entry.io('syscw:')),
  WriteTransferCount: entry => big(entry.io('wchar:')),
}

/** CIM_Process.ExecutionState: 3 Running, 4 Blocked, 7 Terminated, 8 Stopped. */
const executionStates: Readonly<Record<string, number>> = {
  R: 3,
  S: 4,
  D: 4,
  I: 4,
  P: 4,
  T: 8,
  t: 8,
  Z: 7,
  X: 7,
}

/**
 * Win32_Process: all processes, or only those that the WHERE clause names by ProcessId or Handle. Files under /proc are
 * read when a column of theirs is wanted. Without procfs, the one process that Node knows: this one.
 */
export function processProvider(machine: Machine, control = processControl(machine)): ProviderRegistration {
  const created = (entry: ProcessEntry) =>
    creationDate(entry, { bootTime: bootTime(machine), zone: systemZone(machine) })
  return {
    classes: ['Win32_Process'],
    provider: {
      // CreationDate is counted from the start of the machine, and so moves when somebody sets the clock.
      fixed: ['ProcessId', 'CSName', 'CreationClassName'],
      harmless: harmlessProcessMethods,
      ...invokes(processMethods(machine, control, created)),
      enumerate: query => (hasProcfs(machine) ? enumerate(machine, query) : ownProcess(machine)),
      get(keys, query) {
        if (!hasProcfs(machine)) return ownProcess(machine).find(row => row.Handle === keys.Handle) ?? null
        for (const entry of processesById(machine, pidsOf([String(keys.Handle)])))
          return rowOf(entry, wantedColumns(query), contextOf(machine, query))
        return null
      },
      getMany(keys, query) {
        const handles = keys.map(({ Handle }) => String(Handle))
        const rows = new Map<unknown, ProviderRow>()
        if (!hasProcfs(machine)) for (const row of ownProcess(machine)) rows.set(row.Handle, row)
        else {
          const wanted = wantedColumns(query)
          const context = contextOf(machine, query)
          for (const entry of processesById(machine, pidsOf(handles)))
            rows.set(String(entry.pid), rowOf(entry, wanted, context))
        }
        return handles.map(handle => rows.get(handle) ?? null)
      },
    },
  }
}

function* enumerate(machine: Machine, query: ProviderQuery): Generator<ProviderRow> {
  const limit = query.equals('ProcessId') ?? query.equals('Handle')
  const entries = limit ? processesById(machine, pidsOf(limit)) : runningProcesses(machine)
  const wanted = wantedColumns(query)
  const context = contextOf(machine, query)
  for (const entry of entries) yield rowOf(entry, wanted, context)
}

function wantedColumns(query: ProviderQuery): readonly (readonly [name: string, column: Column])[] {
  return Object.entries(columns).filter(([name]) => query.wants(name))
}

function contextOf(machine: Machine, query: ProviderQuery): Context {
  const dated = query.wants('CreationDate')
  return {
    machine,
    zone: dated ? systemZone(machine) : null,
    systemName: query.wants('OSName') ? systemName(machine).caption : null,
    bootTime: dated ? bootTime(machine) : null,
    pageSize: query.wants('WorkingSetSize') ? pageSize(machine) : 0,
    users: query.caller.remote ? new Map(readAccounts(machine).map(({ uid, name }) => [uid, name])) : null,
  }
}

function rowOf(entry: ProcessEntry, wanted: ReturnType<typeof wantedColumns>, context: Context): ProviderRow {
  const row: Record<string, unknown> & { [rowOwner]?: string | undefined } = {}
  for (const [name, column] of wanted) row[name] = column(entry, context)
  if (context.users) row[rowOwner] = context.users.get(effectiveUser(context.machine, entry.pid))
  return row
}

function creationDate({ stat }: ProcessEntry, { bootTime, zone }: Pick<Context, 'bootTime' | 'zone'>) {
  return bootTime === null || zone === null ? null : zone.dateTime(bootTime * 1e6 + stat.startTicks * 1e4)
}

/** Only decimal numbers as the system writes them can be ids of processes. */
function pidsOf(values: readonly unknown[]): number[] {
  return values
    .map(String)
    .filter(text => /^[1-9]\d{0,9}$/.test(text))
    .map(Number)
}

function kilobytes(value: number | null): bigint | null {
  return value === null ? null : BigInt(value) * 1024n
}
