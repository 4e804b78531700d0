import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import {
  DTSCheckpointUsage,
  DTSExecResult,
  DTSPrecedenceEvalOp,
  DTSTransactionOption,
} from '../../../src/ssis/enums.js'
import { Package } from '../../../src/ssis/index.js'
import { execute, validate } from '../../../src/ssis/runtime/execute.js'
import { messageRecord } from '../../../src/ssis/runtime/record.js'
import { smallPackage } from '../samples.js'
import { handler, link, pkg, sequence, task } from './model.js'

const { Success, Failure } = DTSExecResult

afterEach(() => setLanguage('en'))

/** Validates and answers `symbol source: description` of each error. */
async function errorsOf(p: ReturnType<typeof pkg>): Promise<string[]> {
  const result = await validate(p)
  const { errors } = messageRecord(p)
  expect(result).toBe(errors.length > 0 ? Failure : Success)
  return errors.map(({ symbol, source, description }) => `${symbol} ${source}: ${description}`)
}

async function warningsOf(p: ReturnType<typeof pkg>): Promise<string[]> {
  expect(await validate(p)).toBe(Success)
  return messageRecord(p).warnings.map(({ source, description }) => `${source}: ${description}`)
}

const broken = (name: string) =>
  task(name, undefined, {
    check: ({ events }) => {
      events.fireError(0xc0029245, '', 'no query')
      return Failure
    },
  })

describe('tasks', () => {
  test('all of them are asked, in containers too, and all errors are told', async () => {
    expect(await errorsOf(pkg([broken('A'), sequence('Box', [broken('B')])]))).toEqual([
      'DTS_E_WMIDRTASK_MISSINGWQLQUERY A: no query',
      'DTS_E_WMIDRTASK_MISSINGWQLQUERY B: no query',
    ])
  })

  test('a package that fails validation runs nothing', async () => {
    let ran = false
    const a = task('A', () => {
      ran = true
      return Success
    })
    expect(await execute(pkg([a, broken('B')]))).toBe(Failure)
    expect(ran).toBe(false)
  })

  test('disabled executables are not asked', async () => {
    const a = broken('A')
    a.disable = true
    const box = sequence('Box', [broken('B')], [], { disable: true })
    expect(await errorsOf(pkg([a, box]))).toEqual([])
  })

  test('a text of the file that is no value of its property fails validation, so nothing runs halfway', async () => {
    const text = smallPackage(
      `<DTS:Executables>
<DTS:Executable DTS:refId="Package\\A" DTS:DTSID="{A}" DTS:ObjectName="A" DTS:ExecutableType="STOCK:SEQUENCE" DTS:ForceExecutionResult="9" DTS:MaxErrorCount="many"></DTS:Executable>
<DTS:Executable DTS:refId="Package\\B" DTS:DTSID="{B}" DTS:ObjectName="B" DTS:ExecutableType="STOCK:SEQUENCE" DTS:Disabled="maybe"></DTS:Executable>
<DTS:Executable DTS:refId="Package\\C" DTS:DTSID="{C}" DTS:ObjectName="C" DTS:ExecutableType="STOCK:SEQUENCE" DTS:Disabled="True" DTS:MaxErrorCount="x"></DTS:Executable>
</DTS:Executables><DTS:PrecedenceConstraints>
<DTS:PrecedenceConstraint DTS:refId="Package.PrecedenceConstraints[K]" DTS:DTSID="{K}" DTS:From="Package\\A" DTS:To="Package\\B" DTS:ObjectName="K" DTS:Value="soon"></DTS:PrecedenceConstraint>
</DTS:PrecedenceConstraints>`,
      ' DTS:MaxConcurrentExecutables="0"',
    )
    const loaded = Package.parse(text)
    expect(await loaded.execute()).toBe(Failure)
    expect(loaded.errors.map(({ source, description }) => `${source}: ${description}`)).toEqual([
      'Demo: the value "0" of "MaxConcurrentExecutables" could not be read',
      'Demo: the precedence constraint "K" between "A" and "B" cannot be evaluated: the value "soon" of "K.Value" could not be read',
      'A: the value "many" of "A.MaxErrorCount" could not be read',
      'A: the value "9" of "A.ForceExecutionResult" could not be read',
      'B: the value "maybe" of "B.Disabled" could not be read',
    ])
    expect(loaded.errors[0]?.hint).toBe('maxConcurrentExecutables must be -1 or at least 1, not 0')
    expect(loaded.errors[2]?.hint).toBe('Correct the value in the package file, or set the property anew')
    const whole = Package.parse(smallPackage('', ' DTS:DisableEventHandlers="perhaps"'))
    expect(await whole.execute()).toBe(Failure)
    expect(whole.errors.map(({ description }) => description)).toEqual([
      'the value "perhaps" of "Demo.DisableEventHandlers" could not be read',
    ])
  })

  test('a failure without an error gets one', async () => {
    expect(await errorsOf(pkg([task('A', undefined, { check: () => Failure })]))).toEqual([
      'DTS_E_TASKVALIDATIONERROR A: the task "A" failed validation',
    ])
  })

  test('an exception becomes an error', async () => {
    const check = () => {
      throw new Error('broken part')
    }
    expect(await errorsOf(pkg([task('A', undefined, { check })]))).toEqual([
      'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE A: an error occurred: broken part',
    ])
  })

  test('DelayValidation asks a task just before it runs', async () => {
    const order: string[] = []
    const first = task('first', () => {
      order.push('run first')
      return Success
    })
    const late = task(
      'late',
      () => {
        order.push('run late')
        return Success
      },
      {
        delayValidation: true,
        check: () => {
          order.push('check late')
          return Success
        },
      },
    )
    expect(await execute(pkg([first, late], [link(first, late)]))).toBe(Success)
    expect(order).toEqual(['run first', 'check late', 'run late'])
  })

  test('DelayValidation of a container and of the package covers what is inside', async () => {
    const a = broken('A')
    const box = sequence('Box', [a], [], { delayValidation: true })
    expect(await errorsOf(pkg([box]))).toEqual([])
    const p = pkg([box])
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).errors.map(({ source }) => source)).toEqual(['A'])
    expect(await errorsOf(pkg([broken('B')], [], { delayValidation: true }))).toEqual([])
  })
})

