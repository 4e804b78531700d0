import { connectionText } from '../../../base/texts/designer-connections.js'
import type { Draft } from '../properties/draft.js'
import { Select, TextField } from '../ui/index.js'
import { Page } from './ConnectionEditor.js'
import styles from './connections.module.css'
import { textOf } from './fields.js'
import { ServerSection } from './ServerSection.js'
import { isPort, partsOf, type ServerParts, serverNameOf, usualPath, usualPorts } from './server-name.js'
import type { ServerDraft } from './server-settings.js'

const transports = { name: 'byName', http: 'http', https: 'https' } as const
const hints = { name: 'byNameHint', http: 'httpHint', https: 'httpsHint' } as const

/** How the server is reached: what the server name says of it, and what stands beside the package. */
export function WmiAdvanced({ draft, server }: { readonly draft: Draft; readonly server: ServerDraft }) {
  const parts = partsOf(textOf(draft, 'ServerName'))
  const { transport, host, port, path } = parts
  const change = (part: Partial<ServerParts>) => draft.set('ServerName', serverNameOf({ ...parts, ...part }))
  const byName = transport === 'name'
  return (
    <Page>
      <section className={styles.section} aria-labelledby="in-package">
        <h3 id="in-package">{connectionText('inPackage')}</h3>
        <p className={styles.muted}>{connectionText('inPackageText')}</p>
        <Select
          label={connectionText('transport')}
          inline
          hint={connectionText(hints[transport])}
          value={transport}
          onChange={value => change({ transport: value === 'http' || value === 'https' ? value : 'name', port: '' })}
          options={Object.entries(transports).map(([value, key]) => ({ value, label: connectionText(key) }))}
        />
        <TextField label={connectionText('host')} inline value={host} onChange={value => change({ host: value })} />
        <TextField
          label={connectionText('port')}
          inline
          disabled={byName}
          value={port}
          placeholder={usualPorts[transport]}
          error={isPort(port) ? undefined : connectionText('badPort')}
          onChange={value => change({ port: value.replace(/\D/g, '') })}
        />
        <TextField
          label={connectionText('path')}
          inline
          disabled={byName}
          value={path}
          placeholder={usualPath}
          onChange={value => change({ path: value })}
        />
      </section>
      <ServerSection server={server} secure={transport === 'https'} />
    </Page>
  )
}
