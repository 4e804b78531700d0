import { posix, win32 } from 'node:path'
import { ArgumentError } from './errors.js'
import { baseText } from './texts/base.js'

/**
 * The one map between Windows paths, which packages and WMI speak, and this system's files. `C:` is `/` unless mapped
 * otherwise. On Windows every path is its own.
 */
export class DriveMap {
  /** Drive letters such as `C:` with the folders they stand for, in order of definition. */
  readonly drives: ReadonlyMap<string, string>
  readonly #identity: boolean

  /** @param mappings `X:=/path` texts as the `--drive` option takes them; @throws ArgumentError on any other form */
  constructor(mappings: Iterable<string> = [], platform: NodeJS.Platform = process.platform) {
    this.#identity = platform === 'win32'
    const drives = new Map<string, string>(this.#identity ? [] : [['C:', '/']])
    for (const mapping of mappings) {
      const match = /^([A-Za-z]):=(.+)$/.exec(mapping)
      if (!match?.[1] || !match[2])
        throw new ArgumentError(baseText('driveForm', { mapping }), { hint: baseText('driveHint') })
      drives.set(`${match[1].toUpperCase()}:`, posix.resolve(match[2]))
    }
    this.drives = drives
  }

  /**
   * The native path for a Windows path. Native absolute paths stay; relative ones (either separator) become relative native
   * paths. @throws ArgumentError for an unmapped letter or a UNC path
   */
  toNative(path: string): string {
    if (this.#identity || path.startsWith('/')) return path
    if (/^\\\\/.test(path)) throw new ArgumentError(baseText('uncPath', { path }), { hint: baseText('uncHint') })
    const match = /^([A-Za-z]:)(.*)$/s.exec(path)
    if (!match) return path.replaceAll('\\', '/')
    const letter = (match[1] ?? '').toUpperCase()
    const folder = this.drives.get(letter)
    if (folder === undefined) {
      throw new ArgumentError(baseText('driveUnmapped', { letter, path }), {
        hint: baseText('driveUnmappedHint', { letter }),
      })
    }
    // `C:\..\x` stays below the drive, as on Windows.
    return posix.resolve(folder, `.${posix.resolve('/', (match[2] ?? '').replaceAll('\\', '/'))}`)
  }

  /** The Windows path for a native absolute path, by the deepest mapped folder; native when no drive covers it. */
  toWindows(path: string): string {
    if (this.#identity) return win32.normalize(path)
    let best: { letter: string; folder: string } | undefined
    for (const [letter, folder] of this.drives) {
      const inside = folder === '/' || path === folder || path.startsWith(`${folder}/`)
      if (inside && (!best || folder.length > best.folder.length)) best = { letter, folder }
    }
    if (!best) return path
    const rest = best.folder === '/' ? path : path.slice(best.folder.length)
    return `${best.letter}${rest.replaceAll('/', '\\') || '\\'}`
  }
}
