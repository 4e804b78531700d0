import { runPageText } from '../../../base/texts/designer-run-page.js'
import { ProblemLine } from '../app/ProblemsPanel.js'
import type { RunView } from '../state/runs.js'
import styles from './run.module.css'

export const wantedKinds = ['everything', 'warnings', 'errors', 'onlyEvents'] as const
export type Wanted = (typeof wantedKinds)[number]

type Line = RunView['messages'][number] | RunView['events'][number]

const severities: Readonly<Record<Wanted, readonly string[]>> = {
  everything: ['information', 'warning', 'error', 'event'],
  warnings: ['warning', 'error'],
  errors: ['error'],
  onlyEvents: ['event'],
}

/** Lines that are in the page at a time; those before are counted. */
const most = 1000

/** The messages and events of a run in the order of their times. */
export function RunLines({ run, wanted }: { readonly run: RunView; readonly wanted: Wanted }) {
  const kinds = severities[wanted]
  const lines: Line[] = [
    ...run.messages.filter(({ problem }) => kinds.includes(problem.severity)),
    ...(kinds.includes('event') ? run.events : []),
  ].sort((a, b) => a.at - b.at)
  const hidden = Math.max(0, lines.length - most)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <ul className={styles.lines} aria-label={runPageText('messages')} tabIndex={0}>
      {hidden > 0 && <li className={styles.line}>{runPageText('hidden', { count: hidden })}</li>}
      {lines.slice(hidden).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
        <li key={hidden + index} className={styles.line}>
          <time>{new Date(line.at).toLocaleTimeString(document.documentElement.lang)}</time>
          {line.kind === 'message' ? (
            <ProblemLine {...line.problem} />
          ) : (
            <details className={styles.event}>
              <summary>{line.name}</summary>
              <pre>{line.text}</pre>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
