import type { CimInstance } from '../../cim/instance.js'
import type { Machine } from '../machine.js'
import type { ProviderCall, ProviderRow } from '../provider.js'
import { readAccounts } from './linux/accounts.js'
import type { ProcessEntry } from './linux/process-entry.js'
import { processesById } from './linux/processes.js'
import { code, type Methods } from './methods.js'
import { niceOfClass } from './priority.js'
import { processCodes } from './process-codes.js'
import { errorCode, type ProcessControl } from './process-control.js'
import { createProcess } from './process-create.js'

/** Methods that only look. */
export const harmlessProcessMethods = ['GetOwner', 'GetOwnerSid']

const failures: Readonly<Record<string, number>> = {
  ESRCH: processCodes.pathNotFound,
  EPERM: processCodes.accessDenied,
  EACCES: processCodes.insufficientPrivilege,
}

/**
 * The methods of Win32_Process. AttachDebugger has no debugger to start, GetAvailableVirtualSize nothing to read: they are not
 * carried out.
 *
 * @param created the CreationDate of a process as its row has it, by which a process is told from a later one with its number
 */
export function processMethods(
  machine: Machine,
  control: ProcessControl,
  created: (entry: ProcessEntry) => unknown,
): Methods {
  /** Runs `work` with the process of the call, if it is still the one that was found and may be touched. */
  const withProcess = (call: ProviderCall, work: (pid: number) => void): ProviderRow => {
    const entry = entryOf(machine, call, created)
    if (entry === null) return code(processCodes.pathNotFound)
    if (isOutOfReach(entry)) return code(processCodes.accessDenied)
    try {
      work(entry.pid)
      return code(processCodes.success)
    } catch (error) {
      return code(failures[errorCode(error)] ?? processCodes.unknownFailure)
    }
  }
  return {
    Create: call => createProcess(machine, control, call),
    // Nobody can choose the exit code of a process that is killed here.
    Terminate: call => withProcess(call, pid => control.kill(pid)),
    SetPriority(call) {
      const nice = niceOfClass.get(Number(call.parameters.Priority))
      if (nice === undefined) return code(processCodes.invalidParameter)
      return withProcess(call, pid => {
        control.setNice(pid, nice)
        // Each thread has a nice value of its own.
        for (const name of machine.list(`/proc/${pid}/task`)) {
          const thread = Number(name)
          if (thread !== pid && Number.isInteger(thread)) setThread(control, thread, nice)
        }
      })
    },
    GetOwner(call) {
      const entry = entryOf(machine, call, created)
      if (entry === null) return code(processCodes.pathNotFound)
      const uid = effectiveUser(machine, entry.pid)
      if (uid === null) return code(processCodes.accessDenied)
      const account = readAccounts(machine).find(each => each.uid === uid)
      // Accounts of a directory server are not in the file: no name is better than a number in its place.
      if (!account) return code(processCodes.unknownFailure)
      return { ReturnValue: processCodes.success, User: account.name, Domain: machine.hostName }
    },
    // Accounts of this system have numbers, no SIDs.
    GetOwnerSid: () => code(processCodes.unknownFailure),
  }
}

/** The process as it is now; null when it has ended, also when another has its number by now. */
function entryOf(machine: Machine, { keys, instance }: ProviderCall, created: (entry: ProcessEntry) => unknown) {
  const handle = String(keys?.Handle)
  if (instance?.__CLASS !== 'Win32_Process' || !/^[1-9]\d{0,9}$/.test(handle)) return null
  for (const entry of processesById(machine, [Number(handle)])) return isSame(instance, created(entry)) ? entry : null
  return null
}

/** A CreationDate that this caller may not see cannot be compared. */
function isSame({ CreationDate: found }: CimInstance, now: unknown): boolean {
  return found === null || found === undefined || String(found) === String(now)
}

/** The first process, threads of the kernel, and the host itself, which would give no answer. */
function isOutOfReach({ pid, stat }: ProcessEntry): boolean {
  return pid <= 1 || stat.isKernelThread || pid === process.pid
}

function setThread(control: ProcessControl, id: number, nice: number): void {
  try {
    control.setNice(id, nice)
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error
  }
}

/** The effective user, whose rights the process has: the second number of `Uid:`. */
export function effectiveUser(machine: Machine, pid: number): number | null {
  const match = /^Uid:\s*\d+\s+(\d+)/m.exec(machine.text(`/proc/${pid}/status`) ?? '')
  return match ? Number(match[1]) : null
}
