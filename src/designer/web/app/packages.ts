// Opening, making, saving and closing packages, with the questions that belong to it.
import { createElement } from 'react'
import { pageText } from '../../../base/texts/designer-app.js'
import { ApiError, call } from '../state/api.js'
import { bringToFront, hide, save, show, useDocuments } from '../state/documents.js'
import { startRun } from '../state/runs.js'
import { askText, confirm, toast } from '../ui/index.js'
import { focusPanel } from './open.js'

/** Opens a package of the folder, asking for its password when it has one. */
export async function openPackage(path: string): Promise<void> {
  const { open } = useDocuments.getState()
  const present = [...open].find(([, { state }]) => state.path === path)
  if (present) return bringToFront(present[0])
  let password: string | undefined
  for (;;)
    try {
      show(await call('document.open', { path, ...(password === undefined ? {} : { password }) }))
      return
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { kind, message, hint } = error.failure
      if (kind !== 'packagePassword') return toast({ kind: 'error', text: message, hint })
      const given = await askText({
        title: pageText('passwordTitle'),
        label: message,
        value: '',
        action: pageText('use'),
      })
      if (given === null) return
      password = given
    }
}

export async function newPackage(): Promise<void> {
  const name = await askText({
    title: pageText('newPackage'),
    label: pageText('packageName'),
    value: 'Package',
    action: pageText('create'),
  })
  if (name === null) return
  try {
    show(await call('document.create', { name }))
  } catch (error) {
    if (error instanceof ApiError) toast({ kind: 'error', text: error.failure.message, hint: error.failure.hint })
    else throw error
  }
}

/** Saves a document; asks for a name where it has none, and before it replaces what somebody else wrote. */
export async function savePackage(document: string, elsewhere = false): Promise<void> {
  const state = useDocuments.getState().open.get(document)?.state
  if (!state) return
  let path = state.path ?? undefined
  if (path === undefined || elsewhere) {
    const asked = await askText({
      title: pageText('saveAs'),
      label: pageText('fileName'),
      value: path ?? `${state.name}.dtsx`,
      action: pageText('save'),
    })
    if (asked === null) return
    path = /\.dtsx$/i.test(asked) ? asked : `${asked}.dtsx`
  }
  for (let overwrite = false; ; overwrite = true)
    try {
      await save(document, { path, ...(overwrite ? { overwrite } : {}) })
      return toast({ kind: 'success', text: pageText('saved', { path }) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { kind, message, hint } = error.failure
      if (kind !== 'conflict' || overwrite) return toast({ kind: 'error', text: message, hint })
      const text = createElement('p', null, message)
      if (!(await confirm(text, { title: pageText('replaceTitle'), action: pageText('replace'), danger: true }))) return
    }
}

/** Runs a package, or some of its executables, where one can see it. */
export function runPackage(document: string, only?: readonly string[]): Promise<void> {
  focusPanel('run')
  return startRun(document, only)
}

export async function closePackage(document: string): Promise<void> {
  const state = useDocuments.getState().open.get(document)?.state
  if (!state) return
  const text = createElement('p', null, pageText('unsavedText', { name: state.name }))
  const title = pageText('unsavedTitle')
  if (state.dirty && !(await confirm(text, { title, action: pageText('discard'), danger: true }))) return
  hide(document)
  await call('document.close', { document }).catch(() => {})
}
