import { describe, expect, test } from 'vitest'
import type { RunnableExecutable, RunnableForEachLoop } from '../../../src/ssis/contract.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { dtsError, dtsProblem } from '../../../src/ssis/errors.js'
import { ForEachLoop, type ForLoop, Package, type TaskHost } from '../../../src/ssis/index.js'
import { execute } from '../../../src/ssis/runtime/execute.js'
import { executionRecord, messageRecord } from '../../../src/ssis/runtime/record.js'
import { variable } from '../samples.js'
import { failing, fails, handler, link, noted, pkg, sequence, task, type Work } from './model.js'
import { body, box, constraint, expressionOf, forLoop, itemLoop, realPackage, work } from './real.js'

const { Success, Failure, Canceled, Completion } = DTSExecResult

const symbols = (p: Package) => p.errors.map(({ symbol }) => symbol)

/** A Foreach Loop over numbers, for the engine alone. */
function over(
  items: AsyncIterable<readonly unknown[]>,
  executables: RunnableExecutable[],
  fields: Partial<RunnableForEachLoop> = {},
): RunnableForEachLoop {
  const loop = { variableMappings: [], checkItems: () => [], openItems: () => items, ...fields }
  return Object.assign(sequence('Loop', executables), loop)
}

async function* count(to: number, ended: () => void = () => {}) {
  try {
    for (let number = 1; number <= to; number += 1) yield [number]
  } finally {
    ended()
  }
}

