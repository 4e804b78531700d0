import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { variableText } from '../../../base/texts/designer-properties.js'
import type { Edit, VariableView } from '../../api/index.js'
import { call } from '../state/api.js'
import { edit, useDocument } from '../state/documents.js'
import { selectionOf } from '../state/selection.js'
import { Button, EmptyState, IconButton, Select, TextField } from '../ui/index.js'
import styles from './variables.module.css'

/** Types of variables, as the server knows them. */
function useTypes(): readonly string[] {
  const [types, setTypes] = useState<readonly string[]>([])
  useEffect(() => {
    call('toolbox.list', {}).then(
      ({ variableTypes }) => setTypes(variableTypes),
      () => {},
    )
  }, [])
  return types
}

/** The variables of the package with their types, scopes and values. */
export default function VariablesPanel({ document }: { readonly document: string }) {
  const open = useDocument(document)
  const types = useTypes()
  if (!open) return null
  const variables = [...open.variables.values()]
  const nodes = [...open.nodes.values()]
  const change = (step: Edit) => void edit(document, step).catch(() => {})
  const add = () => {
    const [selected = ''] = selectionOf(document)
    const scope = open.nodes.has(selected) ? selected : (nodes[0]?.key ?? '')
    const taken = new Set(variables.map(({ name }) => name))
    let number = 0
    const name = () => (number === 0 ? variableText('newName') : `${variableText('newName')}${number}`)
    while (taken.has(name())) number += 1
    change({ kind: 'addVariable', scope, name: name(), type: 'String', value: '' })
  }
  return (
    <div>
      <div className={styles.bar}>
        <Button icon={<Plus size={14} />} onClick={add}>
          {variableText('add')}
        </Button>
      </div>
      {variables.length === 0 ? (
        <EmptyState title={variableText('none')} />
      ) : (
        <table className={styles.table} aria-label={variableText('title')}>
          <thead>
            <tr>
              {(['name', 'scope', 'type', 'value', 'expression'] as const).map(column => (
                <th key={column} scope="col">
                  {variableText(column)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {variables.map(variable => (
              <Row key={variable.key} variable={variable} types={types} nodes={nodes} change={change} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Row(props: {
  readonly variable: VariableView
  readonly types: readonly string[]
  readonly nodes: readonly { readonly key: string; readonly path: string }[]
  change(step: Edit): void
}) {
  const { variable, types, nodes, change } = props
  const { key, name, scope, type, value, expression } = variable
  const label = (column: 'name' | 'scope' | 'type' | 'value' | 'expression') =>
    variableText('of', { column: variableText(column), name })
  const set = (values: Record<string, string | boolean>) => change({ kind: 'set', object: key, values })
  return (
    <tr>
      <td>
        <Cell label={label('name')} value={name} onCommit={text => set({ Name: text })} />
      </td>
      <td>
        <Select
          label={label('scope')}
          hideLabel
          value={scope}
          onChange={each => change({ kind: 'retypeVariable', variable: key, scope: each })}
          options={nodes.map(node => ({ value: node.key, label: node.path }))}
        />
      </td>
      <td>
        <Select
          label={label('type')}
          hideLabel
          value={type}
          onChange={each => change({ kind: 'retypeVariable', variable: key, type: each })}
          options={types.map(each => ({ value: each, label: each }))}
        />
      </td>
      <td>
        <Cell
          label={label('value')}
          value={value.text}
          disabled={type === 'Object'}
          onCommit={text => set({ Value: text })}
        />
      </td>
      <td>
        <Cell
          label={label('expression')}
          value={expression}
          onCommit={text => set({ Expression: text, EvaluateAsExpression: text !== '' })}
        />
      </td>
      <td>
        <IconButton
          label={variableText('remove', { name })}
          icon={<Trash2 size={14} />}
          onClick={() => change({ kind: 'remove', objects: [key] })}
        />
      </td>
    </tr>
  )
}

function Cell(props: {
  readonly label: string
  readonly value: string
  readonly disabled?: boolean
  onCommit(text: string): void
}) {
  const { label, value, disabled, onCommit } = props
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const commit = () => {
    if (draft !== value) onCommit(draft)
  }
  return (
    <TextField
      label={label}
      hideLabel
      disabled={disabled}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onEnter={commit}
    />
  )
}
