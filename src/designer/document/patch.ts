import type { DocumentPatch, DocumentView } from '../api/index.js'

const collections = ['nodes', 'constraints', 'connections', 'variables', 'parameters'] as const

type Rows = Readonly<Record<(typeof collections)[number], ReadonlyMap<string, string>>>

/** What a page has of a document: each row as its JSON, by key. */
export function rowsOf(view: DocumentView): Rows {
  const rows = (name: (typeof collections)[number]) =>
    new Map(view[name].map(row => [row.key, JSON.stringify(row)] as const))
  return {
    nodes: rows('nodes'),
    constraints: rows('constraints'),
    connections: rows('connections'),
    variables: rows('variables'),
    parameters: rows('parameters'),
  }
}

/** What makes the one of the other. @param made keys of new objects, for the selection */
export function patchOf(before: Rows, view: DocumentView, made: readonly string[] = []): DocumentPatch {
  const after = rowsOf(view)
  const changes = <R extends { readonly key: string }>(name: (typeof collections)[number], rows: readonly R[]) => ({
    put: rows.filter(({ key }) => before[name].get(key) !== after[name].get(key)),
    remove: [...before[name].keys()].filter(key => !after[name].has(key)),
  })
  return {
    state: view.state,
    nodes: changes('nodes', view.nodes),
    constraints: changes('constraints', view.constraints),
    connections: changes('connections', view.connections),
    variables: changes('variables', view.variables),
    parameters: changes('parameters', view.parameters),
    made: [...made],
  }
}
