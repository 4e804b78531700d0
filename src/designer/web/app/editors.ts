// Which editor an object has.
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { ObjectView } from '../../api/index.js'

/** What every editor gets. It applies its draft as one edit, and closes itself. */
export interface EditorProps {
  readonly document: string
  readonly object: ObjectView
  onClose(): void
}

type Editor = LazyExoticComponent<ComponentType<EditorProps>>

const general: Editor = lazy(() => import('../properties/GeneralEditor.js'))
const constraint: Editor = lazy(() => import('../properties/ConstraintEditor.js'))
const wmi: Editor = lazy(() => import('../connections/WmiConnectionEditor.js'))
const file: Editor = lazy(() => import('../connections/FileConnectionEditor.js'))
const flatFile: Editor = lazy(() => import('../connections/FlatFileConnectionEditor.js'))
const http: Editor = lazy(() => import('../connections/HttpConnectionEditor.js'))

const wmiTask: Editor = lazy(() => import('../tasks/WmiTaskEditor.js'))

const webService: Editor = lazy(() => import('../tasks/WebServiceEditor.js'))
const forLoop: Editor = lazy(() => import('../tasks/ForLoopEditor.js'))
const forEachLoop: Editor = lazy(() => import('../tasks/ForeachLoopEditor.js'))

const byTaskType: Readonly<Record<string, Editor>> = {
  WmiDataReaderTask: wmiTask,
  WmiEventWatcherTask: wmiTask,
  WebServiceTask: webService,
}
const byKind: Readonly<Record<string, Editor>> = { constraint, forLoop, forEachLoop }
const byConnectionType: Readonly<Record<string, Editor>> = {
  WMI: wmi,
  FILE: file,
  FLATFILE: flatFile,
  HTTP: http,
}

/** The editor of an object; what has none of its own is edited by its properties. */
export function editorFor(object: ObjectView): Editor {
  if (object.kind === 'connection') return byConnectionType[object.type.toUpperCase()] ?? general
  return (object.kind === 'taskHost' ? byTaskType[object.type] : byKind[object.kind]) ?? general
}
