import { getPriority } from 'node:os'
import { basename } from 'node:path'
import type { Machine } from '../machine.js'
import type { ProviderRow } from '../provider.js'
import { joinArguments } from './command-line.js'
import { basePriority } from './priority.js'
import { systemName } from './system-name.js'
import { systemZone } from './zone.js'

/** This process as Node itself knows it: what Win32_Process has on a system without procfs. Nothing for another machine. */
export function ownProcess(machine: Machine): ProviderRow[] {
  if (!machine.isReal) return []
  const name = basename(process.execPath)
  const usage = process.resourceUsage()
  return [
    {
      Caption: name,
      CommandLine: joinArguments([process.argv0, ...process.execArgv, ...process.argv.slice(1)]),
      CreationClassName: 'Win32_Process',
      CreationDate: systemZone(machine).dateTime(Math.round(performance.timeOrigin * 1000)),
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: machine.hostName,
      Description: name,
      ExecutablePath: machine.drives.toWindows(process.execPath),
      Handle: String(process.pid),
      KernelModeTime: BigInt(usage.systemCPUTime) * 10n,
      Name: name,
      OSCreationClassName: 'Win32_OperatingSystem',
      OSName: systemName(machine).caption,
      ParentProcessId: process.ppid,
      PeakWorkingSetSize: usage.maxRSS,
      Priority: basePriority(getPriority()),
      ProcessId: process.pid,
      UserModeTime: BigInt(usage.userCPUTime) * 10n,
      WorkingSetSize: BigInt(process.memoryUsage.rss()),
    },
  ]
}
