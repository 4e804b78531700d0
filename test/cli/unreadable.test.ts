import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cli, plain } from './cli.js'
import { ask, folderOf, readerPackage } from './packages.js'

const { folder, remove } = folderOf('unreadable')
afterAll(remove)

const file = await readerPackage(join(folder, 'good.dtsx'), {
  query: 'SELECT Id FROM Test_Sample',
  output: join(folder, 'out.txt'),
})
const good = readFileSync(file, 'utf8')

/** The package with a part of its text replaced. */
function changed(name: string, part: string | RegExp, by: string): string {
  const path = join(folder, `${name}.dtsx`)
  const text = good.replace(part, by)
  expect(text).not.toBe(good)
  writeFileSync(path, text)
  return path
}

const task = changed('task', 'DTS:refId="Package\\Read"', '$& DTS:Disabled="maybe"')
const whole = changed('whole', 'DTS:refId="Package"', '$& DTS:Disabled="maybe"')

test.each([
  ['a task', task, 'Read'],
  ['the package', whole, 'sample'],
])('a Disabled that cannot be read is a problem of %s', async (_what, path, name) => {
  const problem = {
    code: 0xc0010018,
    name: 'DTS_E_PERSISTENCEERROR',
    message: `the value "maybe" of "${name}.Disabled" could not be read`,
    hint: 'Correct the value in the package file, or set the property anew',
    source: name,
    sourceId: expect.stringMatching(/^\{/),
  }
  const inspected = await cli(['inspect', path, '--json'])
  expect(inspected.stderr).toBe('')
  expect(inspected.code).toBe(0)
  expect(JSON.parse(inspected.stdout)).toMatchObject({ runnable: false, errors: [problem] })
  const ran = await ask(['run', path, '--json'])
  expect(ran.code).toBe(1)
  expect(JSON.parse(ran.stdout)).toMatchObject({
    result: 'Failure',
    tasks: [{ path: '\\Package\\Read', disabled: false, result: null }],
    errors: [problem],
  })
})

test('inspect lists it below the task', async () => {
  const { stdout } = await cli(['inspect', task], { columns: 100 })
  expect(plain(stdout)).toMatch(
    /\n {2}Read +WMI Data Reader Task +cannot run\n(?: {6}.*\n)* {6}DTS_E_PERSISTENCEERROR \(0xC0010018\): the value "maybe" of "Read\.Disabled" could not be read\n/,
  )
})

test.each([
  ['DTS:ObjectName="Limit"', '$& DTS:ReadOnly="maybe"', 'User::Limit', 'the value "maybe" of "Limit.ReadOnly"'],
  [
    'DTS:ObjectName="Limit"',
    '$& DTS:EvaluateAsExpression="maybe"',
    'User::Limit',
    'the value "maybe" of "Limit.EvaluateAsExpression"',
  ],
  ['DTS:DataType="3">5<', 'DTS:DataType="3">many<', 'User::Limit', 'the value "many" of "User::Limit"'],
  ['ProtectionLevel="0"', 'ProtectionLevel="maybe"', 'sample', 'the value "maybe" of "sample.ProtectionLevel"'],
])('a value that no run needs is a warning of inspect: %s → %s', async (part, by, source, message) => {
  const path = changed('warned', part, by)
  const { code, stdout, stderr } = await cli(['inspect', path, '--json'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    runnable: true,
    errors: [],
    warnings: [{ name: 'DTS_E_PERSISTENCEERROR', source, message: `${message} could not be read` }],
  })
  expect((await ask(['run', path, '--json'])).code).toBe(0)
})
