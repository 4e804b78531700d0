// The one door to the embedded host. It is loaded when a connection needs it, and shared by the connections of this process
// that ask for the same drives, data folder and MOF files, so that what one of them changes the others see.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DriveMap } from '../base/drives.js'
import { ArgumentError } from '../base/errors.js'
import { connectText } from '../base/texts/connect.js'
import type { WmiHost } from '../host/index.js'
import type { MofSource } from '../host/mof-loader.js'
import type { ConnectOptions, LocalHost } from './options.js'

interface SharedHost {
  readonly host: WmiHost
  readonly mof: readonly Uint8Array[]
}

const shared = new Map<string, SharedHost>()

/**
 * The host for these options. With a data folder, MOF files are loaded into the one host of that folder.
 * @throws ArgumentError for a drive or a file, TextError or WmiError for what a file or the data folder says
 */
export async function localHost(options: ConnectOptions, namespace: string): Promise<LocalHost> {
  const { drives = [], mof: files = [], data } = options
  const map = new DriveMap(drives)
  const { texts: mof, sources, included } = await mofFiles(files, namespace)
  const { WmiHost } = await import('../host/index.js')
  const settings = { drives: map, mof: sources, ...(options.onWarning ? { onWarning: options.onWarning } : {}) }

  if (data !== undefined) {
    const key = JSON.stringify([[...map.drives], resolve(data)])
    const known = livingHost(key)
    if (known) for (const source of sources) known.host.load(source)
    const host = known?.host ?? new WmiHost({ ...settings, data })
    shared.set(key, { host, mof: [] })
    await host.saved()
    return host
  }
  const key = JSON.stringify([
    [...map.drives],
    files.length > 0 ? [namespace, ...files.map(file => resolve(file))] : [],
  ])
  const known = livingHost(key)
  if (known && mof.every((bytes, index) => sameBytes(bytes, known.mof[index]))) return known.host
  const host = new WmiHost(settings)
  // What an included file says may change without the file that includes it.
  if (!included()) shared.set(key, { host, mof })
  return host
}

/** Somebody may have closed the host that was shared. */
function livingHost(key: string): SharedHost | undefined {
  const known = shared.get(key)
  if (!known?.host.closed) return known
  shared.delete(key)
  return undefined
}

/**
 * MOF files as the host takes them. `included` tells whether one of them included another when it was loaded.
 * @throws ArgumentError for a file that cannot be read
 */
export async function mofFiles(
  files: readonly string[],
  namespace: string,
): Promise<{ texts: readonly Uint8Array[]; sources: MofSource[]; included: () => boolean }> {
  const texts = await Promise.all(files.map(readMof))
  let includes = false
  const sources = files.map((file, index): MofSource => {
    // Errors and further includes call an included file by the name as written.
    const paths = new Map([[file, file]])
    return {
      text: texts[index] ?? new Uint8Array(),
      source: file,
      namespace,
      include(name, from = file) {
        includes = true
        const path = resolve(dirname(paths.get(from) ?? file), name.replaceAll('\\', '/'))
        paths.set(name, path)
        return readIncluded(path)
      },
    }
  })
  return { texts, sources, included: () => includes }
}

async function readMof(file: string): Promise<Uint8Array> {
  return readFile(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
}

function readIncluded(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): ArgumentError {
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new ArgumentError(connectText('mofUnreadable', { file, reason }), {
    hint: connectText('mofUnreadableHint'),
    cause: error,
  })
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0
}
