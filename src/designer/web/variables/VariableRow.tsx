import { Trash2 } from 'lucide-react'
import { variableText } from '../../../base/texts/designer-variables.js'
import type { DocumentPatch, Edit, NodeView, VariableView } from '../../api/index.js'
import { IconButton, Select } from '../ui/index.js'
import { ExpressionCell, FlagCell, TextCell, useWanted, ValueCell } from './cells.js'
import styles from './variables.module.css'

export type Column =
  | 'name'
  | 'scope'
  | 'type'
  | 'value'
  | 'expression'
  | 'namespace'
  | 'readOnly'
  | 'raiseEvent'
  | 'description'

export interface VariableRowProps {
  readonly document: string
  readonly variable: VariableView
  readonly columns: readonly Column[]
  readonly types: readonly string[]
  readonly nodes: readonly NodeView[]
  /** The column that takes the focus. */
  readonly wanted: Column | undefined
  change(step: Edit): Promise<DocumentPatch>
  /** As `change`, for who shows the failure. */
  commit(step: Edit): Promise<DocumentPatch>
  /** The variable in another type or scope is a new one. */
  retype(what: { readonly type: string } | { readonly scope: string }): void
  onRemove(): void
}

/** One variable of the package. */
export function VariableRow(props: VariableRowProps) {
  const { variable, columns, wanted, onRemove } = props
  return (
    <tr ref={useWanted(wanted)}>
      {columns.map(column => (
        <td key={column} data-column={column}>
          {cells[column](props)}
        </td>
      ))}
      <td>
        <IconButton
          label={variableText('remove', { name: variable.name })}
          icon={<Trash2 size={14} />}
          onClick={onRemove}
        />
      </td>
    </tr>
  )
}

function labelOf({ variable }: VariableRowProps, column: Column): string {
  return variableText('of', { column: variableText(column), name: variable.name })
}

function set({ variable, commit }: VariableRowProps, values: Record<string, string | boolean>) {
  return commit({ kind: 'set', object: variable.key, values })
}

const cells: Readonly<Record<Column, (row: VariableRowProps) => React.ReactNode>> = {
  name: row => (
    <TextCell label={labelOf(row, 'name')} value={row.variable.name} onCommit={text => set(row, { Name: text })} />
  ),
  scope: row => (
    <Select
      label={labelOf(row, 'scope')}
      hideLabel
      value={row.variable.scope}
      onChange={scope => row.retype({ scope })}
      options={row.nodes.map(({ key, path, name }) => ({ value: key, label: shortPath(path) || name }))}
    />
  ),
  type: row => (
    <Select
      label={labelOf(row, 'type')}
      hideLabel
      value={row.variable.type}
      onChange={type => row.retype({ type })}
      options={row.types.map(each => ({ value: each, label: each }))}
    />
  ),
  value: row => {
    const { type, value, readOnly, evaluateAsExpression } = row.variable
    return (
      <div title={evaluateAsExpression ? variableText('computed') : undefined}>
        <ValueCell
          label={labelOf(row, 'value')}
          type={type}
          value={value.text}
          disabled={readOnly || evaluateAsExpression}
          onCommit={text => set(row, { Value: text })}
        />
      </div>
    )
  },
  expression: row => (
    <ExpressionCell
      document={row.document}
      scope={row.variable.scope}
      label={labelOf(row, 'expression')}
      value={row.variable.expression}
      onCommit={text => set(row, { Expression: text, EvaluateAsExpression: text !== '' })}
    />
  ),
  namespace: row => (
    <TextCell
      label={labelOf(row, 'namespace')}
      value={row.variable.namespace}
      onCommit={text => set(row, { Namespace: text })}
    />
  ),
  readOnly: row => flag(row, 'readOnly', 'ReadOnly', row.variable.readOnly),
  raiseEvent: row => flag(row, 'raiseEvent', 'RaiseChangedEvent', row.variable.raiseChangedEvent),
  description: row => (
    <TextCell
      label={labelOf(row, 'description')}
      value={row.variable.description}
      onCommit={text => set(row, { Description: text })}
    />
  ),
}

/** The path below the package; empty for the package itself. */
function shortPath(path: string): string {
  return path.replace(/^\\Package\\?/i, '')
}

function flag(row: VariableRowProps, column: Column, property: string, checked: boolean): React.ReactNode {
  return (
    <FlagCell
      label={labelOf(row, column)}
      checked={checked}
      onCommit={value => row.change({ kind: 'set', object: row.variable.key, values: { [property]: value } })}
    />
  )
}

/** One variable of the system: nobody changes it. */
export function SystemRow(props: { readonly variable: VariableView; readonly columns: readonly Column[] }) {
  const { variable, columns } = props
  const texts: Partial<Record<Column, string>> = {
    name: variable.name,
    type: variable.type,
    value: variable.value.text,
    namespace: variable.namespace,
    description: variable.description,
  }
  return (
    <tr className={styles.system}>
      {columns.map(column => (
        <td key={column}>{texts[column]}</td>
      ))}
      <td />
    </tr>
  )
}
