import { useState } from 'react'
import { connectionText } from '../../../base/texts/designer-connections.js'
import type { ServerSettings } from '../../api/index.js'
import { Checkbox, Notice, Select, TextField } from '../ui/index.js'
import styles from './connections.module.css'
import { commandLine, isFingerprint, type ServerDraft } from './server-settings.js'

const schemes = { negotiate: 'authNegotiate', ntlm: 'authNtlm', basic: 'authBasic' } as const

/** How the server is reached, as far as packages have no place for it. */
export function ServerSection({ server, secure }: { readonly server: ServerDraft; readonly secure: boolean }) {
  const { found, failure, settings, set } = server
  if (failure !== undefined) return <Notice tone="warning">{failure}</Notice>
  if (!found || !settings) return null
  const line = commandLine(settings)
  return (
    <section className={styles.section} aria-labelledby="outside-package">
      <h3 id="outside-package">{connectionText('outside')}</h3>
      <p className={styles.muted}>{connectionText('outsideText', { server: found.server })}</p>
      <Count
        key={`timeout ${found.server}`}
        label={connectionText('seconds')}
        hint={connectionText('secondsHint')}
        error={connectionText('badSeconds')}
        min={0}
        max={86_400}
        value={settings.timeout === null ? null : settings.timeout / 1000}
        onChange={seconds => set({ timeout: seconds === null ? null : Math.round(seconds * 1000) })}
      />
      {found.local ? (
        <p className={styles.muted}>{connectionText('localOnly')}</p>
      ) : (
        <Network settings={settings} set={set} secure={secure} server={found.server} />
      )}
      {line !== '' && <Line label={connectionText('outsideElsewhere')} text={line} />}
      {found.started.length > 0 && <Line label={connectionText('startedWith')} text={found.started.join(' ')} />}
    </section>
  )
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <p className={styles.muted}>
      {label} <code className={styles.code}>{text}</code>
    </p>
  )
}

function Network(props: {
  readonly settings: ServerSettings
  readonly secure: boolean
  readonly server: string
  set(part: Partial<ServerSettings>): void
}) {
  const { settings, set, secure, server } = props
  const { auth, fingerprint, insecure, allowUnencrypted, allowLegacyNtlm, channelBinding, maxConnections } = settings
  return (
    <>
      <Select
        label={connectionText('authentication')}
        inline
        value={auth ?? ''}
        onChange={value => set({ auth: value === 'negotiate' || value === 'ntlm' || value === 'basic' ? value : null })}
        options={[
          { value: '', label: connectionText('authDefault') },
          ...Object.entries(schemes).map(([value, key]) => ({ value, label: connectionText(key) })),
        ]}
      />
      {secure ? (
        <>
          <TextField
            label={connectionText('fingerprint')}
            inline
            hint={connectionText('fingerprintHint')}
            error={isFingerprint(fingerprint) ? undefined : connectionText('badFingerprint')}
            value={fingerprint}
            onChange={value => set({ fingerprint: value })}
          />
          <Checkbox
            label={connectionText('insecure')}
            hint={connectionText('insecureHint')}
            checked={insecure}
            onChange={checked => set({ insecure: checked })}
          />
          <Checkbox
            label={connectionText('channelBinding')}
            hint={connectionText('channelBindingHint')}
            checked={channelBinding}
            onChange={checked => set({ channelBinding: checked })}
          />
        </>
      ) : (
        <Checkbox
          label={connectionText('allowUnencrypted')}
          hint={connectionText('allowUnencryptedHint')}
          checked={allowUnencrypted}
          onChange={checked => set({ allowUnencrypted: checked })}
        />
      )}
      <Checkbox
        label={connectionText('allowLegacyNtlm')}
        hint={connectionText('allowLegacyNtlmHint')}
        checked={allowLegacyNtlm}
        onChange={checked => set({ allowLegacyNtlm: checked })}
      />
      <Count
        key={`sessions ${server}`}
        label={connectionText('maxConnections')}
        hint={connectionText('maxConnectionsHint')}
        error={connectionText('badSessions')}
        min={1}
        max={1000}
        value={maxConnections}
        onChange={count => set({ maxConnections: count })}
      />
    </>
  )
}

/** A number that may be left open. */
function Count(props: {
  readonly label: string
  readonly hint: string
  /** Said of what is no such number. */
  readonly error: string
  readonly min: number
  readonly max: number
  readonly value: number | null
  onChange(value: number | null): void
}) {
  const { label, hint, error, min, max, value, onChange } = props
  const [text, setText] = useState(value === null ? '' : String(value))
  const numberOf = (typed: string) => (/^\d{1,7}$/.test(typed) ? Number(typed) : Number.NaN)
  const fits = (typed: string) => typed === '' || (numberOf(typed) >= min && numberOf(typed) <= max)
  return (
    <TextField
      label={label}
      inline
      hint={hint}
      error={fits(text.trim()) ? undefined : error}
      value={text}
      onChange={typed => {
        setText(typed)
        if (fits(typed.trim())) onChange(typed.trim() === '' ? null : numberOf(typed.trim()))
      }}
    />
  )
}
