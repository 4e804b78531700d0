import { Plus, Trash2 } from 'lucide-react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import styles from '../properties/properties.module.css'
import { Button, IconButton, NumberField, Select } from '../ui/index.js'
import type { Choice } from './references.js'
import tables from './tasks.module.css'

export interface Mapping {
  readonly variable: string
  readonly index: number
}

/** Which variable receives which value of each round. */
export function VariableMappings(props: {
  readonly mappings: readonly Mapping[]
  readonly variables: readonly Choice[]
  onChange(mappings: readonly Mapping[]): void
}) {
  const { mappings, variables, onChange } = props
  const change = (at: number, part: Partial<Mapping>) =>
    onChange(mappings.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const next = Math.max(-1, ...mappings.map(({ index }) => index)) + 1
  return (
    <div className={styles.page}>
      {mappings.length === 0 ? (
        <p className={tables.empty}>{taskText('noMappings')}</p>
      ) : (
        <table className={tables.table} aria-label={taskText('mappings')}>
          <thead>
            <tr>
              <th scope="col">{taskText('variable')}</th>
              <th scope="col">{taskText('index')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {mappings.map(({ variable, index }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={at}>
                <td>
                  <Select
                    label={taskText('mappingVariable', { row: at + 1 })}
                    hideLabel
                    value={variable}
                    onChange={each => change(at, { variable: each })}
                    options={variables}
                  />
                </td>
                <td className={tables.narrow}>
                  <NumberField
                    label={taskText('mappingIndex', { row: at + 1 })}
                    hideLabel
                    min={0}
                    value={index}
                    onChange={each => change(at, { index: each })}
                  />
                </td>
                <td className={tables.last}>
                  <IconButton
                    label={taskText('removeMapping', { row: at + 1 })}
                    icon={<Trash2 size={14} />}
                    onClick={() => onChange(mappings.filter((_each, index) => index !== at))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        icon={<Plus size={14} />}
        disabled={variables.length === 0}
        onClick={() => onChange([...mappings, { variable: variables[0]?.value ?? '', index: next }])}
      >
        {taskText('addMapping')}
      </Button>
    </div>
  )
}
