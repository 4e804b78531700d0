// Tests connection managers stage by stage.
import { designerTestText } from '../../../base/texts/designer-test.js'
import { DtsError } from '../../../ssis/index.js'
import type { Place, Stage } from '../../api/index.js'
import { DesignerError } from '../../failure.js'
import type { LiveAccess } from '../access.js'
import { testFile } from './file.js'
import { testHttp } from './http.js'
import { testLocal } from './local.js'
import { testRemote } from './remote.js'
import { StageWalk, type Verdict } from './stages.js'

/**
 * Tests a connection manager. Bad settings are the outcome of a stage, not a failure of the test.
 *
 * @throws DesignerError consent or secret before anything is sent, invalid for a type that cannot be tested; the reason of the signal
 */
export async function testConnection(
  access: LiveAccess,
  place: Place,
  signal: AbortSignal,
  emit: (stage: Stage) => void,
): Promise<Verdict> {
  const { manager } = access.managerOf(place)
  const type = manager.creationName.toUpperCase()
  if (!/^(WMI|HTTP|FILE|FLATFILE)$/.test(type))
    throw new DesignerError({ kind: 'invalid', message: designerTestText('cannotTest', { name: manager.name, type }) })
  const [problem] = manager.currentProblems()
  if (problem) {
    const walk = new StageWalk(['settings'], emit)
    walk.begin('settings')
    walk.fail('settings', new DtsError(problem.code, problem.description, { hint: problem.hint }))
    return walk.verdict('')
  }
  if (type === 'FILE' || type === 'FLATFILE') return testFile(manager, access.environment, signal, emit)
  const { local } = access.require(place)
  if (type === 'HTTP') return testHttp(access, place, signal, emit)
  return local ? testLocal(access, place, signal, emit) : testRemote(access, place, signal, emit)
}
