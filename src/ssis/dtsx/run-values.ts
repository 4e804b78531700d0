// Values that properties have during one run only: expressions, configurations and parameters set them, and the document keeps
// what it says.
import type { XmlDocument, XmlElement } from '../../xml/index.js'

/** Texts by property name; undefined: the property is absent during the run. */
type Values = Map<string, string | undefined>

interface RunValues {
  readonly byElement: Map<XmlElement, Values>
  /** A run within a run, such as a connection that is acquired while tasks run, shares the values. */
  depth: number
}

const running = new WeakMap<XmlDocument, RunValues>()

/** Whether property values of this document are kept for a run only. */
export function hasRun(document: XmlDocument): boolean {
  return running.has(document)
}

/** From now on property values of this document are kept beside it. Each call needs one {@link endRun}. */
export function beginRun(document: XmlDocument): void {
  const values = running.get(document)
  if (values) values.depth += 1
  else running.set(document, { byElement: new Map(), depth: 1 })
}

/** The values of the run are forgotten: the document's own count again. */
export function endRun(document: XmlDocument): void {
  const values = running.get(document)
  if (!values) return
  values.depth -= 1
  if (values.depth === 0) running.delete(document)
}

/** What the run says about a property; undefined when it says nothing. */
export function runValue(element: XmlElement, name: string): { readonly text: string | undefined } | undefined {
  const values = running.get(element.document)?.byElement.get(element)
  return values?.has(name) ? { text: values.get(name) } : undefined
}

/** Keeps a value for the run. False when nothing runs: then the value belongs to the document. */
export function setRunValue(element: XmlElement, name: string, text: string | undefined): boolean {
  const run = running.get(element.document)
  if (!run) return false
  const values = run.byElement.get(element)
  if (values) values.set(name, text)
  else run.byElement.set(element, new Map([[name, text]]))
  return true
}
