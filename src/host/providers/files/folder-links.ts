import type { Machine } from '../../machine.js'
import type { Provider, ProviderQuery, ProviderRow } from '../../provider.js'
import { reference } from '../reference.js'
import { keyOf } from '../referred.js'
import { type EntryKind, type FileEntry, folderOf, locate, type Place, windowsName } from './entry.js'
import { listFolder, lookUp } from './folders.js'
import { observeFolders } from './observe.js'
import { walkDrives } from './walk-drives.js'

/** The class of each kind's instances. */
const classes = { file: 'CIM_DataFile', folder: 'Win32_Directory' } as const

/**
 * Which folder holds which files, or which folders. A question about one of them looks up that one: the folder of a file, the
 * files of a folder. Any other walks the drives, as a question about all files does.
 */
export function folderLinkProvider(machine: Machine, kind: EntryKind): Provider {
  const row = (entry: FileEntry): ProviderRow | null => {
    const folder = folderOf(entry)
    return (
      folder && {
        GroupComponent: reference(machine, classes.folder, { Name: windowsName(folder) }),
        PartComponent: reference(machine, classes[kind], { Name: windowsName(entry) }),
      }
    )
  }

  async function* enumerate(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    for await (const entry of entries(machine, kind, query)) {
      if (query.signal.aborted) return
      const link = entry.kind === kind ? row(entry) : null
      if (link) yield link
    }
  }

  return {
    enumerate,
    async observe(query, seen) {
      await observeFolders(machine, watchedPlaces(machine, kind, query), query.signal, ({ entry }) => {
        const link = entry.kind === kind ? row(entry) : null
        if (link) seen(link)
      })
    },
  }
}

async function* entries(machine: Machine, kind: EntryKind, query: ProviderQuery): AsyncGenerator<FileEntry> {
  const parts = placesOf(machine, query, 'PartComponent', classes[kind])
  const groups = placesOf(machine, query, 'GroupComponent', classes.folder)
  if (parts) {
    for (const place of parts) {
      const entry = await lookUp(machine, place, kind, query.signal)
      if (entry) yield entry
    }
  } else if (groups) {
    const told = new Set<string>()
    for (const place of groups) {
      const folder = await lookUp(machine, place, 'folder', query.signal)
      if (folder && !told.has(windowsName(folder))) yield* listFolder(machine, folder, query.signal)
      if (folder) told.add(windowsName(folder))
    }
  } else yield* walkDrives(machine, query.signal)
}

/** The folders in which all links lie that a question asks about; undefined when it does not say. */
function watchedPlaces(machine: Machine, kind: EntryKind, query: ProviderQuery): readonly Place[] | undefined {
  const parts = placesOf(machine, query, 'PartComponent', classes[kind])
  if (!parts) return placesOf(machine, query, 'GroupComponent', classes.folder)
  return parts.filter(place => place.parts.length > 0).map(place => ({ ...place, parts: place.parts.slice(0, -1) }))
}

/** Where the objects lie to which a question limits a reference; undefined: it does not. */
function placesOf(
  machine: Machine,
  query: ProviderQuery,
  property: string,
  className: string,
): readonly Place[] | undefined {
  return query.references(property)?.flatMap(path => {
    const name = keyOf(path, className, 'Name')
    return (name !== undefined && locate(machine, String(name))) || []
  })
}
