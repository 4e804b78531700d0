import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { pageText } from '../../../base/texts/designer-app.js'
import type { ProblemView } from '../../api/index.js'
import { useDocument, useProblems } from '../state/documents.js'
import { EmptyState, Hidden } from '../ui/index.js'
import styles from './app.module.css'
import { reveal } from './open.js'

const icons = { error: CircleAlert, warning: TriangleAlert, information: Info } as const

/** What validation says of the package. */
export function ProblemsPanel({ document }: { readonly document: string }) {
  const problems = useProblems(document)
  const warnings = useDocument(document)?.state.warnings ?? []
  if (problems.length === 0 && warnings.length === 0) return <EmptyState title={pageText('noProblems')} />
  return (
    <ul className={styles.problems} aria-label={pageText('problems')}>
      {problems.map((problem, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice
        <li key={at}>
          <Problem problem={problem} document={document} />
        </li>
      ))}
      {warnings.map(text => (
        <li key={text}>
          <ProblemLine severity="warning" source="" message={text} hint="" />
        </li>
      ))}
    </ul>
  )
}

function Problem({ problem, document }: { readonly problem: ProblemView; readonly document: string }) {
  const { object } = problem
  if (object === null) return <ProblemLine {...problem} />
  return (
    <button type="button" className={styles.problem} onClick={() => reveal(document, object)}>
      <ProblemLine {...problem} />
    </button>
  )
}

/** One message with its severity, in icon and word. */
export function ProblemLine(problem: Pick<ProblemView, 'severity' | 'source' | 'message' | 'hint'>) {
  const { severity, source, message, hint } = problem
  const Icon = icons[severity]
  return (
    <span className={styles.line} data-severity={severity}>
      <Icon size={15} aria-hidden="true" />
      <Hidden>{pageText(severity)}</Hidden>
      <span>
        {source !== '' && <strong>{source}: </strong>}
        {message}
        {hint !== '' && <span className={styles.hint}> {hint}</span>}
      </span>
    </span>
  )
}
