import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { delimiter, isAbsolute, join, posix } from 'node:path'
import type { Machine } from '../machine.js'
import type { ProviderCall, ProviderRow } from '../provider.js'
import { splitCommandLine } from './command-line.js'
import { locate } from './files/entry.js'
import { lookUp } from './files/folders.js'
import { readSystemEnvironment } from './linux/environment-files.js'
import { code } from './methods.js'
import { niceOfClass } from './priority.js'
import { processCodes } from './process-codes.js'
import { errorCode, type ProcessControl } from './process-control.js'

/** The longest command line of Windows, with its final NUL: "CreateProcessW", lpCommandLine. */
const longestCommandLine = 32_767
/** DEBUG_PROCESS, DEBUG_ONLY_THIS_PROCESS and CREATE_SUSPENDED: somebody would have to go on from there. */
const unfitFlags = 1 | 2 | 4
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** Without these hardly a program starts on Windows; none of them holds a secret. */
const windowsVariables = ['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP']

/**
 * Win32_Process.Create: starts a program without a shell, in a session of its own; it outlives the host. Its name is a Windows
 * path, a path of this system, or a name alone, which is looked for on the host's PATH, never in the current folder.
 * Without EnvironmentVariables it gets the variables of the system's files and of its account, never those of this process.
 */
export async function createProcess(
  machine: Machine,
  control: ProcessControl,
  call: ProviderCall,
): Promise<ProviderRow> {
  const { CommandLine: line, CurrentDirectory: directory } = call.parameters
  const startup = startupOf(call.parameters.ProcessStartupInformation)
  if (typeof line !== 'string' || line.length >= longestCommandLine || line.includes('\0') || startup === null)
    return code(processCodes.invalidParameter)
  const argumentList = splitCommandLine(line.replace(/^[ \t]+/, ''))
  const [name = ''] = argumentList
  if (name === '') return code(processCodes.invalidParameter)

  const folder = typeof directory === 'string' ? await pathOf(machine, directory, 'folder', call.signal) : ownFolder()
  const file = folder === null ? null : await programOf(machine, name, call.signal)
  if (folder === null || file === null) return code(processCodes.pathNotFound)
  const environment = startup.environment ?? defaultEnvironment(machine)
  if (call.signal.aborted) return code(processCodes.unknownFailure)
  try {
    const pid = await control.start({ file, argumentList, folder, environment })
    if (startup.nice !== null) prefer(control, pid, startup.nice)
    return { ReturnValue: processCodes.success, ProcessId: pid }
  } catch (error) {
    return code(startCodes[errorCode(error)] ?? processCodes.unknownFailure)
  }
}

const startCodes: Readonly<Record<string, number>> = {
  EACCES: processCodes.accessDenied,
  EPERM: processCodes.accessDenied,
  ENOENT: processCodes.pathNotFound,
  ENOTDIR: processCodes.pathNotFound,
  E2BIG: processCodes.invalidParameter,
  ENAMETOOLONG: processCodes.invalidParameter,
}

/** What of Win32_ProcessStartup has a meaning here; windows, titles and desktops have none. */
interface Startup {
  readonly environment: Readonly<Record<string, string>> | null
  readonly nice: number | null
}

/** Null for what cannot be right. */
function startupOf(given: unknown): Startup | null {
  const asked = (given ?? {}) as { readonly [Name in string]?: unknown }
  const { EnvironmentVariables: variables, PriorityClass: priority, CreateFlags: flags } = asked
  if (typeof flags === 'number' && (flags & unfitFlags) !== 0) return null
  const nice = typeof priority === 'number' ? niceOfClass.get(priority) : null
  const environment = Array.isArray(variables) ? environmentOf(variables) : null
  return nice === undefined || environment === undefined ? null : { nice, environment }
}

/** Undefined when a text is no `NAME=value`. */
function environmentOf(texts: readonly unknown[]): Record<string, string> | undefined {
  const pairs: [string, string][] = []
  for (const text of texts) {
    const match = typeof text === 'string' ? /^([^=\0]+)=([^\0]*)$/.exec(text) : null
    if (!match?.[1]) return undefined
    pairs.push([match[1], match[2] ?? ''])
  }
  return Object.fromEntries(pairs)
}

function defaultEnvironment(machine: Machine): Record<string, string> {
  const own: [string, string][] = [['PATH', searchPath(machine)]]
  try {
    const { username, homedir, shell } = userInfo()
    own.push(['USER', username], ['LOGNAME', username], ['HOME', homedir])
    if (shell) own.push(['SHELL', shell])
  } catch {
    // An account that the system does not know by name, as in many containers.
  }
  if (machine.platform === 'win32') for (const name of windowsVariables) own.push([name, process.env[name] ?? ''])
  return Object.fromEntries([...own, ...readSystemEnvironment(machine)])
}

/** Where the host itself is, as on Windows; a folder that was removed is none. */
function ownFolder(): string {
  try {
    return process.cwd()
  } catch {
    return '/'
  }
}

function searchPath(machine: Machine): string {
  return (machine.isReal ? process.env.PATH : undefined) || defaultPath
}

/** The native path of the program; null when there is none. */
async function programOf(machine: Machine, name: string, signal: AbortSignal): Promise<string | null> {
  if (/[\\/:]/.test(name)) return pathOf(machine, name, 'file', signal)
  const hasExtension = machine.platform !== 'win32' || /\.[^.]*$/.test(name)
  for (const folder of searchPath(machine).split(delimiter)) {
    if (!isAbsolute(folder)) continue
    const file = machine.path(join(folder, hasExtension ? name : `${name}.exe`))
    if (await isProgram(file)) return file
  }
  return null
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** A whole path, of Windows (with either slash) or of this system, that leads to a file or a folder. */
async function pathOf(
  machine: Machine,
  path: string,
  kind: 'file' | 'folder',
  signal: AbortSignal,
): Promise<string | null> {
  const windows = path.startsWith('/') ? machine.drives.toWindows(posix.normalize(path)) : path.replaceAll('/', '\\')
  const place = locate(machine, kind === 'folder' ? windows.replace(/(?<!:)\\$/, '') : windows)
  const found = place && (await lookUp(machine, place, kind, signal))
  return found && machine.path(found.native)
}

function prefer(control: ProcessControl, pid: number, nice: number): void {
  try {
    control.setNice(pid, nice)
  } catch {
    // Windows too starts a program with a lower priority when the account may not have the one it wants.
  }
}
