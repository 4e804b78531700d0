import { FileCode2, Folder, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { pageText } from '../../../base/texts/designer-app.js'
import type { Entry } from '../../api/index.js'
import { newPackage, openPackage } from '../app/packages.js'
import { call } from '../state/api.js'
import { useDocuments } from '../state/documents.js'
import { Button, EmptyState, TextField } from '../ui/index.js'
import styles from './explorer.module.css'

const useFolder = create<{ entries: readonly Entry[]; truncated: boolean } | { entries: null; truncated: false }>(
  () => ({
    entries: null,
    truncated: false,
  }),
)

/** Lists the folder anew. */
export function refreshFolder(): void {
  void call('folder.list', {}).then(
    list => useFolder.setState(list),
    () => {},
  )
}

/** The packages of the opened folder. */
export default function Explorer() {
  const { entries, truncated } = useFolder()
  const [filter, setFilter] = useState('')
  const current = useDocuments(({ open, current: key }) => (key === null ? null : open.get(key)?.state.path))
  useEffect(refreshFolder, [])
  if (!entries) return null
  const packages = entries.filter(
    ({ kind, path }) => kind === 'package' && path.toLowerCase().includes(filter.toLowerCase()),
  )
  return (
    <div className={styles.explorer}>
      <div className={styles.bar}>
        <TextField
          label={pageText('filter')}
          hideLabel
          type="search"
          placeholder={pageText('filter')}
          value={filter}
          onChange={setFilter}
        />
        <Button
          icon={<RefreshCw size={14} />}
          variant="ghost"
          onClick={refreshFolder}
          aria-label={pageText('reload')}
          title={pageText('reload')}
        />
      </div>
      {packages.length === 0 && (
        <EmptyState
          title={pageText('folderEmpty')}
          text={pageText('folderEmptyText')}
          action={<Button onClick={() => void newPackage()}>{pageText('newPackage')}</Button>}
        />
      )}
      <ul className={styles.list} aria-label={pageText('explorer')}>
        {packages.map(({ path }) => {
          const parts = path.split('/')
          return (
            <li key={path}>
              <button
                type="button"
                className={styles.entry}
                aria-current={path === current ? 'true' : undefined}
                title={path}
                onClick={() => void openPackage(path)}
              >
                <FileCode2 size={15} aria-hidden="true" />
                <span className={styles.name}>{parts.at(-1)}</span>
                {parts.length > 1 && (
                  <span className={styles.folder}>
                    <Folder size={12} aria-hidden="true" /> {parts.slice(0, -1).join('/')}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {truncated && <p className={styles.more}>{pageText('truncated')}</p>}
    </div>
  )
}
