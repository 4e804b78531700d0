// Project files (.ispac): zip archives with the packages of a project, its connection managers and its parameters.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { sameName } from '../../ssis/names.js'
import { PackageError } from '../errors.js'
import { ExitCode } from '../exit-code.js'

/** Larger archives are refused before they are read, and larger contents before they are unpacked. Bytes. */
const largest = { archive: 64 << 20, content: 256 << 20, entries: 10_000 }

/** A project that was unpacked. */
export interface UnpackedProject {
  /** The package asked for, with what belongs to its project beside it. */
  readonly packagePath: string
  /** Removes everything again. */
  remove(): Promise<void>
}

/**
 * Unpacks a project file into a folder of its own, which nobody else can read.
 *
 * @param packageName with or without `.dtsx`, in any case
 * @throws PackageError when the file or the package is not there (exit code 4), or it is no project file (5)
 */
export async function unpackProject(path: string, written: string, packageName: string): Promise<UnpackedProject> {
  const entries = await readArchive(path, written)
  const packages = [...entries.keys()].filter(name => /\.dtsx$/i.test(name))
  const wanted = packages.find(name => sameName(name, packageName) || sameName(name, `${packageName}.dtsx`))
  if (wanted === undefined)
    throw new PackageError(dtexecText('projectPackage', { name: packageName }), ExitCode.PackageNotFound, {
      hint: dtexecText('projectPackages', { names: packages.join(', ') }),
    })
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-project-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    for (const [name, bytes] of entries) await writeFile(join(folder, name), bytes, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    await remove()
    throw notLoaded(written, reasonOf(error), error)
  }
  return { packagePath: join(folder, wanted), remove }
}

/** The files of a project by name; the names of zip entries are percent-encoded. */
async function readArchive(path: string, written: string): Promise<ReadonlyMap<string, Uint8Array>> {
  let bytes: Uint8Array
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' })
    if (facts.size > largest.archive) throw notLoaded(written, dtexecText('projectTooLarge'))
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof PackageError) throw error
    const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    throw notLoaded(written, reasonOf(error), error, missing ? ExitCode.PackageNotFound : ExitCode.PackageNotLoaded)
  }
  const { unzipSync } = await import('fflate')
  let size = 0
  let count = 0
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (fileName(name) === undefined) return false
        size += originalSize
        count += 1
        if (size > largest.content || count > largest.entries) throw notLoaded(written, dtexecText('projectTooLarge'))
        return true
      },
    })
    return new Map(Object.entries(found).map(([name, content]) => [fileName(name) ?? '', content]))
  } catch (error) {
    if (error instanceof PackageError) throw error
    throw notLoaded(written, dtexecText('projectNoZip'), error)
  }
}

/** The name of a file that belongs to a project; undefined for any other entry. No entry leads out of the folder. */
function fileName(entry: string): string | undefined {
  let name: string
  try {
    name = decodeURIComponent(entry)
  } catch {
    return undefined
  }
  const plain = basename(name) === name && !name.includes('\\') && !name.startsWith('.') && !name.includes('\0')
  return plain && /\.(?:dtsx|conmgr|params)$/i.test(name) ? name : undefined
}

function notLoaded(
  file: string,
  reason: string,
  cause?: unknown,
  exitCode: ExitCode = ExitCode.PackageNotLoaded,
): PackageError {
  return new PackageError(dtexecText('projectFile', { file, reason }), exitCode, {
    hint: dtexecText('projectFileHint'),
    cause,
  })
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