describe('what cannot run in this version is refused by name', () => {
  test('a task of an unknown kind', async () => {
    const script = Object.assign(task('Clean up'), {
      task: undefined,
      creationName:
        'Microsoft.SqlServer.Dts.Tasks.ScriptTask.ScriptTask, Microsoft.SqlServer.ScriptTask, Version=11.0.0.0',
    })
    const p = pkg([script])
    expect(await errorsOf(p)).toEqual([
      'DTS_E_TASKPRODUCTLEVEL Clean up: "Clean up" is of the kind ' +
        'Microsoft.SqlServer.Dts.Tasks.ScriptTask.ScriptTask, which cannot run in this version',
    ])
    expect(messageRecord(p).errors[0]).toMatchObject({
      code: 0xc0012024,
      hint: 'To run the rest of the package, disable it: DTS:Disabled="True" in the file (formats 6 and 8), or --set \'\\Package\\Clean up.Properties[Disable];True\'',
    })
    setLanguage('fr')
    expect(await errorsOf(p)).toEqual([
      'DTS_E_TASKPRODUCTLEVEL Clean up: « Clean up » est du type ' +
        'Microsoft.SqlServer.Dts.Tasks.ScriptTask.ScriptTask, qui ne peut pas s’exécuter dans cette version',
    ])
  })

  test('a known task that comes later, even with DelayValidation', async () => {
    const p = pkg([task('Watch', undefined, { unsupported: 'Wait for it', delayValidation: true })])
    expect(await errorsOf(p)).toHaveLength(1)
    expect(messageRecord(p).errors[0]).toMatchObject({
      symbol: 'DTS_E_TASKPRODUCTLEVEL',
      hint: 'Wait for it. To run the rest of the package, disable it: DTS:Disabled="True" in the file (formats 6 and 8), or --set \'\\Package\\Watch.Properties[Disable];True\'',
    })
  })

  test('a required transaction', async () => {
    const p = pkg([task('A', undefined, { transactionOption: DTSTransactionOption.Required })])
    expect(await errorsOf(p)).toEqual([
      'DTS_E_BEGINTRANSACTION A: "A" requires a distributed transaction, which cannot be started here',
    ])
  })

  test('a restart from a checkpoint', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'wmilink-')), 'check.xml')
    const { Always, IfExists } = DTSCheckpointUsage
    const text = `the package would restart from the checkpoint file "${path}", which cannot be read in this version`
    expect(await errorsOf(pkg([], [], { checkpointUsage: Always }))).toEqual([
      'DTS_E_CHECKPOINTFILENOTSPECIFIED Demo: the package always restarts from a checkpoint, but names no checkpoint file',
    ])
    expect(await errorsOf(pkg([], [], { checkpointUsage: Always, checkpointFileName: path }))).toEqual([
      `DTS_E_LOADCHECKPOINT Demo: ${text}`,
    ])
    const ifExists = () => pkg([], [], { checkpointUsage: IfExists, checkpointFileName: path, saveCheckpoints: true })
    expect(await warningsOf(ifExists())).toEqual([
      'Demo: no checkpoint will be saved in this version: after a failure the package starts from its beginning',
    ])
    writeFileSync(path, '')
    expect(await errorsOf(ifExists())).toEqual([`DTS_E_LOADCHECKPOINT Demo: ${text}`])
  })
})

