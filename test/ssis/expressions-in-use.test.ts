// Expressions on tasks, connection managers, variables and constraints, in packages that run.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DTSExecResult, DTSPrecedenceEvalOp, Package, type TaskHost } from '../../src/ssis/index.js'
import { readerPackage } from './tasks/reader-package.js'

const { Success, Failure } = DTSExecResult

describe('properties of tasks', () => {
  test('have the values of their expressions during the run, and the file keeps its own', async () => {
    const p = readerPackage({ wqlQuerySource: 'SELECT nothing' })
    p.pkg.variables.add('Drive', false, 'User', 'C:')
    p.task.setExpression(
      'WqlQuerySource',
      '"SELECT DeviceID FROM Test_Disk WHERE DeviceID = \'" + @[User::Drive] + "\'"',
    )
    p.task.setExpression('OutputType', '1 + 0')
    const before = p.pkg.toXml()
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('C:\r\n')
    expect(p.pkg.toXml()).toBe(before)
    expect(p.task.innerObject.wqlQuerySource).toBe('SELECT nothing')
  })

  test('Disable by expression', async () => {
    const p = readerPackage()
    p.task.setExpression('Disable', '1 == 1')
    expect(await p.run()).toBe(Success)
    expect(existsSync(p.file)).toBe(false)
    p.task.disable = true
    p.task.setExpression('Disable', 'FALSE')
    expect(await p.run()).toBe(Success)
    expect(existsSync(p.file)).toBe(true)
  })

  test.each([
    ['a variable that is missing', 'WqlQuerySource', '@[User::Gone]', 'DTS_E_PROPERTYEXPRESSIONEVAL'],
    ['a result that the property cannot hold', 'OutputType', '"no member"', 'DTS_E_PROPERTYEXPRESSIONSET'],
    ['NULL', 'WqlQuerySource', 'NULL(DT_WSTR, 5)', 'DTS_E_PROPERTYEXPRESSIONSET'],
  ])('%s', async (_what, property, expression, symbol) => {
    const p = readerPackage()
    p.task.setExpression(property, expression)
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toContain(symbol)
    expect(existsSync(p.file)).toBe(false)
  })
})

describe('properties of connection managers', () => {
  test('are evaluated when a task uses them', async () => {
    const p = readerPackage()
    const target = join(p.folder, 'computed.txt')
    p.pkg.variables.add('Folder', false, 'User', p.folder)
    p.pkg.connections.get('Out').setExpression('ConnectionString', '@[User::Folder] + "/computed.txt"')
    expect(await p.run()).toBe(Success)
    expect(readFileSync(target, 'utf8')).toContain('DeviceID, C:')
    expect(existsSync(p.file)).toBe(false)
    expect(p.pkg.connections.get('Out').connectionString).toBe(p.file)
  })

  test('and when a program acquires them outside a run', async () => {
    const pkg = new Package()
    const file = pkg.connections.add('FILE')
    file.innerObject.fileUsageType = 1
    file.setExpression('ConnectionString', '"/tmp/" + "x.txt"')
    expect(await file.acquireConnection()).toBe('/tmp/x.txt')
    expect(file.connectionString).toBe('')
    file.setExpression('ConnectionString', '1/0')
    await expect(file.acquireConnection()).rejects.toMatchObject({ symbol: 'DTS_E_PROPERTYEXPRESSIONEVAL' })
  })

  test('a failing expression of the manager of a task fails its validation', async () => {
    const p = readerPackage()
    p.pkg.connections.get('WMI').setExpression('ServerName', '@[User::Gone]')
    expect(await p.validate()).toBe(Failure)
    expect(p.symbols()).toContain('DTS_E_PROPERTYEXPRESSIONEVAL')
  })

  test('the expression of a secret is not shown', async () => {
    const p = readerPackage()
    p.pkg.connections.get('WMI').setExpression('Password', '"hunter2" + @[User::Gone]')
    expect(await p.validate()).toBe(Failure)
    expect(JSON.stringify(p.pkg.errors)).not.toContain('hunter2')
  })
})

