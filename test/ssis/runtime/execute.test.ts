import { describe, expect, test } from 'vitest'
import { DTSExecResult, DTSExecStatus, DTSForcedExecResult } from '../../../src/ssis/enums.js'
import { execute, type RunOptions } from '../../../src/ssis/runtime/execute.js'
import { executionDuration, executionRecord, messageRecord } from '../../../src/ssis/runtime/record.js'
import { failing, fails, link, noted, pkg, sequence, task } from './model.js'

const { Success, Failure, Completion } = DTSExecResult

const codes = (owner: object) => messageRecord(owner).errors.map(({ symbol }) => symbol)
const warnings = (owner: object) => messageRecord(owner).warnings.map(({ symbol }) => symbol)

describe('order', () => {
  test('a package without executables succeeds', async () => {
    expect(await execute(pkg([]))).toBe(Success)
  })

  test('executables start in the order of their constraints, whatever their place in the file', async () => {
    const order: string[] = []
    const [c, b, a] = [noted(order, 'C'), noted(order, 'B'), noted(order, 'A')]
    expect(await execute(pkg([c, b, a], [link(a, b), link(b, c)]))).toBe(Success)
    expect(order).toEqual(['A', 'B', 'C'])
  })

  test('after a failure the failure branch runs and the success branch does not', async () => {
    const order: string[] = []
    const [a, ok, bad, any] = [noted(order, 'A', Failure), noted(order, 'ok'), noted(order, 'bad'), noted(order, 'any')]
    const p = pkg([a, ok, bad, any], [link(a, ok), link(a, bad, Failure), link(a, any, Completion)])
    expect(await execute(p)).toBe(Failure)
    expect(order).toEqual(['A', 'bad', 'any'])
    expect(executionRecord(ok).executionResult).toBeNull()
  })

  test('what follows a skipped executable is skipped, through a chain of 5,000', async () => {
    const order: string[] = []
    const a = noted(order, 'A', Failure)
    const rest = Array.from({ length: 5000 }, (_, index) => noted(order, `T${index}`))
    const chain = rest.map((one, index) => link(index === 0 ? a : rest[index - 1], one))
    await execute(pkg([a, ...rest], chain))
    expect(order).toEqual(['A'])
  })

  test('with OR an executable runs once, as soon as one constraint holds', async () => {
    const order: string[] = []
    let release = () => {}
    const waited = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = task('slow', async () => {
      await waited
      order.push('slow')
      return Success
    })
    const fast = noted(order, 'fast')
    const next = task('next', () => {
      order.push('next')
      release()
      return Success
    })
    await execute(pkg([slow, fast, next], [link(slow, next), link(fast, next)]))
    expect(order).toEqual(['fast', 'next', 'slow'])
  })

  test('with AND an executable waits for all', async () => {
    const order: string[] = []
    const [a, b, c] = [noted(order, 'A'), noted(order, 'B'), noted(order, 'C')]
    const and = { logicalAnd: true }
    await execute(pkg([c, a, b], [link(a, c, Success, and), link(b, c, Success, and)]))
    expect(order).toEqual(['A', 'B', 'C'])
  })

  test('a disabled executable does nothing and counts as a success when its turn comes', async () => {
    const order: string[] = []
    const [a, b, c, d] = [noted(order, 'A'), noted(order, 'B'), noted(order, 'C'), noted(order, 'D')]
    b.disable = true
    expect(await execute(pkg([c, d, b, a], [link(a, b), link(b, c), link(b, d, Failure)]))).toBe(Success)
    expect(order).toEqual(['A', 'C'])
    expect(executionRecord(b).executionResult).toBeNull()
  })

  test('a disabled package does nothing and succeeds', async () => {
    const order: string[] = []
    expect(await execute(pkg([noted(order, 'A')], [], { disable: true }))).toBe(Success)
    expect(order).toEqual([])
  })

  test('a sequence runs its own executables in its own order and has their result', async () => {
    const order: string[] = []
    const [a, b, c] = [noted(order, 'A'), noted(order, 'B', Failure), noted(order, 'C')]
    const box = sequence('Box', [b, a], [link(a, b)])
    expect(await execute(pkg([c, box], [link(box, c, Failure)]))).toBe(Failure)
    expect(order).toEqual(['A', 'B', 'C'])
    expect(executionRecord(box).executionResult).toBe(Failure)
  })
})

