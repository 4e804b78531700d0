import { CircleCheck, CircleMinus, CircleX, LoaderCircle, PlugZap, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { connectionText } from '../../../base/texts/designer-connections.js'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { Place, Stage } from '../../api/index.js'
import styles from '../properties/properties.module.css'
import { ApiError, startJob } from '../state/api.js'
import { Button, Hidden, Notice } from '../ui/index.js'
import { adviceFor, thumbprintIn } from './advice.js'
import own from './connections.module.css'

const icons = {
  running: LoaderCircle,
  done: CircleCheck,
  warning: TriangleAlert,
  failed: CircleX,
  skipped: CircleMinus,
}
const words = { running: 'running', done: 'done', warning: 'warned', failed: 'failed', skipped: 'skipped' } as const

/** Tries a connection as the draft of its editor has it, and shows each stage as it happens. */
export function ConnectionTest(props: {
  readonly place: Place
  readonly label?: string
  /** Pins the certificate of the server, where that would mend the test. */
  onPin?(thumbprint: string): void
}) {
  const { place, label = connectionText('test'), onPin } = props
  const [stages, setStages] = useState<readonly Stage[]>([])
  const [end, setEnd] = useState<{ readonly ok: boolean; readonly text: string; readonly hint: string }>()
  const [running, setRunning] = useState(false)
  const cancel = useRef(() => {})
  const start = async () => {
    setRunning(true)
    setStages([])
    setEnd(undefined)
    try {
      const job = startJob('connection.test', place, stage =>
        setStages(before => [...before.filter(each => each.stage !== stage.stage), stage]),
      )
      cancel.current = job.cancel
      const { ok, summary, hint } = await job.done
      setEnd({ ok, text: summary, hint })
    } catch (error) {
      if (error instanceof ApiError) setEnd({ ok: false, text: error.failure.message, hint: error.failure.hint ?? '' })
    } finally {
      setRunning(false)
    }
  }
  return (
    <section aria-label={propertyText('stages')} className={styles.stack}>
      <div>
        {running ? (
          <Button onClick={() => cancel.current()}>{propertyText('stopTest')}</Button>
        ) : (
          <Button icon={<PlugZap size={15} />} onClick={() => void start()}>
            {label}
          </Button>
        )}
      </div>
      {stages.length > 0 && (
        <ol className={styles.stages}>
          {stages.map(stage => (
            <StageLine key={stage.stage} stage={stage} />
          ))}
        </ol>
      )}
      {end && (
        <Notice tone={end.ok ? 'info' : 'error'}>
          {end.text} {end.hint}
        </Notice>
      )}
      {end && <Advice texts={[...stages.flatMap(textsOf), end.hint]} onPin={onPin} />}
    </section>
  )
}

function textsOf({ detail, causes }: Stage): string[] {
  return [detail, ...causes.flatMap(({ text, todo }) => [text, todo])]
}

/** What the options that messages name are called here. */
function Advice({
  texts,
  onPin,
}: {
  readonly texts: readonly string[]
  readonly onPin: ((thumbprint: string) => void) | undefined
}) {
  const advice = adviceFor(texts)
  const thumbprint = thumbprintIn(texts)
  if (advice.length === 0) return null
  return (
    <Notice
      action={
        onPin &&
        thumbprint !== undefined && (
          <Button onClick={() => onPin(thumbprint)} title={thumbprint}>
            {connectionText('pin')}
          </Button>
        )
      }
    >
      {connectionText('adviceTitle')}
      <ul className={own.advice}>
        {advice.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

function StageLine({ stage }: { readonly stage: Stage }) {
  const { outcome, title, detail, causes, milliseconds } = stage
  const Icon = icons[outcome]
  return (
    <li className={styles.stage} data-outcome={outcome}>
      <Icon size={15} aria-hidden="true" />
      <span>
        {title} <Hidden>{propertyText(words[outcome])}</Hidden>
        {detail !== '' && <span className={styles.detail}> {detail}</span>}
        {causes.map(({ text, todo }) => (
          <div key={text} className={styles.detail}>
            {text} {todo}
          </div>
        ))}
      </span>
      <span className={styles.time}>
        {milliseconds !== null && propertyText('milliseconds', { count: Math.round(milliseconds) })}
      </span>
    </li>
  )
}
