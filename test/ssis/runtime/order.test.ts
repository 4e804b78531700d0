import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunnableConstraint, RunnableExecutable } from '../../../src/ssis/contract.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { runInOrder } from '../../../src/ssis/runtime/container.js'
import { link, sequence, task } from './model.js'

const { Success, Failure, Completion } = DTSExecResult

interface Plan {
  /** For each task whether it succeeds, whether it is disabled, and after how many turns it ends. */
  readonly tasks: readonly { readonly ok: boolean; readonly disabled: boolean; readonly turns: number }[]
  readonly links: readonly {
    readonly from: number
    readonly to: number
    readonly value: number
    readonly and: boolean
  }[]
}

/** Constraints lead from lower to higher numbers, so that there is no circle. */
const plans: fc.Arbitrary<Plan> = fc.integer({ min: 1, max: 9 }).chain(count =>
  fc.record({
    tasks: fc.array(fc.record({ ok: fc.boolean(), disabled: fc.boolean(), turns: fc.integer({ min: 0, max: 4 }) }), {
      minLength: count,
      maxLength: count,
    }),
    links: fc
      .array(
        fc.record({
          from: fc.nat(count - 1),
          to: fc.nat(count - 1),
          value: fc.constantFrom(Success, Failure, Completion),
          and: fc.boolean(),
        }),
        { maxLength: 18 },
      )
      .map(links => links.filter(({ from, to }) => from < to)),
  }),
)

/** Which tasks run, decided the plain way: one after the other, each when all before it have ended. */
function expectedRuns({ tasks, links }: Plan): string[] {
  const results: (number | undefined)[] = []
  tasks.forEach(({ ok, disabled }, index) => {
    const incoming = links.filter(({ to }) => to === index)
    const holds = ({ from, value }: Plan['links'][number]) =>
      results[from] !== undefined && (value === Completion || value === results[from])
    const together = incoming.filter(({ and }) => and)
    const alone = incoming.filter(({ and }) => !and)
    const starts =
      incoming.length === 0 || alone.some(holds) || (together.length > 0 && together.every(one => holds(one)))
    results.push(starts ? (disabled || ok ? Success : Failure) : undefined)
  })
  return tasks.flatMap(({ disabled }, index) => (results[index] !== undefined && !disabled ? [`T${index}`] : []))
}

test('whatever the constraints and the time that tasks take, the same tasks run, each once', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async plan => {
      const tasks = plan.tasks.map(({ disabled }, index) => task(`T${index}`, undefined, { disable: disabled }))
      const planOf = new Map<RunnableExecutable, Plan['tasks'][number] | undefined>(
        tasks.map((one, index) => [one, plan.tasks[index]]),
      )
      const constraints = plan.links.map(({ from, to, value, and }) =>
        link(tasks[from], tasks[to], value as DTSExecResult, { logicalAnd: and }),
      )
      const started: RunnableExecutable[] = []
      const ended = new Set<RunnableExecutable>()
      const start = async (executable: RunnableExecutable): Promise<DTSExecResult> => {
        if (executable.disable) return Success
        const incoming = constraints.filter(one => one.constrainedExecutable === executable)
        // What made it start has ended, or was disabled, before.
        const ready = (one: RunnableConstraint) =>
          one.precedenceExecutable && (ended.has(one.precedenceExecutable) || one.precedenceExecutable.disable)
        expect(incoming.length === 0 || incoming.some(ready)).toBe(true)
        started.push(executable)
        const { ok, turns } = planOf.get(executable) ?? { ok: true, turns: 0 }
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
        ended.add(executable)
        return ok ? Success : Failure
      }
      await runInOrder(
        sequence('Box', tasks, constraints),
        start,
        () => false,
        problem => expect.fail(problem.description),
      )
      expect(started.map(({ name }) => name).sort()).toEqual(expectedRuns(plan))
      expect(ended.size).toBe(started.length)
    }),
    { numRuns: 2000, seed: 20_050_117 },
  )
})