describe('rounds', () => {
  test('each runs the executables anew, in their order', async () => {
    const order: string[] = []
    const [a, b] = [noted(order, 'A'), noted(order, 'B')]
    const loop = over(count(3), [b, a], { precedenceConstraints: [link(a, b)] })
    expect(await execute(pkg([loop]))).toBe(Success)
    expect(order).toEqual(['A', 'B', 'A', 'B', 'A', 'B'])
  })

  test('a round that fails ends the loop, and the enumerator is closed', async () => {
    let rounds = 0
    let closed = false
    const third: Work = context => {
      rounds += 1
      return rounds === 3 ? fails('A')(context) : Success
    }
    const loop = over(
      count(9, () => {
        closed = true
      }),
      [task('A', third)],
    )
    expect(await execute(pkg([loop]))).toBe(Failure)
    expect([rounds, closed]).toEqual([3, true])
    expect(executionRecord(loop).executionResult).toBe(Failure)
  })

  test('with MaximumErrorCount 0 or enough of it the loop goes on', async () => {
    const cases: readonly (readonly [maximum: number, rounds: number])[] = [
      [0, 5],
      [3, 3],
    ]
    for (const [maximum, rounds] of cases) {
      const order: string[] = []
      const loop = over(count(5), [noted(order, 'A', Failure)], { maximumErrorCount: maximum })
      expect(await execute(pkg([loop], [], { maximumErrorCount: 0 }))).toBe(Success)
      expect(order).toHaveLength(rounds)
      expect(executionRecord(loop).executionResult).toBe(maximum === 0 ? Success : Failure)
    }
  })

  test('FailParentOnFailure ends it all the same', async () => {
    const order: string[] = []
    const a = noted(order, 'A', Failure)
    a.failParentOnFailure = true
    expect(await execute(pkg([over(count(5), [a], { maximumErrorCount: 0 })], [], { maximumErrorCount: 0 }))).toBe(
      Success,
    )
    expect(order).toHaveLength(1)
  })

  test('Propagate False of a handler lets it go on', async () => {
    const order: string[] = []
    const a = noted(order, 'A', Failure)
    a.eventHandlers = [handler('OnError', [], { propagate: false })]
    const loop = over(count(4), [a])
    expect(await execute(pkg([loop]))).toBe(Success)
    expect(order).toHaveLength(4)
    expect(executionRecord(loop).executionResult).toBe(Success)
  })

  test('what a round does not reach has no result of the round before', async () => {
    let round = 0
    const a = task('A', context => {
      round += 1
      return round === 2 ? fails('A')(context) : Success
    })
    const b = task('B')
    const loop = over(count(2), [a, b], { precedenceConstraints: [link(a, b)], maximumErrorCount: 0 })
    await execute(pkg([loop], [], { maximumErrorCount: 0 }))
    expect(executionRecord(a).executionResult).toBe(Failure)
    expect(executionRecord(b).executionResult).toBeNull()
  })

  test('an enumerator that breaks ends it with its own error and 0xC0014023', async () => {
    const order: string[] = []
    async function* breaks() {
      yield [1]
      throw dtsError('DTS_E_PERSISTENCEERROR', { value: 'x', node: 'folder' })
    }
    const p = pkg([over(breaks(), [noted(order, 'A')], { maximumErrorCount: 0 })])
    expect(await execute(p)).toBe(Failure)
    expect(order).toEqual(['A'])
    expect(messageRecord(p).errors.map(({ code }) => code)).toEqual([0xc0010018, 0xc0014023])
  })

  test('what its check finds fails validation', async () => {
    const order: string[] = []
    const problem = dtsProblem('DTS_E_PERSISTENCEERROR', { value: 'x', node: 'folder' })
    expect(await execute(pkg([over(count(1), [noted(order, 'A')], { checkItems: () => [problem] })]))).toBe(Failure)
    expect(order).toEqual([])
  })

  test('a cancel in the middle ends it', async () => {
    const stop = new AbortController()
    let rounds = 0
    let closed = false
    const a = task('A', () => {
      rounds += 1
      if (rounds === 3) stop.abort()
      return Success
    })
    const items = count(1_000_000, () => {
      closed = true
    })
    const p = pkg([over(items, [a])])
    expect(await execute(p, { signal: stop.signal })).toBe(Canceled)
    expect([rounds, closed]).toEqual([3, true])
    expect(messageRecord(p).errors).toEqual([])
  })

  test('a timer can cancel a loop whose rounds never wait', async () => {
    async function* forever() {
      for (;;) yield []
    }
    const signal = AbortSignal.timeout(30)
    expect(await execute(pkg([over(forever(), [])]), { signal })).toBe(Canceled)
  })

  test('100,000 rounds keep neither memory nor stack', async () => {
    let rounds = 0
    const a = task('A', () => {
      rounds += 1
      return Success
    })
    const p = pkg([over(count(100_000), [a])])
    expect(await execute(p)).toBe(Success)
    expect(rounds).toBe(100_000)
    expect(messageRecord(p)).toEqual({ errors: [], warnings: [] })
  })
})

