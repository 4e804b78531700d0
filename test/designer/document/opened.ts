import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DriveMap } from '../../../src/base/drives.js'
import type { DocumentPatch, DocumentView, Edit, Input, Output } from '../../../src/designer/api/index.js'
import { documentHandlers } from '../../../src/designer/document/index.js'
import { Workspace } from '../../../src/designer/workspace/index.js'

/** A folder of its own with copies of files, and the operations on it. */
export class Folder implements AsyncDisposable {
  readonly path: string
  readonly workspace: Workspace
  readonly handlers: ReturnType<typeof documentHandlers>

  private constructor(path: string) {
    this.path = path
    const environment = { drives: new DriveMap(), connect: { embedded: true } }
    this.workspace = new Workspace({ folder: path, environment, configFolder: join(path, '.config') })
    this.handlers = documentHandlers(this.workspace)
  }

  static async of(...files: readonly string[]): Promise<Folder> {
    const path = await mkdtemp(join(tmpdir(), 'wmilink-documents-'))
    for (const file of files) await cp(file, join(path, basename(file)))
    return new Folder(path)
  }

  file(name: string): string {
    return join(this.path, name)
  }

  open(path: string): Promise<Output<'document.open'>> {
    return this.call('document.open', { path })
  }

  /** Does one edit to what the document is now. */
  edit(document: DocumentView | string, edit: Edit): Promise<DocumentPatch> {
    const key = typeof document === 'string' ? document : document.state.document
    return this.call('document.edit', { document: key, revision: this.workspace.get(key).revision, edit })
  }

  async call<N extends keyof ReturnType<typeof documentHandlers>>(name: N, input: Input<N>): Promise<Output<N>> {
    const handler = this.handlers[name] as (input: Input<N>, context: object) => Promise<Output<N>> | Output<N>
    return handler(input, { signal: new AbortController().signal, emit: () => {} })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.workspace.closeAll()
    await rm(this.path, { recursive: true, force: true })
  }
}
