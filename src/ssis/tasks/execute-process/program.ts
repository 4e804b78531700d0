// Where the program is that a package names, and where it runs.
import { open, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { stockText } from '../../../base/texts/ssis-stock-tasks.js'
import type { TaskContext } from '../../contract.js'
import { dtsError } from '../../errors.js'
import { nativeFile } from '../data-reader/file-failure.js'
import type { ProcessSettings } from './settings.js'

/** A program that was found. */
export interface Program {
  /** The path on this system. */
  readonly file: string
  /** The folder in which it runs, on this system. */
  readonly folder: string
}

const endings = ['.exe', '.com', '.bat', '.cmd']

/**
 * Finds the program: by its path, in the working directory, or in the folders of PATH.
 *
 * @throws DtsError DTS_E_EXECPROCTASK_WORKINGDIRECTORYDOESNOTEXIST, DTS_E_EXECPROCTASK_FILEDOESNOTEXIST,
 *   DTS_E_EXECPROCTASK_FILENOTINPATH; DTS_E_INVALIDFILENAMEINCONNECTION for a path that leads nowhere here
 */
export async function findProgram(settings: ProcessSettings, context: TaskContext): Promise<Program> {
  const { executable, workingDirectory, fullName } = settings
  const folder = workingDirectory ? resolve(nativeFile(workingDirectory, context.nativePath)) : process.cwd()
  if (workingDirectory && !(await isFolder(folder)))
    throw dtsError('DTS_E_EXECPROCTASK_WORKINGDIRECTORYDOESNOTEXIST', { folder: workingDirectory })
  const name = nativeFile(executable, context.nativePath)
  const names = fullName ? [name] : otherNames(name)
  const hasFolder = isAbsolute(name) || name.includes('/')
  const folders = hasFolder ? [folder] : [folder, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
  for (const place of folders) {
    for (const each of names) {
      const file = isAbsolute(each) ? each : join(place, each)
      if (!(await isFile(file))) continue
      if (await isPlainText(file)) throw unknownProgram(executable)
      return { file, folder }
    }
  }
  throw hasFolder || workingDirectory
    ? dtsError('DTS_E_EXECPROCTASK_FILEDOESNOTEXIST', { executable, folder: workingDirectory || folder })
    : dtsError('DTS_E_EXECPROCTASK_FILENOTINPATH', { executable })
}

function unknownProgram(executable: string) {
  const reason = stockText('textNoProgram', { executable })
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint: stockText('textNoProgramHint') })
}

/** The system's library gives a text that does not say its interpreter to a shell, and no shell is wanted here. */
async function isPlainText(file: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const handle = await open(file).catch(() => undefined)
  // What may not be read may still be run.
  if (!handle) return false
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const start = buffer.subarray(0, bytesRead)
    return !start.includes(0) && start.toString('latin1', 0, 2) !== '#!'
  } finally {
    await handle.close()
  }
}

/** Where the full name is not asked for, the ending of Windows may be missing, or be there where this system needs none. */
function otherNames(name: string): string[] {
  const bare = endings.find(ending => name.toLowerCase().endsWith(ending))
  return [name, ...endings.map(ending => name + ending), ...(bare ? [name.slice(0, -bare.length)] : [])]
}

/**
 * An argument as the program of this system needs it: one that is nothing but a path on a drive that is mapped becomes the path here.
 * Everything else is the program's own business.
 */
export function nativeArgument(argument: string, context: TaskContext): string {
  if (!/^[A-Za-z]:\\/.test(argument)) return argument
  const drive = argument.slice(0, 2).toUpperCase()
  return context.environment.drives.drives.has(drive) ? context.nativePath(argument) : argument
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true
}
