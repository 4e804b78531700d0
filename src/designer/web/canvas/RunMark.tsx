import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  SearchCheck,
} from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RunState } from '../../api/index.js'
import { countText, elapsedText, type RunOfNode, stateText } from './labels.js'
import styles from './nodes.module.css'

const icons: Readonly<Record<RunState, LucideIcon>> = {
  waiting: Clock,
  validating: SearchCheck,
  running: LoaderCircle,
  succeeded: CircleCheck,
  failed: CircleX,
  cancelled: Ban,
  skipped: CircleSlash,
  disabled: CircleDashed,
}

/** How a node stands in the run: icon, word, time and count on its lower border. */
export function RunMark({ run }: { readonly run: RunOfNode }) {
  const Icon = icons[run.state]
  const count = countText(run)
  return (
    <span className={styles.run} data-state={run.state} aria-hidden="true">
      <Icon size={13} className={run.state === 'running' ? styles.spinning : undefined} />
      <span>{stateText(run.state)}</span>
      <Time run={run} />
      {count !== '' && <span className={styles.count}>{count}</span>}
    </span>
  )
}

function Time({ run: { state, startedAt, endedAt } }: { readonly run: RunOfNode }) {
  if (startedAt === undefined) return null
  if (state === 'running') return <Elapsed since={startedAt} />
  return endedAt === undefined ? null : <span className={styles.time}>{elapsedText(endedAt - startedAt)}</span>
}

function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span className={styles.time}>{elapsedText(now - since)}</span>
}
