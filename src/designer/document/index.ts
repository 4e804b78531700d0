// The operations on open packages.
import { documentText } from '../../base/texts/designer-document.js'
import type { DtsContainer } from '../../ssis/index.js'
import type { DocumentPatch, documentOperations, Edit } from '../api/index.js'
import { DesignerError } from '../failure.js'
import type { HandlersOf } from '../server/handlers.js'
import type { OpenDocument, Workspace } from '../workspace/index.js'
import { copyOf } from './clipboard.js'
import type { EditContext, EditHandler } from './edits/edit-handler.js'
import { editHandlers } from './edits/index.js'
import { followLayout, refIdsOf } from './follow.js'
import { Layout } from './layout.js'
import { objectViewOf } from './object.js'
import { patchOf, rowsOf } from './patch.js'
import { validate } from './problems.js'
import { toolbox } from './toolbox.js'
import { parameterView, variableView, viewOf } from './view.js'

/** Handlers of the operations on documents. */
export function documentHandlers(workspace: Workspace): HandlersOf<keyof typeof documentOperations> {
  const { secrets } = workspace
  const view = (document: OpenDocument) => viewOf(document, Layout.of(document.package), secrets)
  const patched = (document: OpenDocument, work: () => readonly object[]): DocumentPatch => {
    const before = rowsOf(view(document))
    const made = work()
    const after = view(document)
    return patchOf(
      before,
      after,
      made.flatMap(object => document.objects.keyOf(object) ?? []),
    )
  }
  return {
    'folder.list': async () => {
      const { entries, truncated } = await workspace.list()
      return {
        entries: entries.map(entry => ({ ...entry, document: workspace.openAt(entry.path)?.key ?? null })),
        truncated,
      }
    },
    'document.list': () => ({ documents: [...workspace.documents()].map(document => document.state()) }),
    'document.open': async ({ path, password }) => view(await workspace.open(path, password)),
    'document.create': ({ name }) => view(workspace.create(name)),
    'document.view': ({ document }) => view(workspace.get(document)),
    'document.close': ({ document }) => {
      workspace.close(document)
      return {}
    },
    'document.save': async ({ document: key, path, overwrite }) => {
      const document = workspace.get(key)
      const before = rowsOf(view(document))
      await workspace.save(document, path ?? document.path, overwrite)
      return patchOf(before, view(document))
    },
    'document.reload': async ({ document: key, password }) => {
      const document = workspace.get(key)
      const before = rowsOf(view(document))
      await workspace.reload(document, password)
      return patchOf(before, view(document))
    },
    'document.edit': ({ document: key, revision, edit }) => {
      const document = workspace.get(key)
      return patched(document, () =>
        document.change(revision, { kind: edit.kind, name: nameOf(document, edit) }, () =>
          done(document, edit, { secrets }),
        ),
      )
    },
    'document.undo': ({ document: key, revision }) => {
      const document = workspace.get(key)
      return patched(document, () => {
        document.undo(revision)
        return []
      })
    },
    'document.redo': ({ document: key, revision }) => {
      const document = workspace.get(key)
      return patched(document, () => {
        document.redo(revision)
        return []
      })
    },
    'document.object': ({ document, object }) => objectViewOf(workspace.get(document), object, secrets),
    'document.copy': ({ document, objects }) => ({ clipboard: copyOf(workspace.get(document), objects) }),
    'document.validate': ({ document }) => validate(workspace.get(document), workspace),
    'document.source': ({ document }) => ({ text: workspace.get(document).package.toXml() }),
    'document.variables': ({ document: key, scope }) => seenFrom(workspace.get(key), scope),
    'toolbox.list': () => toolbox(),
    'workspace.watch': (_input, { emit, signal }) =>
      new Promise(resolve => {
        const stop = workspace.listen(event =>
          emit(event.kind === 'state' ? { kind: 'state', state: event.document.state() } : event),
        )
        const end = () => {
          stop()
          resolve({})
        }
        if (signal.aborted) end()
        else signal.addEventListener('abort', end, { once: true })
      }),
  }
}

/** The edit, and what follows from it in the layout. */
function done<K extends Edit['kind']>(
  document: OpenDocument,
  edit: Extract<Edit, { kind: K }>,
  context: EditContext,
): readonly object[] {
  const before = refIdsOf(document)
  const handler = editHandlers[edit.kind] as EditHandler<K>
  const made = handler(document, edit as never, context)
  document.refresh()
  followLayout(document, before)
  return made
}

/** What an edit is about, for the words of undo. */
function nameOf(document: OpenDocument, edit: Edit): string {
  const [first] = edit.kind === 'several' ? edit.edits : []
  if (first) return nameOf(document, first)
  if ('name' in edit && edit.name) return edit.name
  const { object, loop, task, variable, connection, objects }: Partial<Record<string, unknown>> = edit
  const [key] = [object, loop, task, variable, connection, Array.isArray(objects) ? objects[0] : undefined].filter(
    each => typeof each === 'string',
  )
  if (key !== undefined && document.objects.has(key)) return document.entryOf(key).object.name
  if (edit.kind === 'addExecutable') return edit.moniker.replace(/^.*[:.]/, '')
  return edit.kind === 'addConnection' ? edit.type : ''
}

function seenFrom(document: OpenDocument, key: string) {
  const found = document.entryOf(key)
  const { object } = found
  const start =
    found.kind === 'container' ? found.object : 'parent' in object ? (object.parent as DtsContainer | null) : null
  if (!start) throw new DesignerError({ kind: 'notFound', message: documentText('noObject', { key }) })
  const variables = []
  for (let holder: DtsContainer | null = start; holder; holder = holder.parent) {
    const scope = document.keyOf(holder)
    for (const variable of holder.variables) {
      const own = document.objects.keyOf(variable)
      if (own !== undefined && document.entryOf(own).kind === 'parameter') continue
      variables.push(variableView(own ?? `${scope} ${variable.qualifiedName}`, variable, scope))
    }
  }
  const parameters = document.package.parameters.map(each => parameterView(document.keyOf(each), each))
  return { variables, parameters }
}