describe('Foreach Loop', () => {
  const variables = variable('Name', 8, '') + variable('Number', 3, '0')

  test('gives the values of each item to variables', async () => {
    const seen: unknown[] = []
    const items = [
      ['a.txt', 'x'],
      ['b.txt', 'y'],
    ]
    const p = realPackage(
      body({
        variables: variables + variable('Second', 8, ''),
        children: itemLoop('Package\\Loop', items, ['User::Name', 'User::Second'], {
          children: work('Package\\Loop\\See'),
        }),
      }),
      {
        See: ({ variables: seenFrom }) => {
          seen.push([seenFrom.get('Name').value, seenFrom.get('User::Second').value])
          return Success
        },
      },
    )
    expect(await p.execute()).toBe(Success)
    expect(seen).toEqual(items)
  })

  test('variables of containers inside keep their values from round to round', async () => {
    const counts: unknown[] = []
    const inner = box('Package\\Loop\\Box', {
      variables: variable('Sum', 3, '0'),
      children: work('Package\\Loop\\Box\\Add'),
    })
    const p = realPackage(
      body({
        variables,
        children: itemLoop('Package\\Loop', [['1'], ['2'], ['3']], ['User::Name'], { children: inner }),
      }),
      {
        Add: ({ variables: seen }) => {
          const sum = seen.get('Sum')
          sum.value = Number(sum.value) + Number(seen.get('Name').value)
          counts.push(sum.value)
          return Success
        },
      },
    )
    expect(await p.execute()).toBe(Success)
    expect(counts).toEqual([1, 3, 6])
  })

  test('a value that does not fit its variable: 0xC001F009 and 0xC001C012, and the round does not run', async () => {
    let ran = 0
    const works = {
      Count: () => {
        ran += 1
        return Success
      },
    }
    const make = (attributes = '') =>
      realPackage(
        body({
          variables,
          children: itemLoop('Package\\Loop', [['x'], ['y']], ['User::Number'], {
            attributes,
            children: work('Package\\Loop\\Count'),
          }),
        }),
        works,
      )
    const p = make()
    expect(await p.execute()).toBe(Failure)
    expect(p.errors.map(({ code }) => code)).toEqual([0xc001f009, 0xc001c012])
    const tolerant = make(' DTS:MaxErrorCount="0"')
    await tolerant.execute()
    expect(symbols(tolerant)).toHaveLength(4)
    expect(ran).toBe(0)
  })

  test('an item without the value of a mapping: 0xC001C012', async () => {
    const p = realPackage(
      body({ variables, children: itemLoop('Package\\Loop', [['a']], ['User::Name', 'User::Name'], {}) }),
    )
    expect(await p.execute()).toBe(Failure)
    expect(p.errors).toMatchObject([
      {
        symbol: 'DTS_E_FOREACHVARIABLEMAPPING',
        description: expect.stringContaining('number 2, to the variable "User::Name"'),
      },
    ])
  })

  test('a mapping to a variable that is not there, or cannot be written', async () => {
    const gone = realPackage(body({ variables, children: itemLoop('Package\\Loop', [['a']], ['User::Gone'], {}) }))
    expect(await gone.validate()).toBe(Failure)
    expect(symbols(gone)).toEqual(['DTS_E_VARIABLENOTFOUND', 'DTS_E_FOREACHVARIABLEMAPPING'])
    const fixed = realPackage(
      body({
        variables: variable('Fixed', 8, 'x', '\n      DTS:ReadOnly="True"'),
        children: itemLoop('Package\\Loop', [['a']], ['User::Fixed'], {}),
      }),
    )
    expect(await fixed.execute()).toBe(Failure)
    expect(symbols(fixed)).toEqual(['DTS_E_VARIABLEREADONLY', 'DTS_E_FOREACHVARIABLEMAPPING'])
  })

  test('without an enumerator it fails validation', async () => {
    const p = new Package()
    p.executables.add('STOCK:FOREACHLOOP')
    expect(await p.validate()).toBe(Failure)
    expect(symbols(p)).toEqual(['DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE'])
  })
})