describe('how many at once', () => {
  async function most(maxConcurrentExecutables: number, options: RunOptions = {}) {
    let running = 0
    let highest = 0
    const work = async () => {
      running += 1
      highest = Math.max(highest, running)
      await new Promise(resolve => setImmediate(resolve))
      running -= 1
      return Success
    }
    const inside = Array.from({ length: 6 }, (_, index) => task(`I${index}`, work))
    const tasks = Array.from({ length: 6 }, (_, index) => task(`T${index}`, work))
    const result = await execute(pkg([sequence('Box', inside), ...tasks], [], { maxConcurrentExecutables }), options)
    return { result, highest }
  }

  test('MaxConcurrentExecutables 1 runs one task at a time and containers still work', async () => {
    expect(await most(1)).toEqual({ result: Success, highest: 1 })
  })

  test('MaxConcurrentExecutables 3 runs three', async () => {
    expect(await most(3)).toEqual({ result: Success, highest: 3 })
  })

  test('the option goes before the package', async () => {
    expect(await most(1, { maxConcurrentExecutables: 4 })).toEqual({ result: Success, highest: 4 })
  })

  test('a limit that is no number of executables is refused at the call', async () => {
    await expect(execute(pkg([]), { maxConcurrentExecutables: 0 })).rejects.toThrow(
      'maxConcurrentExecutables must be -1 or at least 1, not 0',
    )
  })
})

describe('results', () => {
  test('a failed task fails the package and says why', async () => {
    const a = failing('A')
    const p = pkg([a])
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).errors).toEqual([
      {
        code: 0xc0029252,
        symbol: 'DTS_E_WMIDRTASK_TASKFAILURE',
        source: 'A',
        sourceId: a.id,
        subComponent: '',
        description: 'A broke',
        hint: '',
      },
    ])
    expect(messageRecord(p).warnings).toMatchObject([
      { code: 0x80019002, source: 'Demo', description: expect.stringContaining('MaximumErrorCount (1)') },
    ])
  })

  test('a package with MaximumErrorCount 2 stands one error', async () => {
    expect(await execute(pkg([failing('A')], [], { maximumErrorCount: 2 }))).toBe(Success)
    expect(await execute(pkg([failing('A'), failing('B')], [], { maximumErrorCount: 2 }))).toBe(Failure)
  })

  test('MaximumErrorCount 0 means no limit', async () => {
    expect(await execute(pkg([failing('A'), failing('B')], [], { maximumErrorCount: 0 }))).toBe(Success)
  })

  test('a task that raises errors but succeeds fails by its MaximumErrorCount', async () => {
    const a = task('A', ({ events }) => {
      events.fireError(1, '', 'one')
      return Success
    })
    const p = pkg([a], [], { maximumErrorCount: 0 })
    await execute(p)
    expect(executionRecord(a).executionResult).toBe(Failure)
    expect(warnings(p)).toEqual(['DTS_W_MAXIMUMERRORCOUNTREACHED'])
    expect(codes(p)).toEqual(['0x00000001'])
  })

  test('a failure without an error gets one', async () => {
    const p = pkg([task('A', () => Failure)])
    expect(await execute(p)).toBe(Failure)
    expect(codes(p)).toEqual(['DTS_E_TASKEXECUTEFAILED'])
  })

  test('a task that throws fails; the package does not reject', async () => {
    const a = task('A', () => {
      throw new Error('broken part')
    })
    const p = pkg([a])
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).errors).toMatchObject([
      { code: 0xc002f304, source: 'A', description: 'an error occurred: broken part' },
    ])
    expect(executionRecord(a).executionStatus).toBe(DTSExecStatus.Abend)
  })

  test('FailParentOnFailure fails a container that would have stood the error', async () => {
    const a = failing('A', { failParentOnFailure: true })
    const box = sequence('Box', [a], [], { maximumErrorCount: 0 })
    const p = pkg([box], [], { maximumErrorCount: 0 })
    expect(await execute(p)).toBe(Success)
    expect(executionRecord(box).executionResult).toBe(Failure)
  })

  test('FailPackageOnFailure fails the package over the containers between', async () => {
    const a = failing('A', { failPackageOnFailure: true })
    const box = sequence('Box', [a], [], { maximumErrorCount: 0 })
    const p = pkg([box], [], { maximumErrorCount: 0 })
    expect(await execute(p)).toBe(Failure)
    expect(executionRecord(box).executionResult).toBe(Success)
  })

  test('a forced success lets the success branch run; its errors still count', async () => {
    const order: string[] = []
    const a = failing('A', { forceExecutionResult: DTSForcedExecResult.Success })
    const b = noted(order, 'B')
    expect(await execute(pkg([a, b], [link(a, b)]))).toBe(Failure)
    expect(order).toEqual(['B'])
  })

  test('a forced failure fails the package and says so', async () => {
    const a = task('A', undefined, { forceExecutionResult: DTSForcedExecResult.Failure })
    const p = pkg([a])
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).warnings.map(({ description }) => description)).toEqual([
      '"A" succeeded, but its ForceExecutionResult is Failure',
      '"Demo" ran, but the errors it counted (1) reached its MaximumErrorCount (1): it has failed',
    ])
  })

  test('a forced completion satisfies completion constraints only', async () => {
    const order: string[] = []
    const a = task('A', undefined, { forceExecutionResult: DTSForcedExecResult.Completion })
    const [ok, bad, any] = [noted(order, 'ok'), noted(order, 'bad'), noted(order, 'any')]
    const constraints = [link(a, ok), link(a, bad, Failure), link(a, any, Completion)]
    expect(await execute(pkg([a, ok, bad, any], constraints))).toBe(Success)
    expect(order).toEqual(['any'])
  })

  test('a forced success of the package is the result', async () => {
    expect(await execute(pkg([failing('A')], [], { forceExecutionResult: DTSForcedExecResult.Success }))).toBe(Success)
  })
})