describe('variables', () => {
  const computed = (pkg: Package, name: string, first: unknown, expression: string) => {
    const variable = pkg.variables.add(name, false, 'User', first)
    variable.expression = expression
    variable.evaluateAsExpression = true
    return variable
  }

  test('are computed whenever they are read', () => {
    const pkg = new Package()
    const base = pkg.variables.add('N', false, 'User', 2)
    const twice = computed(pkg, 'Twice', 0, '@[User::N] * 2')
    const text = computed(pkg, 'Text', '', '"N is " + (DT_WSTR, 5)@[User::Twice]')
    expect([twice.value, text.value]).toEqual([4, 'N is 4'])
    base.value = 21
    expect(text.value).toBe('N is 42')
    expect(() => {
      twice.value = 1
    }).toThrow('Twice')
  })

  test('that depend on themselves say so', () => {
    const pkg = new Package()
    const a = computed(pkg, 'A', 0, '@[User::B]')
    computed(pkg, 'B', 0, '@[User::A]')
    expect(() => a.value).toThrow(/User::A → User::B → User::A/)
    expect(() => a.value).toThrow(/User::A → User::B → User::A/)
  })

  test('whose result is of another type', () => {
    const pkg = new Package()
    const variable = computed(pkg, 'X', 0, '"text"')
    expect(() => variable.value).toThrow(expect.objectContaining({ symbol: 'DTS_E_RUNTIMEVARIABLETYPECHANGE' }))
  })
})

describe('constraints', () => {
  const { Expression, Constraint, ExpressionAndConstraint, ExpressionOrConstraint } = DTSPrecedenceEvalOp

  // evalOp, the expression, whether the first task succeeds, whether the second runs (the constraint's value is Success)
  test.each<[DTSPrecedenceEvalOp, string, boolean, boolean]>([
    [Expression, '@[User::N] > 1', true, true],
    [Expression, '@[User::N] > 1', false, true],
    [Expression, '@[User::N] > 5', true, false],
    [Constraint, '@[User::N] > 5', true, true],
    [Constraint, '@[User::N] > 1', false, false],
    [ExpressionAndConstraint, '@[User::N] > 1', true, true],
    [ExpressionAndConstraint, '@[User::N] > 1', false, false],
    [ExpressionAndConstraint, '@[User::N] > 5', true, false],
    [ExpressionOrConstraint, '@[User::N] > 5', true, true],
    [ExpressionOrConstraint, '@[User::N] > 1', false, true],
    [ExpressionOrConstraint, '@[User::N] > 5', false, false],
  ])('EvalOp %i, %s, after success %s: runs %s', async (evalOp, expression, succeeds, runs) => {
    const p = readerPackage()
    p.pkg.variables.add('N', false, 'User', 3)
    const first = p.pkg.executables.add('STOCK:WmiDataReaderTask') as TaskHost
    first.name = 'First'
    Object.assign(first.innerObject, {
      wmiConnection: 'WMI',
      wqlQuerySource: succeeds ? 'SELECT * FROM Test_Disk' : 'SELECT * FROM No_Such_Class',
      destination: 'User::Out',
      destinationType: 1,
      overwriteDestination: 0,
      outputType: 1,
    })
    p.pkg.variables.add('Out', false, 'User', '')
    const constraint = p.pkg.precedenceConstraints.add(first, p.task)
    constraint.evalOp = evalOp
    constraint.expression = expression
    await p.run()
    expect(existsSync(p.file)).toBe(runs)
  })

  test.each([
    ['that fails', '@[User::Gone]'],
    ['that is no Boolean', '1 + 1'],
  ])('an expression %s is an error of the container', async (_what, expression) => {
    const p = readerPackage()
    const first = p.pkg.executables.add('STOCK:SEQUENCE')
    const constraint = p.pkg.precedenceConstraints.add(first, p.task)
    constraint.evalOp = Expression
    constraint.expression = expression
    expect(await p.run()).toBe(Failure)
    expect(p.symbols()).toContain('DTS_E_PRECEDENCECONSTRAINT')
    expect(existsSync(p.file)).toBe(false)
  })
})
