import { Square } from 'lucide-react'
import { useState } from 'react'
import { classText } from '../../../base/texts/designer-classes.js'
import type { Output, Place } from '../../api/index.js'
import { DataGrid } from '../grid/DataGrid.js'
import { useRows } from '../grid/use-rows.js'
import { startJob } from '../state/api.js'
import { Button, Notice } from '../ui/index.js'
import styles from './classes.module.css'
import { InstanceDialog } from './InstanceDialog.js'

/** How many instances are asked for. */
const limit = 10_000

/** The instances of a class; one of them opens with its values and what it is associated with. */
export function Instances({ place, name }: { readonly place: Place; readonly name: string }) {
  const { columns, rows, paths, running, end, failure, start, cancel } = useRows<Output<'instances.list'>>()
  const [open, setOpen] = useState<string>()
  return (
    <div className={styles.instances}>
      <div className={styles.instanceBar}>
        {running ? (
          <Button icon={<Square size={14} />} onClick={cancel}>
            {classText('stop')}
          </Button>
        ) : (
          <Button onClick={() => start(take => startJob('instances.list', { place, className: name, limit }, take))}>
            {classText('show')}
          </Button>
        )}
        <span role="status">
          {running && classText('found', { count: rows.length })}
          {end && (end.more ? classText('first', { count: end.count }) : classText('found', { count: end.count }))}
        </span>
        {rows.length > 0 && <span className={styles.hint}>{classText('openHint')}</span>}
      </div>
      {failure && (
        <Notice tone="error">
          {failure.message} {failure.hint}
        </Notice>
      )}
      {columns.length > 0 && (
        <DataGrid
          columns={columns}
          rows={rows}
          label={name}
          onOpenRow={row => {
            const path = paths[rows.indexOf(row)]
            if (path) setOpen(path)
          }}
        />
      )}
      {open !== undefined && <InstanceDialog place={place} path={open} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
