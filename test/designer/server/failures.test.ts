import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ArgumentError, TextError, WmiError, WmilinkError } from '../../../src/base/errors.js'
import { DesignerError } from '../../../src/designer/failure.js'
import { evaluateExpression, Package } from '../../../src/ssis/index.js'
import { parseWql } from '../../../src/wql/index.js'
import { served } from './served.js'

/** What the page is told of an error that a handler throws. */
async function told(error: unknown): Promise<{ status: number; failure: Record<string, unknown>; faults: string[] }> {
  const server = await served({ handlers: { 'folder.list': () => Promise.reject(error) } })
  const answer = await server.call(await server.visit(), 'folder.list', {})
  return { status: answer.status, failure: JSON.parse(answer.text).failure, faults: server.faults }
}

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test.each([
  ['consent', 403],
  ['secret', 403],
  ['packagePassword', 403],
  ['trust', 403],
  ['conflict', 409],
  ['invalid', 400],
  ['notFound', 404],
  ['cancelled', 499],
  ['failed', 422],
] as const)('%s is a failure that the page can act on', async (kind, status) => {
  const failure = { kind, message: 'why', peer: { server: 'sql01', user: 'CORP\\a' }, property: 'Password' }
  expect(await told(new DesignerError(failure))).toEqual({ status, failure, faults: [] })
})

test('errors of WMI, of SSIS and of texts say code, name, hint and place', async () => {
  expect(await told(new WmiError('WBEM_E_INVALID_CLASS', 'no such class', { hint: 'look' }))).toMatchObject({
    status: 422,
    failure: { kind: 'failed', message: 'no such class', hint: 'look', name: 'WBEM_E_INVALID_CLASS', code: 0x80041010 },
  })
  const pkg = new Package()
  const expression = thrown(() => evaluateExpression('1 + "x" + @[User::None]', pkg.variables))
  expect((await told(expression)).failure).toMatchObject({ name: expect.stringMatching(/^DTS_E_/), position: 10 })
  const wql = thrown(() => parseWql('SELECT * FROM'))
  expect((await told(wql)).failure).toMatchObject({ name: 'WBEM_E_INVALID_QUERY', position: 13 })
  expect((await told(new TextError('bad', { line: 1, column: 2 }))).status).toBe(422)
  expect((await told(new ArgumentError('not so'))).failure).toEqual({ kind: 'invalid', message: 'not so' })
  expect((await told(new WmilinkError('plain', { cause: new Error('hunter2') }))).failure).toEqual({
    kind: 'failed',
    message: 'plain',
  })
})

test('errors of the system say their reason without the path', async () => {
  const error: unknown = await readFile('/nonexistent/hunter2').catch((reason: unknown) => reason)
  expect((await told(error)).failure).toEqual({
    kind: 'failed',
    message: 'the system refused it: no such file or directory (ENOENT)',
    name: 'ENOENT',
  })
})

test.each([
  [new TypeError('the password hunter2 is undefined'), 'TypeError'],
  ['hunter2', 'string'],
  [Object.assign(new Error('hunter2'), { failure: { message: 'hunter2' }, status: 200 }), 'Error'],
])('of what nobody threw on purpose only the name is told (%#)', async (error, name) => {
  const { status, failure, faults } = await told(error)
  expect(status).toBe(500)
  expect(failure.message).toContain(name)
  expect(JSON.stringify(failure)).not.toContain('hunter2')
  expect(JSON.stringify(failure)).not.toContain('.ts')
  expect(faults).toHaveLength(1)
  expect(faults.join()).toContain('folder.list')
  expect(faults.join()).not.toContain('hunter2')
})

test('an answer that the table does not allow is our fault, and is not given', async () => {
  const wrong = { entries: [{ path: 'hunter2', kind: 'nothing' }], truncated: false }
  const server = await served({ handlers: { 'folder.list': () => wrong as never } })
  const answer = await server.call(await server.visit(), 'folder.list', {})
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('hunter2')
  expect(server.faults).toHaveLength(1)
  expect(server.faults.join()).toContain('folder.list: wrong output at entries.0.kind')
  expect(server.faults.join()).not.toContain('hunter2')
})

test('what the table does not name is not given either', async () => {
  const answer = { entries: [], truncated: false, password: 'hunter2' }
  const server = await served({ handlers: { 'folder.list': () => answer } })
  const { status, text } = await server.call(await server.visit(), 'folder.list', {})
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual({ entries: [], truncated: false })
})
