// What can be done to connection managers in the tray.
import { pageText } from '../../../base/texts/designer-app.js'
import { trayText } from '../../../base/texts/designer-tray.js'
import type { ConnectionView, Edit, NodeView } from '../../api/index.js'
import { openClassExplorer, openEditor } from '../app/open.js'
import { ApiError } from '../state/api.js'
import { edit } from '../state/documents.js'
import { select } from '../state/selection.js'
import { toast } from '../ui/index.js'
import { confirmDelete } from './TrayDelete.js'

/** The commands of one document's tray. */
export class TrayActions {
  readonly #document: string
  readonly #say: (text: string) => void

  constructor(document: string, say: (text: string) => void) {
    this.#document = document
    this.#say = say
  }

  /** The key of what was made; undefined when nothing was, which is told. */
  async #edit(step: Edit): Promise<string | undefined> {
    try {
      const { made } = await edit(this.#document, step)
      return made[0]
    } catch (error) {
      if (!(error instanceof ApiError)) toast({ kind: 'error', text: pageText('noServer') })
      return undefined
    }
  }

  open(connection: ConnectionView): void {
    openEditor(this.#document, connection.key)
  }

  explore(connection: ConnectionView): void {
    openClassExplorer(this.#document, connection.key)
  }

  /** A new one, whose editor opens at once. */
  async add(type: string): Promise<void> {
    const made = await this.#edit({ kind: 'addConnection', type })
    if (made === undefined) return
    select(this.#document, [made])
    openEditor(this.#document, made)
    this.#say(trayText('added', { name: type }))
  }

  async duplicate(connection: ConnectionView): Promise<void> {
    const made = await this.#edit({ kind: 'duplicateConnection', connection: connection.key })
    if (made === undefined) return
    select(this.#document, [made])
    this.#say(trayText('added', { name: connection.name }))
  }

  async rename(connection: ConnectionView, name: string | null): Promise<void> {
    const wanted = name?.trim()
    if (!wanted || wanted === connection.name) return
    await this.#edit({ kind: 'set', object: connection.key, values: { Name: wanted } })
  }

  async remove(connection: ConnectionView, nodes: ReadonlyMap<string, NodeView>): Promise<void> {
    if (!(await confirmDelete(connection, nodes))) return
    await this.#edit({ kind: 'remove', objects: [connection.key] })
    this.#say(trayText('removed', { name: connection.name }))
  }
}
