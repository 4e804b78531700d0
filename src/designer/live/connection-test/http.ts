import { WmilinkError } from '../../../base/errors.js'
import { designerTestText } from '../../../base/texts/designer-test.js'
import { TransportError } from '../../../connect/errors.js'
import { HttpError, type HttpFailure } from '../../../http/errors.js'
import type { HttpAnswer, HttpConnection } from '../../../ssis/index.js'
import type { Place, Stage } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { type StageName, StageWalk, type Verdict } from './stages.js'

/** Where a request that failed had come to. */
const failedAt: Readonly<Partial<Record<HttpFailure, StageName>>> = {
  resolve: 'name',
  unreachable: 'connect',
  timeout: 'connect',
  proxy: 'connect',
  certificate: 'tls',
  tls: 'tls',
  notOffered: 'logon',
  logon: 'logon',
}

/** One request to the server of an HTTP manager, by the manager's own connection. */
export async function testHttp(
  access: LiveAccess,
  place: Place,
  signal: AbortSignal,
  emit: (stage: Stage) => void,
): Promise<Verdict> {
  const { manager, peer } = access.require(place)
  const url = manager.current(() => String(manager.innerObject.serverURL).trim())
  const secure = /^https:/i.test(url)
  const all: readonly StageName[] = ['settings', 'name', 'connect', 'tls', 'logon', 'answer']
  const names = all.filter(name => (name !== 'tls' || secure) && (name !== 'logon' || peer.user !== ''))
  const walk = new StageWalk(names, emit)
  const connection = await walk.stage('settings', signal, async () => [
    // What the kind HTTP of connection managers acquires.
    (await manager.acquireConnection(null, access.environment)) as HttpConnection,
    { detail: url },
  ])
  if (!connection) return walk.verdict('')
  try {
    const started = performance.now()
    walk.begin('name')
    let answer: HttpAnswer
    try {
      answer = await connection.request('GET', url, { accept: '*/*' }, undefined, signal)
    } catch (error) {
      signal.throwIfAborted()
      const stage = (error instanceof HttpError ? failedAt[error.failure] : undefined) ?? 'answer'
      for (const name of names.slice(1, names.indexOf(stage))) walk.end(name, {})
      walk.fail(stage, error, { milliseconds: performance.now() - started })
      if (error instanceof HttpError) access.refused(place, TransportError.from(error))
      return walk.verdict('')
    }
    for (const name of names.slice(1, -1)) walk.end(name, {})
    await walk.stage('answer', signal, async () => {
      const { status, body } = answer
      const detail = designerTestText('answered', { status, bytes: body.length })
      if (status >= 500) throw new WmilinkError(detail)
      const causes = status >= 400 ? [{ text: designerTestText('refusedPage', { status }), todo: '' }] : []
      return [status, { detail, causes, milliseconds: performance.now() - started }]
    })
    return walk.verdict(designerTestText('reached', { server: peer.server }))
  } finally {
    await manager.releaseConnection(connection)
  }
}
