import { expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { thrown } from './thrown.js'

test('system variables of the package', () => {
  const pkg = new Package({ now: () => new Date(2026, 0, 31, 8, 5, 0), newId: () => '{ID}' })
  pkg.name = 'demo'
  const read = (name: string) => pkg.variables.get(`System::${name}`).value
  expect(read('PackageName')).toBe('demo')
  expect(read('PackageID')).toBe('{ID}')
  expect(read('CreationDate')).toEqual(new Date(2026, 0, 31, 8, 5, 0))
  expect(read('VersionMajor')).toBe(1)
  expect(read('LocaleId')).toBe(1033)
  expect(read('OfflineMode')).toBe(false)
  expect(read('ServerExecutionID')).toBe(0n)
  expect(read('MachineName')).not.toBe('')
  expect([...pkg.variables].filter(each => each.systemVariable).length).toBe(22)
})

test('system variables of a task, with those of the package behind them', () => {
  const pkg = new Package()
  const task = pkg.executables.add('STOCK:WmiDataReaderTask')
  expect(task.variables.get('System::TaskName').value).toBe('WMI Data Reader Task')
  expect(task.variables.get('System::TaskID').value).toBe(task.id)
  expect(task.variables.get('System::LocaleId').value).toBe(1033)
  expect(task.variables.get('System::PackageName').value).toBe('Package')
  expect(pkg.variables.contains('System::TaskName')).toBe(false)
})

test('system variables are filled by the runtime and by nobody else', () => {
  const pkg = new Package()
  const start = new Date(2026, 0, 1)
  pkg.setSystemValue('StartTime', start)
  expect(pkg.variables.get('System::StartTime').value).toBe(start)
  const name = pkg.variables.get('System::PackageName')
  expect(thrown(() => Object.assign(name, { value: 'x' })).code).toBe(0xc0010003)
  expect(thrown(() => Object.assign(name, { name: 'x' })).code).toBe(0xc001f003)
  expect(thrown(() => Object.assign(name, { namespace: 'x' })).code).toBe(0xc001f004)
  expect(thrown(() => Object.assign(name, { readOnly: false })).code).toBe(0xc001f002)
})
