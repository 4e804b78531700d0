import { Plus, Trash2 } from 'lucide-react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import { Button, IconButton, Select, TextField } from '../ui/index.js'
import tables from './tasks.module.css'

/** The rows of the Item enumerator, and the types of their columns. */
export interface Items {
  readonly rows: readonly (readonly string[])[]
  readonly types: readonly string[]
}

export function ForeachItems(props: {
  readonly items: Items
  /** The types that a column can have. */
  readonly choices: readonly string[]
  onChange(items: Items): void
}) {
  const { items, choices, onChange } = props
  const { rows, types } = items
  const width = Math.max(1, ...rows.map(({ length }) => length))
  const columns = Array.from({ length: width }, (_, column) => column)
  const typeAt = (column: number) => types[column] ?? 'String'
  const set = (row: number, column: number, text: string) =>
    onChange({
      types,
      rows: rows.map((item, at) =>
        at === row ? columns.map(each => (each === column ? text : (item[each] ?? ''))) : item,
      ),
    })
  const without = (column: number): Items => ({
    rows: rows.map(item => item.filter((_text, at) => at !== column)),
    types: columns.map(typeAt).filter((_type, at) => at !== column),
  })
  return (
    <section aria-label={taskText('items')}>
      {rows.length === 0 ? (
        <p className={tables.empty}>{taskText('noItems')}</p>
      ) : (
        <div className={tables.scroll}>
          <table className={tables.table} aria-label={taskText('items')}>
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col">
                    <div className={tables.head}>
                      {taskText('column', { column })}
                      <Select
                        label={taskText('columnType', { column })}
                        hideLabel
                        value={typeAt(column)}
                        onChange={type =>
                          onChange({ rows, types: columns.map(each => (each === column ? type : typeAt(each))) })
                        }
                        options={choices.map(each => ({ value: each, label: each }))}
                      />
                      {width > 1 && (
                        <IconButton
                          label={taskText('removeColumn', { column })}
                          icon={<Trash2 size={14} />}
                          onClick={() => onChange(without(column))}
                        />
                      )}
                    </div>
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((item, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <tr key={row}>
                  {columns.map(column => (
                    <td key={column}>
                      <TextField
                        label={taskText('item', { row: row + 1, column })}
                        hideLabel
                        value={item[column] ?? ''}
                        onChange={text => set(row, column, text)}
                      />
                    </td>
                  ))}
                  <td className={tables.last}>
                    <IconButton
                      label={taskText('removeItem', { row: row + 1 })}
                      icon={<Trash2 size={14} />}
                      onClick={() => onChange({ types, rows: rows.filter((_item, at) => at !== row) })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={tables.bar}>
        <Button icon={<Plus size={14} />} onClick={() => onChange({ types, rows: [...rows, columns.map(() => '')] })}>
          {taskText('addItem')}
        </Button>
        <Button
          icon={<Plus size={14} />}
          disabled={rows.length === 0}
          onClick={() =>
            onChange({
              types: [...columns.map(typeAt), 'String'],
              rows: rows.map(item => [...columns.map(column => item[column] ?? ''), '']),
            })
          }
        >
          {taskText('addColumn')}
        </Button>
      </div>
    </section>
  )
}
