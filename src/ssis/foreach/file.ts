// The Foreach File enumerator ("Foreach Loop Container", IDTSForEachFileEnumerator).
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { WmilinkError } from '../../base/errors.js'
import { glob } from '../../base/glob.js'
import { compareNames } from '../../base/name-map.js'
import { foreachText } from '../../base/texts/ssis-foreach.js'
import { dtsError } from '../errors.js'
import { fileReason } from '../file-reason.js'
import { FileStore } from './file-store.js'
import { type EnumeratorContext, type EnumeratorKind, type EnumeratorSource, enumeratorPattern } from './kinds.js'

/** What an item tells of a file: its whole path, its name, or its name without the extension. */
export const FileNameRetrieval = { FullyQualified: 0, NameAndExtension: 1, NameOnly: 2 } as const

/** @throws DtsError 0xC001401E for a folder that is not named or leads nowhere here */
function nativeFolder({ name, properties }: EnumeratorSource, context: EnumeratorContext): string {
  const path = String(properties.get('Directory')).trim()
  if (path === '')
    throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: foreachText('noFolder', { name }) })
  try {
    return resolve(context.nativePath(path))
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { cause: error, hint: error.hint })
  }
}

/** Files of a folder in the order of their names, then those of its subfolders; a link to a folder is not followed. */
async function* filesOf(folder: string, fits: (name: string) => boolean, recurse: boolean): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const reason = foreachText('folderUnreadable', { path: folder, reason: fileReason(error, 'read') })
    throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { cause: error })
  })
  entries.sort((a, b) => compareNames(a.name, b.name))
  for (const entry of entries) if (!entry.isDirectory() && fits(entry.name)) yield join(folder, entry.name)
  if (!recurse) return
  for (const entry of entries) if (entry.isDirectory()) yield* filesOf(join(folder, entry.name), fits, recurse)
}

async function* items(source: EnumeratorSource, context: EnumeratorContext): AsyncGenerator<readonly [string]> {
  const { properties } = source
  const folder = nativeFolder(source, context)
  const pattern = String(properties.get('FileSpec')).trim()
  // As on Windows, `*.*` means every file, also one without an extension.
  const fits = pattern === '' || pattern === '*.*' ? () => true : glob(pattern)
  const form = properties.get('FileNameRetrieval')
  for await (const path of filesOf(folder, fits, properties.get('Recurse') === true)) {
    if (context.signal.aborted) return
    yield [told(path, form, context)]
  }
}

function told(path: string, form: unknown, context: EnumeratorContext): string {
  if (form === FileNameRetrieval.FullyQualified) return context.windowsPath(path)
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return form === FileNameRetrieval.NameOnly && dot >= 0 ? name.slice(0, dot) : name
}

/** `Microsoft.ForEachFileEnumerator`: one value, the file's name. */
export const fileEnumerator: EnumeratorKind = {
  creationName: 'Microsoft.ForEachFileEnumerator',
  pattern: enumeratorPattern('ForEachFileEnumerator'),
  properties: [
    { name: 'Directory', type: 'String', default: '', attribute: 'Folder' },
    { name: 'FileSpec', type: 'String', default: '*.*', attribute: 'FileSpec' },
    {
      name: 'FileNameRetrieval',
      type: 'Int32',
      default: FileNameRetrieval.FullyQualified,
      attribute: 'FileNameRetrievalType',
    },
    { name: 'Recurse', type: 'Boolean', default: false, attribute: 'Recurse' },
  ],
  store: node => new FileStore(node),
  check(source, context) {
    nativeFolder(source, context)
  },
  open: items,
}
