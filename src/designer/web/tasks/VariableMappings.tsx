import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import styles from '../properties/properties.module.css'
import { Button, IconButton, NumberField, Select } from '../ui/index.js'
import type { Choice } from './references.js'
import tables from './tasks.module.css'

export interface Mapping {
  readonly variable: string
  readonly index: number
}

const moves = { up: { step: -1, icon: ArrowUp }, down: { step: 1, icon: ArrowDown } } as const
type Move = keyof typeof moves

/** Which variable receives which value of each round. */
export function VariableMappings(props: {
  readonly mappings: readonly Mapping[]
  readonly variables: readonly Choice[]
  onChange(mappings: readonly Mapping[]): void
}) {
  const { mappings, variables, onChange } = props
  const body = useRef<HTMLTableSectionElement>(null)
  // The focus goes with the row that is moved.
  const followed = useRef<string>(undefined)
  useEffect(() => {
    if (followed.current === undefined) return
    const [at = '', ...wanted] = followed.current.split(' ')
    followed.current = undefined
    const row = body.current?.rows[Number(at)]
    const found = wanted.map(each => row?.querySelector<HTMLButtonElement>(`[data-move="${each}"]:enabled`))
    found.find(each => each)?.focus()
  })
  const change = (at: number, part: Partial<Mapping>) =>
    onChange(mappings.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const move = (at: number, way: Move) => {
    const to = at + moves[way].step
    const [moved, other] = [mappings[at], mappings[to]]
    if (!moved || !other) return
    followed.current = `${to} ${way} ${way === 'up' ? 'down' : 'up'}`
    onChange(mappings.map((each, index) => (index === to ? moved : index === at ? other : each)))
  }
  const next = Math.max(-1, ...mappings.map(({ index }) => index)) + 1
  const free = variables.find(({ value }) => !mappings.some(({ variable }) => variable === value)) ?? variables[0]
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
          <tbody ref={body}>
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
                <td className={tables.action}>
                  {(['up', 'down'] as const).map(way => {
                    const { step, icon: Icon } = moves[way]
                    return (
                      <IconButton
                        key={way}
                        data-move={way}
                        label={taskText(way === 'up' ? 'mappingUp' : 'mappingDown', { row: at + 1 })}
                        icon={<Icon size={14} />}
                        disabled={mappings[at + step] === undefined}
                        onClick={() => move(at, way)}
                      />
                    )
                  })}
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
      <div className={tables.bar}>
        <Button
          icon={<Plus size={14} />}
          disabled={!free}
          onClick={() => free && onChange([...mappings, { variable: free.value, index: next }])}
        >
          {taskText('addMapping')}
        </Button>
        {!free && <span className={tables.empty}>{taskText('noVariables')}</span>}
      </div>
    </div>
  )
}
