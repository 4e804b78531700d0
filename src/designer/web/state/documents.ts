// Open packages, and what is done to them.
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { pageText } from '../../../base/texts/designer-app.js'
import type {
  CallName,
  DocumentPatch,
  DocumentState,
  DocumentView,
  Edit,
  Failure,
  Input,
  ObjectView,
  Output,
  ProblemView,
} from '../../api/index.js'
import { ApiError, call } from './api.js'
import { documentOf, type OpenDocument, patched } from './rows.js'
import { toast } from './toasts.js'

export type { OpenDocument } from './rows.js'

interface Documents {
  readonly open: ReadonlyMap<string, OpenDocument>
  /** The one in front. */
  readonly current: string | null
}

export const useDocuments = create<Documents>(() => ({ open: new Map(), current: null }))

/** Undefined for a document that is not open. */
export function useDocument(document: string): OpenDocument | undefined {
  return useDocuments(({ open }) => open.get(document))
}

/** Puts a document to the front, whether it was open or not. */
export function show(view: DocumentView): void {
  put(view.state.document, documentOf(view))
  useDocuments.setState({ current: view.state.document })
}

export function bringToFront(document: string): void {
  useDocuments.setState({ current: document })
}

/** Takes a document off the page. */
export function hide(document: string): void {
  useDocuments.setState(({ open, current }) => {
    const after = new Map(open)
    after.delete(document)
    return { open: after, current: current === document ? ([...after.keys()].at(-1) ?? null) : current }
  })
}

/** What somebody else did: a newer document is asked for whole. */
export function notice(state: DocumentState): void {
  const present = useDocuments.getState().open.get(state.document)
  if (!present) return
  if (state.revision > present.state.revision) void queued(state.document, () => renew(state.document)).catch(() => {})
  else if (state.revision === present.state.revision) put(state.document, { ...present, state })
}

/**
 * One step of editing. A failure is told, and rejects.
 *
 * @param tell false where the caller shows the failure itself
 * @throws ApiError
 */
export function edit(document: string, step: Edit, { tell = true } = {}): Promise<DocumentPatch> {
  return change(document, 'document.edit', revision => ({ document, revision, edit: step }), { tell })
}

export function undo(document: string): Promise<DocumentPatch> {
  return change(document, 'document.undo', revision => ({ document, revision }))
}

export function redo(document: string): Promise<DocumentPatch> {
  return change(document, 'document.redo', revision => ({ document, revision }))
}

/** @throws ApiError conflict when the file is another one by now, which the caller asks about */
export function save(document: string, more: { path?: string; overwrite?: boolean } = {}): Promise<DocumentPatch> {
  return change(document, 'document.save', () => ({ document, ...more }), { tell: false, renews: false })
}

export function reload(document: string): Promise<DocumentPatch> {
  return change(document, 'document.reload', () => ({ document }))
}

type Changing = 'document.edit' | 'document.undo' | 'document.redo' | 'document.save' | 'document.reload'

const queues = new Map<string, Promise<unknown>>()

/** Steps of one document go one after the other: each tells the revision that it is meant for. */
function queued<T>(document: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(document) ?? Promise.resolve()).catch(() => {}).then(work)
  queues.set(document, turn)
  return turn
}

function change<N extends Changing & CallName>(
  document: string,
  name: N,
  input: (revision: number) => Input<N>,
  { tell = true, renews = true } = {},
): Promise<DocumentPatch> {
  return queued(document, async () => {
    const present = useDocuments.getState().open.get(document)
    try {
      const patch = (await call(name, input(present?.state.revision ?? 0))) as Output<N> & DocumentPatch
      const now = useDocuments.getState().open.get(document)
      if (now) put(document, patched(now, patch))
      return patch
    } catch (error) {
      if (error instanceof ApiError && tell)
        toast({ kind: 'error', text: error.failure.message, hint: error.failure.hint })
      if (error instanceof ApiError && error.failure.kind === 'conflict' && renews) await renew(document)
      throw error
    }
  })
}

async function renew(document: string): Promise<void> {
  put(document, documentOf(await call('document.view', { document })))
}

function put(key: string, document: OpenDocument): void {
  useDocuments.setState(({ open }) => ({ open: new Map(open).set(key, document) }))
}

/** One object with all its properties, as it is after each change. */
export function useObject(
  document: string,
  key: string | undefined,
): { readonly object: ObjectView | undefined; readonly failure: Failure | undefined } {
  const revision = useDocument(document)?.state.revision
  const [found, setFound] = useState<{ key: string; object?: ObjectView; failure?: Failure }>()
  useEffect(() => {
    if (key === undefined || revision === undefined) return
    const stop = new AbortController()
    call('document.object', { document, object: key }, { signal: stop.signal }).then(
      object => setFound({ key, object }),
      error => {
        if (stop.signal.aborted) return
        const failure: Failure =
          error instanceof ApiError ? error.failure : { kind: 'failed', message: pageText('noServer') }
        setFound({ key, failure })
      },
    )
    return () => stop.abort()
  }, [document, key, revision])
  const own = found?.key === key ? found : undefined
  return { object: own?.object, failure: own?.failure }
}

const none: readonly ProblemView[] = []
const useProblemStore = create<Readonly<Record<string, readonly ProblemView[]>>>(() => ({}))

/** Milliseconds after the last change before validation is asked. */
const settled = 400

/** What validation says of a document; the shell keeps it going with {@link useValidation}. */
export function useProblems(document: string): readonly ProblemView[] {
  return useProblemStore(all => all[document] ?? none)
}

/** Validates the document some time after each change. */
export function useValidation(document: string): void {
  const revision = useDocument(document)?.state.revision
  useEffect(() => {
    if (revision === undefined) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call('document.validate', { document }, { signal: stop.signal, ask: false }).then(
        ({ problems }) => useProblemStore.setState({ [document]: problems }),
        () => {},
      )
    }, settled)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [document, revision])
}
