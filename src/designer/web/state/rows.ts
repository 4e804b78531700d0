// Rows by key, as patches change them: maps that change only when something in them does.
import type {
  ConnectionView,
  ConstraintView,
  DocumentPatch,
  DocumentState,
  DocumentView,
  NodeView,
  ParameterView,
  VariableView,
} from '../../api/index.js'

/** An open package as the page has it. */
export interface OpenDocument {
  readonly state: DocumentState
  readonly nodes: ReadonlyMap<string, NodeView>
  readonly constraints: ReadonlyMap<string, ConstraintView>
  readonly connections: ReadonlyMap<string, ConnectionView>
  readonly variables: ReadonlyMap<string, VariableView>
  readonly parameters: ReadonlyMap<string, ParameterView>
}

interface Keyed {
  readonly key: string
}

export function documentOf(view: DocumentView): OpenDocument {
  return {
    state: view.state,
    nodes: byKey(view.nodes),
    constraints: byKey(view.constraints),
    connections: byKey(view.connections),
    variables: byKey(view.variables),
    parameters: byKey(view.parameters),
  }
}

export function patched(document: OpenDocument, patch: DocumentPatch): OpenDocument {
  return {
    state: patch.state,
    nodes: changed(document.nodes, patch.nodes),
    constraints: changed(document.constraints, patch.constraints),
    connections: changed(document.connections, patch.connections),
    variables: changed(document.variables, patch.variables),
    parameters: changed(document.parameters, patch.parameters),
  }
}

function byKey<R extends Keyed>(rows: readonly R[]): ReadonlyMap<string, R> {
  return new Map(rows.map(row => [row.key, row]))
}

function changed<R extends Keyed>(
  rows: ReadonlyMap<string, R>,
  { put, remove }: { readonly put: readonly R[]; readonly remove: readonly string[] },
): ReadonlyMap<string, R> {
  if (put.length === 0 && remove.length === 0) return rows
  const after = new Map(rows)
  for (const key of remove) after.delete(key)
  for (const row of put) after.set(row.key, row)
  return after
}