describe('For Loop', () => {
  const variables = variable('i', 3, '5') + variable('sum', 3, '0')
  const adds: Record<string, Work> = {
    Add: ({ variables: seen }) => {
      const sum = seen.get('sum')
      sum.value = Number(sum.value) + Number(seen.get('i').value)
      return Success
    },
  }
  const adding = (init: string, evaluate: string, assign: string, attributes = '') =>
    realPackage(
      body({
        variables,
        children: forLoop('Package\\Loop', init, evaluate, assign, {
          attributes,
          children: work('Package\\Loop\\Add'),
        }),
      }),
      adds,
    )

  test('initializes once, evaluates before and assigns after each round', async () => {
    const p = adding('@i = 1', '@i <= 4', '@i = @i + 1')
    expect(await p.execute()).toBe(Success)
    expect([p.variables.get('sum').value, p.variables.get('i').value]).toEqual([10, 5])
    // The file keeps its values, and the next run starts from them.
    expect(await p.execute()).toBe(Success)
    expect(p.variables.get('sum').value).toBe(10)
  })

  test('needs neither initialization nor assignment, and may run not at all', async () => {
    const p = adding('', '@i < 5', '')
    expect(await p.execute()).toBe(Success)
    expect(p.variables.get('sum').value).toBe(0)
  })

  test('without an evaluation expression it fails validation: 0xC001F185', async () => {
    const p = adding('@i = 0', ' ', '')
    expect(await p.execute()).toBe(Failure)
    expect(p.errors).toMatchObject([{ code: 0xc001f185, source: 'Loop' }])
  })

  test.each([
    ['@i = "x"', '@i < 9', '@i = @i + 1', 0xc0017009],
    ['@i = 0', '@Nothing < 9', '@i = @i + 1', 0xc0017005],
    ['@i = 0', '@i + 1', '@i = @i + 1', 0xc0017005],
    ['@i = 0', '@i < 9', '@Nothing = 1', 0xc0017008],
  ])('expressions that cannot be evaluated: %s; %s; %s', async (init, evaluate, assign, code) => {
    const p = adding(init, evaluate, assign)
    expect(await p.execute()).toBe(Failure)
    expect(p.errors.at(-1)).toMatchObject({ code, source: 'Loop' })
    expect(p.errors.length).toBeGreaterThan(1)
  })

  test('its expressions may come from property expressions', async () => {
    const p = realPackage(
      body({
        variables: variables + variable('Limit', 8, '@i &lt; 3'),
        children: forLoop('Package\\Loop', '@i = 0', '', '@i = @i + 1', {
          before: expressionOf('EvalExpression', '@[User::Limit]'),
          children: work('Package\\Loop\\Add'),
        }),
      }),
      adds,
    )
    expect(await p.execute()).toBe(Success)
    expect(p.variables.get('sum').value).toBe(3)
  })

  test('property expressions of what is inside are evaluated in every round', async () => {
    const order: unknown[] = []
    const p = realPackage(
      body({
        variables,
        children: forLoop('Package\\Loop', '@i = 0', '@i < 4', '@i = @i + 1', {
          children: work('Package\\Loop\\Odd', { before: expressionOf('Disable', '@i % 2 == 0') }),
        }),
      }),
      {
        Odd: ({ variables: seen }) => {
          order.push(seen.get('i').value)
          return Success
        },
      },
    )
    expect(await p.execute()).toBe(Success)
    expect(order).toEqual([1, 3])
  })

  test('a break by a constraint with an expression, and by the evaluation', async () => {
    const order: unknown[] = []
    const p = realPackage(
      body({
        variables: variables + variable('Stop', 11, '0'),
        children: forLoop('Package\\Loop', '@i = 0', '!@Stop', '@i = @i + 1', {
          children: work('Package\\Loop\\Look') + work('Package\\Loop\\Break'),
          constraints: constraint(
            'Package\\Loop\\Look',
            'Package\\Loop\\Break',
            ' DTS:EvalOp="3" DTS:Expression="@i == 2"',
          ),
        }),
      }),
      {
        Look: ({ variables: seen }) => {
          order.push(seen.get('i').value)
          return Success
        },
        Break: ({ variables: seen }) => {
          seen.get('Stop').value = true
          return Success
        },
      },
    )
    expect(await p.execute()).toBe(Success)
    expect(order).toEqual([0, 1, 2])
  })

  test('a loop that never ends is canceled by its signal', async () => {
    const p = adding('', 'True', '')
    expect(await p.execute({ signal: AbortSignal.timeout(30) })).toBe(Canceled)
  })

  test('loops in loops', async () => {
    const p = realPackage(
      body({
        variables: variables + variable('j', 3, '0'),
        children: forLoop('Package\\Outer', '@i = 0', '@i < 3', '@i = @i + 1', {
          children: forLoop('Package\\Outer\\Inner', '@j = 0', '@j < 4', '@j = @j + 1', {
            children: work('Package\\Outer\\Inner\\Add'),
          }),
        }),
      }),
      adds,
    )
    expect(await p.execute()).toBe(Success)
    expect(p.variables.get('sum').value).toBe(12)
  })
})

