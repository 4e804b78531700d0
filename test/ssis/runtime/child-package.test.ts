import { describe, expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import type { LogEntry } from '../../../src/ssis/events.js'
import type { Package } from '../../../src/ssis/index.js'
import { variable } from '../samples.js'
import { fails, type Work } from './model.js'
import { body, handlerOf, itemLoop, realPackage, work } from './real.js'

const { Success, Failure, Canceled } = DTSExecResult

/** A package with one task, `Run`, that runs another one. */
function parentOf(child: Package, more: Parameters<typeof body>[0] = {}, works: Record<string, Work> = {}): Package {
  const runs: Work = async context => {
    const result = await context.runPackage(child)
    return result
  }
  return realPackage(body({ children: work('Package\\Run'), ...more }), { Run: runs, ...works })
}

const childPackage = (works: Record<string, Work>, more: Parameters<typeof body>[0] = {}) => {
  const child = realPackage(body({ children: work('Package\\Inside'), ...more }), works)
  child.name = 'Child'
  return child
}

describe('a package that a task runs', () => {
  test('has its own result; its errors stand in both packages and count on the way outward', async () => {
    const child = childPackage({ Inside: fails('Inside') })
    const parent = parentOf(child)
    expect(await parent.execute()).toBe(Failure)
    expect(child.errors.map(({ source }) => source)).toEqual(['Inside'])
    expect(parent.errors.map(({ source }) => source)).toEqual(['Inside'])
    expect(child.executionResult).toBe(Failure)
    expect(parent.executables.get('Run').executionResult).toBe(Failure)
  })

  test('is heard by the same listeners and the same log', async () => {
    const heard: string[] = []
    const records: LogEntry[] = []
    const child = childPackage({ Inside: fails('Inside') })
    await parentOf(child).execute({
      events: { onPreExecute: ({ name }) => void heard.push(name) },
      log: { log: record => void records.push(record) },
    })
    expect(heard).toEqual(['Demo', 'Run', 'Child', 'Inside'])
    expect(records.filter(({ event }) => event === 'OnError').map(({ source }) => source)).toEqual([
      'Inside',
      'Child',
      'Run',
      'Demo',
    ])
    expect(records.filter(({ event }) => event === 'PackageStart').map(({ source }) => source)).toEqual([
      'Demo',
      'Child',
    ])
  })

  test('its events reach the handlers of both; those of its handlers only those of the parent', async () => {
    const seen: string[] = []
    const note =
      (where: string): Work =>
      ({ variables }) => {
        seen.push(`${where}: ${variables.get('System::SourceName').value}`)
        return Success
      }
    const child = childPackage(
      { 'In child': note('child') },
      {
        children: work('Package\\Inside'),
        handlers: handlerOf('Package', 'OnPreExecute', {
          children: work('Package.EventHandlers[OnPreExecute]\\In child'),
        }),
      },
    )
    const parent = parentOf(
      child,
      {
        handlers: handlerOf('Package', 'OnPreExecute', {
          children: work('Package.EventHandlers[OnPreExecute]\\In parent'),
        }),
      },
      { 'In parent': note('parent') },
    )
    expect(await parent.execute()).toBe(Success)
    expect(seen.filter(text => text.startsWith('child'))).toEqual(['child: Child', 'child: Inside'])
    expect(seen.filter(text => text.startsWith('parent')).map(text => text.slice(8))).toEqual([
      'Demo',
      'Run',
      'OnPreExecute',
      'In child',
      'Child',
      'OnPreExecute',
      'In child',
      'Inside',
    ])
  })

  test('a cancel reaches it, and one of its handlers can stop everything', async () => {
    const stop = new AbortController()
    const waits: Work = async ({ signal }) => {
      const aborted = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
      stop.abort()
      await aborted
      return Canceled
    }
    const child = childPackage({ Inside: waits })
    expect(await parentOf(child).execute({ signal: stop.signal })).toBe(Canceled)
    expect(child.executionResult).toBe(Canceled)
    const cancels: Work = ({ variables }) => {
      variables.get('System::Cancel').value = true
      return Success
    }
    const stopped = childPackage(
      { Inside: fails('Inside'), Stop: cancels },
      {
        children: work('Package\\Inside'),
        handlers: handlerOf('Package', 'OnError', { children: work('Package.EventHandlers[OnError]\\Stop') }),
      },
    )
    expect(await parentOf(stopped).execute()).toBe(Canceled)
  })

  test('knows what runs around it, and sees the variables of its parent for configurations', async () => {
    let chain: readonly string[] = []
    const child = childPackage({
      Inside: ({ packageChain }) => {
        chain = packageChain
        return Success
      },
    })
    await parentOf(child).execute()
    expect(chain).toEqual(['Demo', 'Child'])
  })

  test('runs again and again in a loop, each time from its own values', async () => {
    const sums: unknown[] = []
    const child = childPackage(
      {
        Inside: ({ variables }) => {
          const sum = variables.get('Sum')
          sum.value = Number(sum.value) + 1
          sums.push(sum.value)
          return Success
        },
      },
      { children: work('Package\\Inside'), variables: variable('Sum', 3, '0') },
    )
    const parent = realPackage(
      body({
        variables: variable('Name', 8, ''),
        children: itemLoop('Package\\Loop', [['a'], ['b']], ['User::Name'], { children: work('Package\\Loop\\Run') }),
      }),
      { Run: context => context.runPackage(child) },
    )
    expect(await parent.execute()).toBe(Success)
    expect(sums).toEqual([1, 1])
  })

  test('cannot be the package that runs it', async () => {
    const parent: Package = realPackage(body({ children: work('Package\\Run') }), {
      Run: context => context.runPackage(parent),
    })
    expect(await parent.execute()).toBe(Failure)
    expect(parent.errors.map(({ description }) => description)).toEqual([
      'an error occurred: the package "Demo" is already being validated or run',
    ])
  })

  test('an exception of a listener while it runs reaches the caller of the outer package', async () => {
    const child = childPackage({})
    const run = parentOf(child).execute({
      events: {
        onPreExecute({ name }) {
          if (name === 'Inside') throw new Error('listener broke')
        },
      },
    })
    await expect(run).rejects.toThrow('listener broke')
  })

  test('FailPackageOnFailure inside it fails it, and its MaximumErrorCount does not hold for the parent', async () => {
    const child = realPackage(
      body({ children: work('Package\\Inside', { attributes: ' DTS:FailPackageOnFailure="True"' }) }),
      { Inside: fails('Inside') },
      '\n  DTS:MaxErrorCount="0"',
    )
    const parent = parentOf(child)
    expect(await parent.execute()).toBe(Failure)
    expect(child.executionResult).toBe(Failure)
  })
})
