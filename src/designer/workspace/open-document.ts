import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { documentText, stepText } from '../../base/texts/designer-document.js'
import { DTSProtectionLevel, type Package } from '../../ssis/index.js'
import type { DocumentState } from '../api/index.js'
import { DesignerError } from '../failure.js'
import { History, type StepName } from './history.js'
import { type DocumentObject, DocumentObjects } from './objects.js'

type OnDisk = DocumentState['changedOnDisk']

/** What a document came from. */
export interface DocumentSource {
  readonly key: string
  readonly package: Package
  /** Below the folder; null for one that was never saved. */
  readonly path: string | null
  /** Where the file is; null likewise. */
  readonly place: string | null
  /** {@link digestOf} the bytes of the file. */
  readonly digest: string | null
}

/** A fingerprint of a file's bytes. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64')
}

/** A package that is open: what it is now, how it came to be so, and what its file is meanwhile. */
export class OpenDocument {
  readonly key: string
  /** True while it runs; set by who runs it. */
  running = false
  #package: Package
  #path: string | null
  #place: string | null
  #digest: string | null
  #onDisk: OnDisk = 'no'
  #revision = 0
  #objects: DocumentObjects | undefined
  #history = new History()
  #savedText: string | null
  readonly #listeners = new Set<() => void>()

  constructor({ key, package: pkg, path, place, digest }: DocumentSource) {
    this.key = key
    this.#package = pkg
    this.#path = path
    this.#place = place
    this.#digest = digest
    this.#savedText = path === null ? null : textOf(pkg)
  }

  get package(): Package {
    return this.#package
  }

  get path(): string | null {
    return this.#path
  }

  /** Where its file is; null for one that was never saved. */
  get place(): string | null {
    return this.#place
  }

  /** Goes up with each change. */
  get revision(): number {
    return this.#revision
  }

  get objects(): DocumentObjects {
    this.#objects ??= new DocumentObjects(this.#package)
    return this.#objects
  }

  /** The key of an object of the package as it is now. @throws DesignerError notFound for any other object */
  keyOf(object: object): string {
    const key = this.objects.keyOf(object)
    if (key !== undefined) return key
    throw new DesignerError({ kind: 'notFound', message: documentText('noObject', { key: '' }) })
  }

  /** The object of a key. @throws DesignerError notFound */
  objectOf(key: string): DocumentObject['object'] {
    return this.objects.get(key).object
  }

  /** The object of a key with what kind it is. @throws DesignerError notFound */
  entryOf(key: string): DocumentObject {
    return this.objects.get(key)
  }

  /** Told after each change of the document or of what is known of its file. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  state(): DocumentState {
    const { package: pkg } = this
    const level = Object.entries(DTSProtectionLevel).find(([, number]) => number === levelOf(pkg))?.[0]
    const undo = this.#history.undo
    const redo = this.#history.redo
    return {
      document: this.key,
      path: this.#path,
      name: pkg.name,
      revision: this.#revision,
      dirty: this.dirty,
      undo: undo ? stepLabel(undo) : null,
      redo: redo ? stepLabel(redo) : null,
      formatVersion: pkg.formatVersion,
      protectionLevel: level ?? '',
      editable: true,
      changedOnDisk: this.#onDisk,
      warnings: [
        ...[...pkg.connections].flatMap(manager => manager.secretWarnings()),
        ...(pkg.project?.problems ?? []),
      ],
    }
  }

  get dirty(): boolean {
    return this.#savedText === null || this.#savedText !== textOf(this.#package)
  }

  /**
   * Does something to the package as one step. When it fails, everything is as before.
   *
   * @param revision what the page thinks it is changing
   * @throws DesignerError conflict when the document is another one by now; whatever the work throws
   */
  change<T>(revision: number, label: StepName, work: () => T): T {
    this.checkRevision(revision)
    const before = textOf(this.#package)
    try {
      const result = work()
      const after = textOf(this.#package)
      if (after !== before) this.#history.push(before, after, label)
      this.#changed()
      return result
    } catch (error) {
      // What the work may have done before it failed is taken back.
      if (textOf(this.#package) !== before) this.#package = this.#package.withText(before)
      this.#objects = undefined
      throw error
    }
  }

  /**
   * Inside a change: the package that another text makes, for what moves whole parts of it. Objects that were held are of the past.
   *
   * @throws as Package.load for a text that is no package
   */
  replaceText(text: string): Package {
    this.#package = this.#package.withText(text)
    this.#objects = undefined
    return this.#package
  }

  /** Inside a change: after objects were made or taken out. */
  refresh(): void {
    this.#objects = undefined
  }

  /** @throws DesignerError conflict, or invalid when there is nothing to undo */
  undo(revision: number): void {
    this.checkRevision(revision)
    const text = this.#history.before(textOf(this.#package))
    if (text === undefined) throw nothing('nothingToUndo')
    this.#package = this.#package.withText(text)
    this.#history.stepBack()
    this.#changed()
  }

  /** @throws DesignerError conflict, or invalid when there is nothing to redo */
  redo(revision: number): void {
    this.checkRevision(revision)
    const text = this.#history.after(textOf(this.#package))
    if (text === undefined) throw nothing('nothingToRedo')
    this.#package = this.#package.withText(text)
    this.#history.stepForth()
    this.#changed()
  }

  /** Takes what the file is now; one step of undo. */
  replace(pkg: Package, digest: string): void {
    const before = textOf(this.#package)
    const after = textOf(pkg)
    if (after !== before) this.#history.push(before, after, { kind: 'reload', name: '' })
    this.#package = pkg
    this.#savedText = after
    this.#digest = digest
    this.#onDisk = 'no'
    this.#changed()
  }

  /** After its file was written. */
  saved(path: string, place: string, digest: string): void {
    this.#path = path
    this.#place = place
    this.#digest = digest
    this.#savedText = textOf(this.#package)
    this.#onDisk = 'no'
    this.#tell()
  }

  /** Looks at the file. Answers whether something about it is new. */
  async lookAtDisk(): Promise<boolean> {
    const found = await this.diskState()
    if (found === this.#onDisk) return false
    this.#onDisk = found
    this.#tell()
    return true
  }

  /** How the file on disk is to what this document came from. */
  async diskState(): Promise<OnDisk> {
    const place = this.#place
    if (place === null) return 'no'
    try {
      return digestOf(await readFile(place)) === this.#digest ? 'no' : 'changed'
    } catch {
      return 'deleted'
    }
  }

  /** @throws DesignerError conflict */
  checkRevision(revision: number): void {
    if (revision === this.#revision) return
    throw new DesignerError({
      kind: 'conflict',
      message: documentText('outdated'),
      hint: documentText('outdatedHint'),
    })
  }

  #changed(): void {
    this.#revision += 1
    this.#objects = undefined
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** The document's text, with what was opened of its secrets: it stays in this process. */
function textOf(pkg: Package): string {
  return pkg.node.element.document.toString()
}

function levelOf(pkg: Package): number | undefined {
  try {
    return pkg.protectionLevel
  } catch {
    return undefined
  }
}

function stepLabel({ kind, name }: StepName): string {
  const { table } = stepText
  return isStep(kind) && Object.hasOwn(table, kind)
    ? (stepText as (key: string, values: { name: string }) => string)(kind, { name })
    : kind
}

function isStep(kind: string): kind is keyof typeof stepText.table & string {
  return Object.hasOwn(stepText.table, kind)
}

function nothing(key: 'nothingToUndo' | 'nothingToRedo'): DesignerError {
  return new DesignerError({ kind: 'invalid', message: documentText(key) })
}
