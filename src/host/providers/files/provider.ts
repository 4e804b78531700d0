import { foldName } from '../../../base/name-map.js'
import type { Machine } from '../../machine.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../provider.js'
import { type Drive, drivesOf } from '../drives.js'
import { inLanes } from '../lanes.js'
import { type Mount, readMounts } from '../linux/mounts.js'
import { invokes } from '../methods.js'
import { systemZone, type Zone } from '../zone.js'
import { fileMethods, harmlessFileMethods } from './data-file-methods.js'
import {
  componentsOf,
  type EntryKind,
  type FileEntry,
  locate,
  type Place,
  rootOf,
  splitName,
  windowsName,
} from './entry.js'
import { find, listFolder, lookUp } from './folders.js'
import { observeFolders } from './observe.js'
import { folderPrefix } from './prefix.js'
import { type FileFacts, logicalFileRow, namedColumns, namedRow } from './rows.js'
import { walkBelow } from './walk-drives.js'

/**
 * The files or the folders of the machine's drives. A `Name` is looked up; `Path` limits the search to one folder, a LIKE to
 * what lies below one; every other question walks the drives while the reader reads on. A walk follows no links and enters neither another drive's
 * folder nor a mount of what the kernel makes up (/proc, /sys), of another computer's files or of a container's layers: such
 * places are reached by name.
 */
export function fileProvider(machine: Machine, kind: EntryKind): Provider {
  async function* rows(entries: AsyncIterable<FileEntry>, query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const facts = factsOf(machine)
    const fits = nameTest(query)
    for await (const entry of entries) {
      if (query.signal.aborted) return
      if (entry.kind !== kind || !fits(entry)) continue
      const row = await logicalFileRow(entry, facts, query)
      if (row) yield row
    }
  }

  return {
    harmless: harmlessFileMethods,
    ...invokes(fileMethods(machine, kind)),
    fixed: namedColumns,
    enumerate: query => rows(candidates(machine, kind, query), query),
    async get(keys, query) {
      const place = locate(machine, String(keys.Name))
      const entry = place && (await lookUp(machine, place, kind, query.signal))
      return entry && logicalFileRow(entry, factsOf(machine), query)
    },
    async getMany(keys, query) {
      const facts = factsOf(machine)
      return inLanes(keys, async ({ Name }) => {
        const place = query.signal.aborted ? null : locate(machine, String(Name))
        const entry = place && (await lookUp(machine, place, kind, query.signal))
        return entry && logicalFileRow(entry, facts, query)
      })
    },
    async observe(query, seen) {
      const facts = factsOf(machine)
      const fits = nameTest(query)
      await observeFolders(machine, watchedPlaces(machine, query), query.signal, async ({ entry, exists }) => {
        if (entry.kind === kind && fits(entry))
          seen((exists && (await logicalFileRow(entry, facts, query))) || namedRow(entry, machine))
      })
    },
  }
}

/** The folders in which all files lie that a question asks about; undefined when it does not say. */
function watchedPlaces(machine: Machine, query: ProviderQuery): readonly Place[] | undefined {
  const names = texts(query, 'Name')
  if (names)
    return names.flatMap(name => {
      const place = locate(machine, name)
      return place && place.parts.length > 0 ? [{ ...place, parts: place.parts.slice(0, -1) }] : []
    })
  return texts(query, 'Path')?.flatMap(path => {
    const parts = componentsOf(path)
    return parts ? drivesAsked(machine, query).map(drive => ({ drive, parts })) : []
  })
}

function drivesAsked(machine: Machine, query: ProviderQuery): readonly Drive[] {
  const letters = texts(query, 'Drive')?.map(foldName)
  return drivesOf(machine).filter(({ letter }) => letters?.includes(foldName(letter)) ?? true)
}

function factsOf(machine: Machine): FileFacts {
  let mounts: readonly Mount[] | undefined
  let zone: Zone | undefined
  return {
    machine,
    mounts() {
      mounts ??= readMounts(machine)
      return mounts
    },
    zone() {
      zone ??= systemZone(machine)
      return zone
    },
  }
}

/** Where the question can be answered, the narrowest first. */
function candidates(machine: Machine, kind: EntryKind, query: ProviderQuery): AsyncGenerator<FileEntry> {
  const names = texts(query, 'Name')
  if (names) return named(machine, names, kind, query.signal)
  const drives = drivesAsked(machine, query)
  const paths = texts(query, 'Path')
  return paths
    ? listed(machine, drives, paths, query.signal)
    : walkBelow(machine, tops(machine, drives, query), query.signal)
}

/** The folders below which the answer lies: those of a LIKE that names one, else the roots of the drives. */
async function* tops(machine: Machine, drives: readonly Drive[], query: ProviderQuery): AsyncGenerator<FileEntry> {
  const name = folderPrefix(query.where, 'Name')
  const path = folderPrefix(query.where, 'Path')
  if (name !== undefined) {
    const place = locate(machine, name.replace(/(?<!:)\\$/, ''))
    if (place) yield* find(machine, place.drive, place.parts, 'folder', query.signal)
  } else if (path !== undefined) {
    const parts = componentsOf(path)
    if (parts) for (const drive of drives) yield* find(machine, drive, parts, 'folder', query.signal)
  } else yield* drives.map(rootOf)
}

async function* named(
  machine: Machine,
  names: readonly string[],
  kind: EntryKind,
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  const told = new Set<string>()
  for (const name of names) {
    const place = locate(machine, name)
    if (!place) continue
    for await (const entry of find(machine, place.drive, place.parts, kind, signal)) {
      const spelled = windowsName(entry)
      if (!told.has(spelled)) yield entry
      told.add(spelled)
    }
  }
}

async function* listed(
  machine: Machine,
  drives: readonly Drive[],
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<FileEntry> {
  for (const drive of drives) {
    const told = new Set<string>()
    for (const path of paths) {
      const parts = componentsOf(path)
      if (!parts) continue
      for await (const folder of find(machine, drive, parts, 'folder', signal)) {
        const spelled = windowsName(folder)
        if (!told.has(spelled)) yield* listFolder(machine, folder, signal)
        told.add(spelled)
      }
    }
  }
}

/** The conditions on FileName and Extension, tested before a file is looked at. */
function nameTest(query: ProviderQuery): (entry: FileEntry) => boolean {
  const fileNames = foldedSet(texts(query, 'FileName'))
  const extensions = foldedSet(texts(query, 'Extension'))
  if (!fileNames && !extensions) return () => true
  return entry => {
    const { fileName, extension } = splitName(entry.name)
    return (fileNames?.has(foldName(fileName)) ?? true) && (extensions?.has(foldName(extension)) ?? true)
  }
}

function texts(query: ProviderQuery, property: string): readonly string[] | undefined {
  return query.equals(property)?.map(String)
}

function foldedSet(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names && new Set(names.map(foldName))
}
