import { describe, expect, test } from 'vitest'
import type { TaskContext } from '../../../src/ssis/contract.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { variable } from '../samples.js'
import type { Work } from './model.js'
import { body, box, forLoop, handlerOf, propagate, realPackage, work } from './real.js'

const { Success, Failure, Canceled } = DTSExecResult

const loud = '\n      DTS:RaiseChangedEvent="True"'
const sets =
  (name: string, value: unknown): Work =>
  ({ variables }) => {
    variables.get(name).value = value
    return Success
  }

/** Notes something when it runs. */
const notes =
  (list: unknown[], what: (variables: TaskContext['variables']) => unknown): Work =>
  ({ variables }) => {
    list.push(what(variables))
    return Success
  }

describe('OnVariableValueChanged', () => {
  test('comes from the container that has the variable, and the task that writes it waits for the handlers', async () => {
    const seen: unknown[] = []
    const p = realPackage(
      body({
        variables: variable('Outer', 3, '1', loud) + variable('Quiet', 3, '1'),
        children: box('Package\\Box', {
          variables: variable('Inner', 3, '1', loud),
          children: work('Package\\Box\\Set'),
          handlers: handlerOf('Package\\Box', 'OnVariableValueChanged', {
            children: work('Package\\Box.EventHandlers[OnVariableValueChanged]\\At box'),
          }),
        }),
        handlers: handlerOf('Package', 'OnVariableValueChanged', {
          children: work('Package.EventHandlers[OnVariableValueChanged]\\At package'),
        }),
      }),
      {
        Set: async context => {
          for (const [name, value] of [
            ['Outer', 2],
            ['Quiet', 3],
            ['Inner', 4],
          ] as const)
            context.variables.get(name).value = value
          await context.handlersDone()
          seen.push('Set goes on')
          return Success
        },
        'At box': notes(seen, variables => `box ${variables.get('System::VariableName').value}`),
        'At package': notes(
          seen,
          variables =>
            `package ${variables.get('System::SourceName').value} ${variables.get('System::VariableName').value} ${variables.get('System::VariableValue').value}`,
        ),
      },
    )
    const heard: string[] = []
    const events = {
      onVariableValueChanged: (source: { name: string }, { qualifiedName }: { qualifiedName: string }) =>
        void heard.push(`${source.name} ${qualifiedName}`),
    }
    expect(await p.execute({ events })).toBe(Success)
    expect(seen).toEqual(['package Demo User::Outer 2', 'box User::Inner', 'package Box User::Inner 4', 'Set goes on'])
    expect(heard).toEqual(['Demo User::Outer', 'Box User::Inner'])
  })

  test('a handler that writes the variable does not start itself', async () => {
    let runs = 0
    const p = realPackage(
      body({
        variables: variable('N', 3, '0', loud),
        children: work('Package\\Set'),
        handlers: handlerOf('Package', 'OnVariableValueChanged', {
          children: work('Package.EventHandlers[OnVariableValueChanged]\\Again'),
        }),
      }),
      {
        Set: sets('N', 1),
        Again: context => {
          runs += 1
          return sets('N', 2)(context)
        },
      },
    )
    expect(await p.execute()).toBe(Success)
    expect([runs, p.variables.get('N').value]).toEqual([1, 2])
  })

  test('a loop that writes it raises it too', async () => {
    const values: unknown[] = []
    const p = realPackage(
      body({
        variables: variable('i', 3, '0', loud),
        children: forLoop('Package\\Loop', '@i = 0', '@i < 2', '@i = @i + 1', {}),
        handlers: handlerOf('Package', 'OnVariableValueChanged', {
          children: work('Package.EventHandlers[OnVariableValueChanged]\\Note'),
        }),
      }),
      { Note: notes(values, variables => variables.get('System::VariableValue').value) },
    )
    expect(await p.execute()).toBe(Success)
    expect(values).toEqual([0, 1, 2])
  })
})

