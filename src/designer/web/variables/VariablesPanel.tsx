import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { variableText } from '../../../base/texts/designer-variables.js'
import type { Edit, VariableView } from '../../api/index.js'
import { call } from '../state/api.js'
import { edit, type OpenDocument, useDocument } from '../state/documents.js'
import { useSelection } from '../state/selection.js'
import { Button, Checkbox, EmptyState, Hidden, Select } from '../ui/index.js'
import { useVariableTypes } from './cells.js'
import { freeName } from './free-name.js'
import { type Column, SystemRow, VariableRow } from './VariableRow.js'
import styles from './variables.module.css'

const usual: readonly Column[] = ['name', 'scope', 'type', 'value', 'expression']
const more: readonly Column[] = [...usual, 'namespace', 'readOnly', 'raiseEvent', 'description']

/** The window of variables: those of the package with their scopes, types, values and expressions. */
export default function VariablesPanel({ document }: { readonly document: string }) {
  const open = useDocument(document)
  const selection = useSelection(document)
  const types = useVariableTypes()
  const [seen, setSeen] = useState<'everywhere' | 'visible'>('everywhere')
  const [all, setAll] = useState(false)
  const [withSystem, setWithSystem] = useState(false)
  const [wanted, setWanted] = useState<{ readonly key: string | undefined; readonly column: Column }>()
  const bar = useRef<HTMLDivElement>(null)
  const scope = open && scopeOf(open, selection)
  const system = useSystemVariables(document, withSystem ? scope : undefined, open?.state.revision)
  if (!open || scope === undefined) return null
  const nodes = [...open.nodes.values()]
  const reach = new Set(seen === 'visible' ? outwards(open, scope) : open.nodes.keys())
  const variables = [...open.variables.values()].filter(variable => reach.has(variable.scope))
  const columns = all ? more : usual
  const change = (step: Edit) => edit(document, step)
  // A cell shows why its value is refused.
  const commit = (step: Edit) => edit(document, step, { tell: false })
  const add = () => {
    const name = freeName(
      variableText('newName'),
      [...open.variables.values()].map(each => each.name),
    )
    change({ kind: 'addVariable', scope, name, type: 'String', value: '' }).then(
      ({ made }) => setWanted({ key: made[0], column: 'name' }),
      () => {},
    )
  }
  const retype = (key: string, what: { readonly type: string } | { readonly scope: string }) =>
    change({ kind: 'retypeVariable', variable: key, ...what }).then(
      ({ made }) => setWanted({ key: made[0], column: 'type' in what ? 'type' : 'scope' }),
      () => {},
    )
  const remove = ({ key }: VariableView) => {
    void change({ kind: 'remove', objects: [key] }).catch(() => {})
    bar.current?.querySelector('button')?.focus()
  }
  return (
    <div className={styles.panel}>
      <div ref={bar} className={styles.bar}>
        <Button
          icon={<Plus size={14} />}
          onClick={add}
          title={variableText('addIn', { path: open.nodes.get(scope)?.path ?? '' })}
        >
          {variableText('add')}
        </Button>
        <Select
          label={variableText('show')}
          hideLabel
          value={seen}
          onChange={value => setSeen(value === 'visible' ? 'visible' : 'everywhere')}
          options={[
            { value: 'everywhere', label: variableText('everywhere') },
            { value: 'visible', label: variableText('visible') },
          ]}
        />
        <Checkbox label={variableText('system')} checked={withSystem} onChange={setWithSystem} />
        <Checkbox label={variableText('moreColumns')} checked={all} onChange={setAll} />
      </div>
      {variables.length + system.length === 0 ? (
        <EmptyState title={variableText('none')} text={variableText('noneText')} />
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table} aria-label={variableText('title')}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col" data-column={column}>
                    {variableText(column)}
                  </th>
                ))}
                <th scope="col">
                  <Hidden>{variableText('actions')}</Hidden>
                </th>
              </tr>
            </thead>
            <tbody>
              {variables.map(variable => (
                <VariableRow
                  key={variable.key}
                  document={document}
                  variable={variable}
                  columns={columns}
                  types={types}
                  nodes={nodes}
                  wanted={variable.key === wanted?.key ? wanted.column : undefined}
                  retype={what => void retype(variable.key, what)}
                  change={change}
                  commit={commit}
                  onRemove={() => remove(variable)}
                />
              ))}
              {system.map(variable => (
                <SystemRow key={variable.key} variable={variable} columns={columns} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

/** The container that the selection is or is in; the package for everything else. */
function scopeOf({ nodes }: OpenDocument, selection: ReadonlySet<string>): string | undefined {
  return [...selection].find(key => nodes.has(key)) ?? nodes.keys().next().value
}

/** A container and those around it. */
function* outwards({ nodes }: OpenDocument, scope: string): Generator<string> {
  for (let key: string | null = scope; key !== null; key = nodes.get(key)?.parent ?? null) yield key
}

/** The variables of the system that a scope sees; none without a scope. */
function useSystemVariables(document: string, scope: string | undefined, revision: number | undefined) {
  const [found, setFound] = useState<readonly VariableView[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are those of the revision
  useEffect(() => {
    if (scope === undefined) {
      setFound([])
      return
    }
    const stop = new AbortController()
    call('document.variables', { document, scope }, { signal: stop.signal }).then(
      ({ variables }) => {
        const names = new Set<string>()
        // The nearest scope first: what it hides is left out.
        const visible = variables.filter(({ system, name }) => system && names.size < names.add(name).size)
        setFound(visible.sort((a, b) => a.name.localeCompare(b.name)))
      },
      () => {},
    )
    return () => stop.abort()
  }, [document, scope, revision])
  return found
}
