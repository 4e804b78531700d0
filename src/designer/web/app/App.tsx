import { lazy, Suspense, useEffect } from 'react'
import { pageText } from '../../../base/texts/designer-app.js'
import { refreshFolder } from '../explorer/Explorer.js'
import { call, startJob } from '../state/api.js'
import { useQuestion } from '../state/asked.js'
import { notice, show } from '../state/documents.js'
import { resumeRun } from '../state/runs.js'
import { useSession } from '../state/session.js'
import { EmptyState, Questions, Spinner, Toasts } from '../ui/index.js'
import { greet, useHello } from './hello.js'
import { openPackage } from './packages.js'
import { usePreferences } from './preferences.js'
import { Shell } from './Shell.js'

const AskedQuestion = lazy(() => import('./AskedQuestion.js'))

/** The whole page. A change of the language renders everything anew. */
export function App() {
  const language = usePreferences(preferences => preferences.language)
  return <Page key={language} />
}

let started = false

function Page() {
  const { status } = useSession()
  const version = useHello(hello => hello.version)
  const { question } = useQuestion()
  useEffect(() => {
    if (started) return
    started = true
    void start().catch(() => {})
  }, [])
  if (status === 'over') return <EmptyState title={pageText('over')} text={pageText('overHint')} />
  if (version === '')
    return (
      <div role="status">
        <EmptyState title={pageText('starting')} action={<Spinner />} />
      </div>
    )
  return (
    <>
      <Shell />
      {question && (
        <Suspense>
          <AskedQuestion question={question} />
        </Suspense>
      )}
      <Questions />
      <Toasts />
    </>
  )
}

/** Finds what is open and what runs: a page may be loaded a second time. */
async function start(): Promise<void> {
  const hello = await greet()
  startJob('workspace.watch', {}, event => {
    if (event.kind === 'state') notice(event.state)
    else if (event.kind === 'folder') refreshFolder()
  }).done.catch(() => {})
  const { documents } = await call('document.list', {})
  for (const { document } of documents) show(await call('document.view', { document }))
  if (documents.length === 0 && hello.open !== null) await openPackage(hello.open)
  const { jobs } = await call('job.list', {})
  for (const { job, operation, document } of jobs)
    if (operation === 'run.start' && document !== null)
      void resumeRun(document, job, () => void call('job.cancel', { job }).catch(() => {}))
}