describe('the object model', () => {
  test('makes loops that run and are saved', async () => {
    const p = new Package()
    p.variables.add('Name', false, 'User', '')
    const loop = p.executables.add('STOCK:FOREACHLOOP')
    expect(loop).toBeInstanceOf(ForEachLoop)
    loop.setEnumerator('Microsoft.ForEachItemEnumerator')
    loop.variableMappings.add('User::Name', 0)
    const counted: ForLoop = loop.executables.add('STOCK:FORLOOP')
    counted.evalExpression = '1 == 2'
    counted.initExpression = '@Name = "x"'
    expect(await p.execute()).toBe(Success)
    const again = Package.parse(p.toXml())
    const read = again.executables.get(0) as ForEachLoop
    expect(read.forEachEnumerator?.creationName).toBe('Microsoft.ForEachItemEnumerator')
    expect(Array.from(read.variableMappings, ({ variableName, valueIndex }) => [variableName, valueIndex])).toEqual([
      ['User::Name', 0],
    ])
    expect(
      (read.executables.get(0) as ForLoop).properties.get('EvalExpression').getValue(read.executables.get(0)),
    ).toBe('1 == 2')
    read.variableMappings.remove(0)
    expect(read.variableMappings.count).toBe(0)
  })

  test('refuses what no loop can have', () => {
    const loop = new Package().executables.add('STOCK:FOREACHLOOP')
    expect(() => loop.setEnumerator('Example.Nothing')).toThrow(/Example\.Nothing/)
    expect(() => loop.variableMappings.add('User::X', -1)).toThrow(/negative/)
    expect(() => loop.variableMappings.add('User::X', 0.5)).toThrow(/no integer/)
    expect(loop.forEachEnumerator).toBeUndefined()
  })
})

describe('execution values', () => {
  const variables = variable('Value', 3, '0')

  test('are written to the variable of ExecValueVariable', async () => {
    const p = realPackage(
      body({
        variables,
        children: work('Package\\A', {
          attributes: ' DTS:ExecValueVariable="User::Value" DTS:ForceExecValue="True" DTS:ExecValue="7"',
        }),
      }),
    )
    expect(await p.execute()).toBe(Success)
    expect(p.variables.get('Value').value).toBe(7)
    const host = p.executables.get('A') as TaskHost
    expect(host.executionValue).toBe(7)
    expect(host.execValueVariable).toBe('User::Value')
    host.forcedExecutionValue = 'text'
    host.execValueVariable = ''
    expect(await p.execute()).toBe(Success)
    expect(host.executionValue).toBe('text')
  })

  test('that do not fit fail the task: 0xC0019001', async () => {
    const p = realPackage(
      body({
        variables,
        children:
          work('Package\\A', {
            attributes: ' DTS:ExecValueVariable="User::Value" DTS:ForceExecValue="True" DTS:ExecValue="x"',
          }) + work('Package\\B'),
        constraints: constraint('Package\\A', 'Package\\B', ` DTS:Value="${Completion}"`),
      }),
    )
    expect(await p.execute()).toBe(Failure)
    expect(p.errors.map(({ code }) => code)).toEqual([0xc001f009, 0xc0019001])
  })

  test('a variable that is not there fails validation', async () => {
    const p = realPackage(body({ children: work('Package\\A', { attributes: ' DTS:ExecValueVariable="User::Gone"' }) }))
    expect(await p.validate()).toBe(Failure)
    expect(symbols(p)).toEqual(['DTS_E_VARIABLENOTFOUND'])
  })
})

test('a failing task in a loop of fakes is told once for each round', async () => {
  const p = pkg([over(count(3), [failing('A')], { maximumErrorCount: 0 })], [], { maximumErrorCount: 0 })
  await execute(p)
  expect(messageRecord(p).errors).toHaveLength(3)
})
