import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '../../../../src/base/text.js'
import {
  conditionText,
  constraintLabel,
  countText,
  elapsedText,
  namesText,
  nodeLabel,
} from '../../../../src/designer/web/canvas/labels.js'
import { marksOf } from '../../../../src/designer/web/canvas/marks.js'
import { constraint, node, scene } from './scenes.js'

afterEach(() => setLanguage('en'))

const problem = (object: string | null, severity: 'error' | 'warning' | 'information', message = 'm') => ({
  severity,
  message,
  hint: '',
  code: 0,
  name: '',
  object,
  source: '',
})

describe('the label of a node', () => {
  it('says everything that its marks show', () => {
    const view = node('Read disks', 'p', { hasExpressions: true, summary: 'SELECT * FROM Win32_LogicalDisk' })
    const marks = marksOf([problem('Read disks', 'error'), problem('Read disks', 'error')]).get('Read disks')
    expect(nodeLabel(view, marks, { state: 'failed', count: 1 })).toBe(
      'Read disks, WMI Data Reader Task, failed, 1 row, 2 errors, has expressions, SELECT * FROM Win32_LogicalDisk',
    )
  })

  it('says what cannot run', () => {
    const view = node('Script', 'p', { title: 'Script Task', disabled: true, unsupported: 'why' })
    expect(nodeLabel(view)).toBe('Script, Script Task, disabled, kept, cannot run here')
  })

  it('counts what a container holds', () => {
    const view = node('All', 'p', { kind: 'sequence', title: 'Sequence Container' })
    expect(nodeLabel(view, undefined, undefined, 3)).toBe('All, Sequence Container, 3 tasks')
    expect(nodeLabel(view, undefined, undefined, 0)).toBe('All, Sequence Container, empty')
  })

  it('speaks French', () => {
    setLanguage('fr')
    expect(nodeLabel(node('Lire', 'p'), undefined, { state: 'succeeded', count: 1234 })).toBe(
      `Lire, Tâche Lecteur de données WMI, réussi, ${(1234).toLocaleString('fr')} lignes`,
    )
  })
})

describe('the label of a constraint', () => {
  it.each([
    [{}, 'Success'],
    [{ value: 1 }, 'Failure'],
    [{ value: 2 }, 'Completion'],
    [{ evalOp: 1 }, 'Expression'],
    [{ evalOp: 3 }, 'Success and fx'],
    [{ evalOp: 4, value: 1 }, 'Failure or fx'],
  ])('%j: %s', (more, text) => {
    expect(conditionText(constraint('a', 'b', more))).toBe(text)
  })

  it('names both ends', () => {
    const any = constraint('a', 'b', { logicalAnd: false, evalOp: 1, expression: '@x > 1' })
    const all = scene([node('a', 'p', { name: 'First' }), node('b', 'p', { name: 'Second' })], [any])
    expect(constraintLabel(all, any)).toBe('Expression, from First to Second, one of several is enough')
  })
})

describe('marks', () => {
  it('count errors and warnings of each object', () => {
    const marks = marksOf([problem('a', 'error', 'one'), problem('a', 'warning', 'two'), problem(null, 'error')])
    expect([...marks]).toEqual([['a', { errors: 1, warnings: 1, messages: ['one', 'two'] }]])
    expect(marksOf([problem('a', 'information')]).size).toBe(0)
  })

  it('stay the same objects while nothing changes', () => {
    const before = marksOf([problem('a', 'error', 'one'), problem('b', 'error', 'two')])
    const after = marksOf([problem('a', 'error', 'one'), problem('b', 'error', 'other')], before)
    expect(after.get('a')).toBe(before.get('a'))
    expect(after.get('b')).not.toBe(before.get('b'))
  })
})

describe('numbers', () => {
  it.each([
    [420, '0.4 s'],
    [12_300, '12 s'],
    [125_000, '2:05'],
    [3_725_000, '1:02:05'],
    [-5, '0.0 s'],
  ])('%d ms: %s', (milliseconds, text) => {
    expect(elapsedText(milliseconds)).toBe(text)
  })

  it('of rounds and rows', () => {
    expect(countText({ state: 'running', rounds: 1, count: 2000 })).toBe('1 round, 2,000 rows')
    expect(countText({ state: 'running' })).toBe('')
  })

  it('of names end after five', () => {
    expect(namesText(['a', 'b'])).toBe('a, b')
    expect(namesText(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e, 2 more')
  })
})
