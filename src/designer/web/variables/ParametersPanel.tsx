import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { parameterText } from '../../../base/texts/designer-parameters.js'
import type { DocumentPatch, Edit, ParameterView } from '../../api/index.js'
import { edit, useDocument } from '../state/documents.js'
import { Button, EmptyState, Hidden, IconButton, Select } from '../ui/index.js'
import { FlagCell, TextCell, useVariableTypes, useWanted, ValueCell } from './cells.js'
import { freeName } from './free-name.js'
import styles from './variables.module.css'

const columns = ['name', 'type', 'value', 'sensitive', 'required', 'description'] as const

/** The window of parameters: those of the package, and those of its project to look at. */
export default function ParametersPanel({ document }: { readonly document: string }) {
  const parameters = useDocument(document)?.parameters
  const types = useVariableTypes()
  const [fresh, setFresh] = useState<string>()
  const bar = useRef<HTMLDivElement>(null)
  if (!parameters) return null
  const own = [...parameters.values()].filter(({ project }) => !project)
  const ofProject = [...parameters.values()].filter(({ project }) => project)
  const change = (step: Edit) => edit(document, step)
  // A cell shows why its value is refused.
  const commit = (step: Edit) => edit(document, step, { tell: false })
  const add = () => {
    const name = freeName(
      parameterText('newName'),
      own.map(each => each.name),
    )
    change({ kind: 'addParameter', name, type: 'String', value: '' }).then(
      ({ made }) => setFresh(made[0]),
      () => {},
    )
  }
  const remove = (key: string) => {
    void change({ kind: 'remove', objects: [key] }).catch(() => {})
    bar.current?.querySelector('button')?.focus()
  }
  return (
    <div className={styles.panel}>
      <div ref={bar} className={styles.bar}>
        <Button icon={<Plus size={14} />} onClick={add}>
          {parameterText('add')}
        </Button>
      </div>
      <div className={styles.scroll}>
        {own.length === 0 && ofProject.length === 0 && (
          <EmptyState title={parameterText('none')} text={parameterText('noneText')} />
        )}
        {own.length > 0 && (
          <Table label={parameterText('title')}>
            {own.map(parameter => (
              <Row
                key={parameter.key}
                parameter={parameter}
                types={types}
                fresh={parameter.key === fresh}
                change={change}
                commit={commit}
                onRemove={() => remove(parameter.key)}
              />
            ))}
          </Table>
        )}
        {ofProject.length > 0 && (
          <section aria-label={parameterText('projectTitle')}>
            <h3 className={styles.heading}>
              {parameterText('projectTitle')} <span className={styles.muted}>{parameterText('projectText')}</span>
            </h3>
            <Table label={parameterText('projectTitle')}>
              {ofProject.map(parameter => (
                <ShownRow key={parameter.key} parameter={parameter} />
              ))}
            </Table>
          </section>
        )}
      </div>
    </div>
  )
}

function Table({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column} scope="col" data-column={column}>
              {parameterText(column)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function Row(props: {
  readonly parameter: ParameterView
  readonly types: readonly string[]
  readonly fresh: boolean
  change(step: Edit): Promise<DocumentPatch>
  commit(step: Edit): Promise<DocumentPatch>
  onRemove(): void
}) {
  const { parameter, types, fresh, change, commit, onRemove } = props
  const { key, name, type, value, sensitive, required, description } = parameter
  const label = (column: (typeof columns)[number]) => parameterText('of', { column: parameterText(column), name })
  const stepOf = (values: Record<string, string | boolean>): Edit => ({ kind: 'set', object: key, values })
  const set = (values: Record<string, string | boolean>) => commit(stepOf(values))
  return (
    <tr ref={useWanted(fresh ? 'name' : undefined)}>
      <td data-column="name">
        <TextCell label={label('name')} value={name} onCommit={text => set({ Name: text })} />
      </td>
      <td>
        <Select
          label={label('type')}
          hideLabel
          disabled={sensitive}
          value={type}
          onChange={each => void change(stepOf({ DataType: each })).catch(() => {})}
          options={types.filter(each => each !== 'Object').map(each => ({ value: each, label: each }))}
        />
      </td>
      <td>
        {value ? (
          <ValueCell label={label('value')} type={type} value={value.text} onCommit={text => set({ Value: text })} />
        ) : (
          <span className={styles.muted} title={parameterText('hiddenText')}>
            {parameterText('hidden')} <Hidden>{parameterText('hiddenText')}</Hidden>
          </span>
        )}
      </td>
      <td>{parameterText(sensitive ? 'yes' : 'no')}</td>
      <td>
        <FlagCell
          label={label('required')}
          checked={required}
          onCommit={checked => change(stepOf({ Required: checked }))}
        />
      </td>
      <td>
        <TextCell label={label('description')} value={description} onCommit={text => set({ Description: text })} />
      </td>
      <td>
        <IconButton label={parameterText('remove', { name })} icon={<Trash2 size={14} />} onClick={onRemove} />
      </td>
    </tr>
  )
}

/** A parameter that is edited elsewhere. */
function ShownRow({ parameter }: { readonly parameter: ParameterView }) {
  const { name, type, value, sensitive, required, description } = parameter
  const texts = [
    name,
    type,
    value?.text ?? parameterText('hidden'),
    parameterText(sensitive ? 'yes' : 'no'),
    parameterText(required ? 'yes' : 'no'),
    description,
  ]
  return (
    <tr className={styles.system}>
      {columns.map((column, index) => (
        <td key={column}>{texts[index]}</td>
      ))}
      <td />
    </tr>
  )
}