describe('records', () => {
  test('result, status and times stand on what ran', async () => {
    const a = task('A')
    const p = pkg([a])
    await execute(p)
    for (const one of [a, p]) {
      const record = executionRecord(one)
      expect(record.executionResult).toBe(Success)
      expect(record.executionStatus).toBe(DTSExecStatus.Completed)
      expect(record.startTime).toBeInstanceOf(Date)
      expect(Number(record.stopTime)).toBeGreaterThanOrEqual(Number(record.startTime))
      expect(executionDuration(one)).toBe(Number(record.stopTime) - Number(record.startTime))
    }
  })

  test('a second run starts afresh', async () => {
    let fail = true
    const a = task('A', context => (fail ? fails('A')(context) : Success))
    const p = pkg([a])
    expect(await execute(p)).toBe(Failure)
    fail = false
    expect(await execute(p)).toBe(Success)
    expect(messageRecord(p)).toEqual({ errors: [], warnings: [] })
  })

  test('a package cannot run twice at the same time', async () => {
    const p = pkg([task('A', () => new Promise(resolve => setImmediate(() => resolve(Success))))])
    const first = execute(p)
    await expect(execute(p)).rejects.toThrow('the package "Demo" is already being validated or run')
    expect(await first).toBe(Success)
    expect(await execute(p)).toBe(Success)
  })

  test('system variables tell about the run', async () => {
    const p = pkg([task('A')])
    await execute(p, { interactiveMode: true })
    expect(Object.fromEntries(p.system)).toEqual({
      StartTime: expect.any(Date),
      ContainerStartTime: expect.any(Date),
      ExecutionInstanceGUID: expect.stringMatching(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/),
      MachineName: expect.stringMatching(/./),
      UserName: expect.stringMatching(/./),
      InteractiveMode: true,
      OfflineMode: false,
      ServerExecutionID: 0n,
      CancelEvent: 0,
    })
  })
})
