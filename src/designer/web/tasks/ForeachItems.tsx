import { Plus, Trash2 } from 'lucide-react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import { Button, IconButton, TextField } from '../ui/index.js'
import tables from './tasks.module.css'

type Items = readonly (readonly string[])[]

/** The rows of the Item enumerator. */
export function ForeachItems({ items, onChange }: { readonly items: Items; onChange(items: Items): void }) {
  const width = Math.max(1, ...items.map(({ length }) => length))
  const columns = Array.from({ length: width }, (_, column) => column)
  const set = (row: number, column: number, text: string) =>
    onChange(
      items.map((item, at) => (at === row ? columns.map(each => (each === column ? text : (item[each] ?? ''))) : item)),
    )
  return (
    <section aria-label={taskText('items')}>
      <table className={tables.table} aria-label={taskText('items')}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {taskText('column', { column })}
                {width > 1 && (
                  <IconButton
                    label={taskText('removeColumn', { column })}
                    icon={<Trash2 size={12} />}
                    onClick={() => onChange(items.map(item => item.filter((_text, at) => at !== column)))}
                  />
                )}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {items.map((item, row) => (
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
                  onClick={() => onChange(items.filter((_item, at) => at !== row))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={tables.bar}>
        <Button icon={<Plus size={14} />} onClick={() => onChange([...items, columns.map(() => '')])}>
          {taskText('addItem')}
        </Button>
        <Button
          icon={<Plus size={14} />}
          disabled={items.length === 0}
          onClick={() => onChange(items.map(item => [...columns.map(column => item[column] ?? ''), '']))}
        >
          {taskText('addColumn')}
        </Button>
      </div>
    </section>
  )
}
