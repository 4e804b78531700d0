import { expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package } from '../../../src/ssis/index.js'
import { taskPackage } from './task-package.js'

const { Success, Failure } = DTSExecResult

test('an assignment gives the variable its value', async () => {
  const made = taskPackage('STOCK:ExpressionTask', { expression: '@[User::Count] = @[User::Count] + 1' })
  made.pkg.variables.add('Count', false, 'User', 41)
  expect(await made.run()).toBe(Success)
  expect([made.pkg.variables.get('Count').value, made.task.executionValue]).toEqual([42, 42])
  expect(made.pkg.toXml()).toContain('>41</DTS:VariableValue>')
})

test('what follows sees the value', async () => {
  const made = taskPackage('STOCK:ExpressionTask', { expression: '@[User::A] = "D:\\\\" + "made"' })
  made.pkg.variables.add('A', false, 'User', '')
  const next = made.pkg.executables.add('STOCK:FileSystemTask')
  Object.assign(next.innerObject, { operation: 5, source: 'User::A', isSourcePathVariable: true })
  made.pkg.precedenceConstraints.add(made.task, next)
  expect(await made.run()).toBe(Success)
  expect(made.pkg.variables.get('A').value).toBe('D:\\made')
})

test.each([
  ['', 'the task has no expression'],
  ['   ', 'the task has no expression'],
  ['@[User::X] = (1 +', ''],
])('%j fails at validation', async (expression, message) => {
  const made = taskPackage('STOCK:ExpressionTask', { expression })
  expect(await made.validate()).toBe(Failure)
  expect(made.errors()).toHaveLength(1)
  expect(made.errors()[0]).toContain(message)
})

test.each(['@[User::None] = 1', '@[User::Fixed] = 1', '@[User::Count] = "text"', '@[User::Count] = 1 / 0'])(
  '%s fails when it runs',
  async expression => {
    const made = taskPackage('STOCK:ExpressionTask', { expression })
    made.pkg.variables.add('Fixed', true, 'User', 1)
    made.pkg.variables.add('Count', false, 'User', 5)
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toHaveLength(1)
    expect(made.pkg.variables.get('Count').value).toBe(5)
  },
)

test('the expression is an attribute of the task', () => {
  const made = taskPackage('STOCK:ExpressionTask', { expression: '@[User::A] = "x"' })
  expect(made.pkg.toXml()).toMatch(/<ExpressionTask\s+Expression="@\[User::A\] = &quot;x&quot;" \/>/)
  const again = Package.parse(made.pkg.toXml()).executables.get('Do')
  expect(again).toMatchObject({ creationName: 'Microsoft.ExpressionTask' })
})