describe('handlers of a real package', () => {
  test('Propagate as the file says it, and as a task of the handler sets it', async () => {
    const order: unknown[] = []
    const place = 'Package\\Box.EventHandlers[OnError]'
    const make = (stored: boolean | undefined, set?: boolean) =>
      realPackage(
        body({
          children: box('Package\\Box', {
            children: work('Package\\Box\\Fail'),
            handlers: handlerOf('Package\\Box', 'OnError', {
              variables: stored === undefined ? '' : propagate(stored),
              children: work(`${place}\\Set`),
            }),
          }),
          handlers: handlerOf('Package', 'OnError', { children: work('Package.EventHandlers[OnError]\\Note') }),
        }),
        {
          Fail: ({ events }) => {
            events.fireError(1, '', 'broke')
            return Failure
          },
          Set: set === undefined ? () => Success : sets('System::Propagate', set),
          Note: notes(order, () => 'reached'),
        },
      )
    const results: unknown[] = []
    for (const [stored, set] of [
      [undefined, undefined],
      [true, undefined],
      [false, undefined],
      [true, false],
      [undefined, false],
      [false, true],
    ] as const) {
      order.length = 0
      const p = make(stored, set)
      const before = p.toXml()
      results.push([await p.execute(), order.length])
      expect(p.toXml()).toBe(before)
    }
    expect(results).toEqual([
      [Failure, 1],
      [Failure, 1],
      [Success, 0],
      [Success, 0],
      [Success, 0],
      [Failure, 1],
    ])
  })

  test('an expression on its Disable, and variables of what it is attached to', async () => {
    const order: unknown[] = []
    const p = realPackage(
      body({
        variables: variable('Off', 11, '-1') + variable('Where', 8, 'here'),
        children: work('Package\\A'),
        handlers:
          handlerOf('Package', 'OnPreExecute', {
            before: '<DTS:PropertyExpression DTS:Name="Disable">@Off</DTS:PropertyExpression>',
            children: work('Package.EventHandlers[OnPreExecute]\\Never'),
          }) + handlerOf('Package', 'OnPostExecute', { children: work('Package.EventHandlers[OnPostExecute]\\See') }),
      }),
      {
        Never: notes(order, () => 'never'),
        See: notes(order, variables => variables.get('Where').value),
      },
    )
    expect(await p.execute()).toBe(Success)
    expect(order).toEqual(['here', 'here'])
  })

  test('System::Cancel is there for errors, warnings and OnQueryCancel, and system variables keep their types', async () => {
    const p = realPackage(
      body({
        handlers: ['OnError', 'OnInformation', 'OnProgress', 'Custom']
          .map(event => handlerOf('Package', event, {}))
          .join(''),
      }),
    )
    const names = p.eventHandlers.map(({ variables }) =>
      [...variables].map(({ name }) => name).filter(name => name !== 'LocaleId'),
    )
    expect(names).toEqual([
      ['SourceDescription', 'SourceID', 'SourceName', 'ErrorCode', 'ErrorDescription', 'Propagate', 'Cancel'],
      ['SourceDescription', 'SourceID', 'SourceName', 'ErrorCode', 'ErrorDescription', 'Propagate'],
      [
        'SourceDescription',
        'SourceID',
        'SourceName',
        'PercentComplete',
        'ProgressCountHigh',
        'ProgressCountLow',
        'ProgressDescription',
        'Propagate',
      ],
      [
        'SourceDescription',
        'SourceID',
        'SourceName',
        'EventName',
        'EventText',
        'EventArguments',
        'EventArgumentCount',
        ...Array.from({ length: 8 }, (_, index) => `EventArgument${index + 1}`),
        'Propagate',
        'Cancel',
      ],
    ])
    const on = p.eventHandlers[0]
    expect(on?.variables.get('System::ErrorCode').value).toBe(0)
    expect(() => {
      const code = on?.variables.get('System::ErrorCode')
      if (code) code.value = 1
    }).toThrow(/read-only/)
    expect(() => {
      const cancel = on?.variables.get('System::Cancel')
      if (cancel) cancel.value = 'yes'
    }).toThrow(/Boolean/)
  })

  test('a warning can stop the package', async () => {
    const p = realPackage(
      body({
        children: work('Package\\A'),
        handlers: handlerOf('Package', 'OnWarning', { children: work('Package.EventHandlers[OnWarning]\\Stop') }),
      }),
      {
        A: ({ events }) => {
          events.fireWarning(1, '', 'careful')
          return Success
        },
        Stop: sets('System::Cancel', true),
      },
    )
    expect(await p.execute()).toBe(Canceled)
    // The next run starts with Cancel taken back.
    expect(p.eventHandlers[0]?.cancel).toBe(true)
    expect(await p.execute()).toBe(Canceled)
  })
})