describe('event handlers', () => {
  test('what is in them is validated, after what is around', async () => {
    const a = task('A', undefined, { eventHandlers: [handler('OnError', [broken('In A')])] })
    const p = pkg([a], [], { eventHandlers: [handler('OnPostExecute', [broken('In Demo')])] })
    expect(await errorsOf(p)).toEqual([
      'DTS_E_WMIDRTASK_MISSINGWQLQUERY In A: no query',
      'DTS_E_WMIDRTASK_MISSINGWQLQUERY In Demo: no query',
    ])
  })

  test('those that are disabled, or of an executable that does not want them, are not', async () => {
    const a = task('A', undefined, {
      eventHandlers: [handler('OnError', [broken('B')], { disable: true })],
    })
    const c = task('C', undefined, {
      disableEventHandlers: true,
      eventHandlers: [handler('OnError', [broken('D')])],
    })
    expect(await errorsOf(pkg([a, c]))).toEqual([])
  })

  test('none runs while a package is only validated', async () => {
    let ran = 0
    const counts = task('Count', () => {
      ran += 1
      return Success
    })
    const events = ['OnError', 'OnPreValidate', 'OnPostValidate', 'OnExecStatusChanged']
    const p = pkg([broken('A')], [], { eventHandlers: events.map(event => handler(event, [counts])) })
    expect(await validate(p)).toBe(Failure)
    expect(ran).toBe(0)
  })
})

describe('precedence constraints', () => {
  const [a, b] = [task('A'), task('B')]

  test('an EvalOp that needs an expression is refused without one', async () => {
    const evalOp = DTSPrecedenceEvalOp.ExpressionAndConstraint
    expect(await errorsOf(pkg([a, b], [link(a, b, Success, { evalOp })]))).toEqual([
      'DTS_E_PRECEDENCECONSTRAINT Demo: the precedence constraint "A-B" between "A" and "B" cannot be evaluated: ' +
        'its EvalOp asks for an expression, and it has none',
    ])
    expect(await errorsOf(pkg([a, b], [link(a, b, Success, { evalOp, expression: '1 == 1' })]))).toEqual([])
  })

  test('a number that is no EvalOp is refused', async () => {
    const evalOp = 9 as DTSPrecedenceEvalOp
    expect(await errorsOf(pkg([a, b], [link(a, b, Success, { evalOp })]))).toEqual([
      'DTS_E_PRECEDENCECONSTRAINT Demo: the precedence constraint "A-B" between "A" and "B" cannot be evaluated: ' +
        'its EvalOp 9 is none of Expression (1), Constraint (2), ExpressionAndConstraint (3) and ExpressionOrConstraint (4)',
    ])
  })

  test('a value that no outcome has is refused', async () => {
    expect(await errorsOf(pkg([a, b], [link(a, b, DTSExecResult.Canceled)]))).toEqual([
      'DTS_E_PRECEDENCECONSTRAINT Demo: the precedence constraint "A-B" between "A" and "B" cannot be evaluated: ' +
        'its value 3 is none of Success (0), Failure (1) and Completion (2)',
    ])
  })

  test('ends outside the container are refused', async () => {
    const stranger = task('S')
    const lost = link(a, undefined, Success, { constrainedReference: 'Package\\Box\\Gone' })
    const box = sequence('Box', [a, b], [link(stranger, b), lost, link(undefined, b)])
    expect(await errorsOf(pkg([box, stranger]))).toEqual([
      'DTS_E_FROMEXECISNOTCHILD Box: the constraint "S-B" starts at "S", which is not in the container "Box"',
      'DTS_E_TOEXECISNOTCHILD Box: the constraint "A-" leads to "Package\\Box\\Gone", which is not in the container "Box"',
      'DTS_E_FROMEXECISNOTCHILD Box: the constraint "-B" starts at nothing, which is not in the container "Box"',
    ])
  })

  test('a second constraint between the same two is refused', async () => {
    expect(await errorsOf(pkg([a, b], [link(a, b), link(a, b, Failure)]))).toEqual([
      'DTS_E_DUPLICATECONSTRAINT Demo: there is already a constraint from "A" to "B"',
    ])
  })

  test('a circle is refused and shown', async () => {
    expect(await errorsOf(pkg([a, b], [link(a, b), link(b, a)]))).toEqual([
      'DTS_E_PRECEDENCECONSTRAINT Demo: the precedence constraint "B-A" between "B" and "A" cannot be evaluated: ' +
        'it closes a circle, so that nothing in it could ever start: A → B → A',
    ])
  })
})
