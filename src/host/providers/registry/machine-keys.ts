import type { Machine } from '../../machine.js'
import { systemName } from '../system-name.js'
import type { MachineKey } from './hive.js'

export const localMachine = 'HKEY_LOCAL_MACHINE'
export const users = 'HKEY_USERS'
export const wow64Node = 'Wow6432Node'
const software = [localMachine, 'SOFTWARE']
const controlSet = [localMachine, 'SYSTEM', 'CurrentControlSet']

export const classesKey = [...software, 'Classes']
export const currentConfigKey = [...controlSet, 'Hardware Profiles', 'Current']
/** Where the variables of the system stand; here only those that somebody put there. */
export const environmentKey = [...controlSet, 'Control', 'Session Manager', 'Environment']

/** Where tools look for the name of the system and of the computer: the same facts as in Win32_OperatingSystem, of which only true ones are there. */
export function machineKeys(machine: Machine): MachineKey[] {
  const version = {
    ProductName: () => systemName(machine).caption,
    CurrentVersion: () => systemName(machine).version,
    CurrentBuildNumber: () => systemName(machine).build,
  }
  const name = { ComputerName: () => machine.hostName }
  const versionPath = ['Microsoft', 'Windows NT', 'CurrentVersion']
  return [
    { path: [...software, ...versionPath], values: version },
    { path: [...software, wow64Node, ...versionPath], values: version },
    { path: [...controlSet, 'Control', 'ComputerName', 'ComputerName'], values: name },
    { path: [...controlSet, 'Control', 'ComputerName', 'ActiveComputerName'], values: name },
    { path: classesKey },
    { path: currentConfigKey },
    { path: environmentKey },
    { path: [localMachine, 'HARDWARE'] },
    { path: [users, '.DEFAULT'] },
  ]
}
