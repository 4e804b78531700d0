import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ArgumentError, TextError } from '../../src/base/errors.js'
import { type ConnectOptions, connect } from '../../src/connect/connect.js'
import { TransportError } from '../../src/connect/errors.js'
import { WmiHost } from '../../src/host/host.js'

// The machine's own WMI answers on Windows; these tests are about the host in this process.
const embedded = { embedded: true }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const mofFile = (name: string, text: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const names = async (options: ConnectOptions, className = 'My_Thing') => {
  const wmi = await connect({ ...embedded, ...options })
  try {
    return (await wmi.query(`SELECT Name FROM ${className}`).toArray()).map(row => row.Name)
  } finally {
    await wmi.close()
  }
}
const thing = (name: string) => `class My_Thing { [key] string Name; }; instance of My_Thing { Name = "${name}"; };`

describe('connecting', () => {
  test('answers with the services of the namespace', async () => {
    const wmi = await connect({ ...embedded, namespace: '/root/default' })
    expect(wmi.namespace).toBe('root\\default')
    expect(wmi.server).toMatch(/^[^.a-z]+$/)
    const [time] = await wmi.query('SELECT * FROM meta_class WHERE __CLASS = "StdRegProv"').toArray()
    expect(time?.__NAMESPACE).toBe('root\\default')
    await wmi.close()
    await expect(wmi.namespaces()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test('says in one line that the embedded host answered', async () => {
    const notices: string[] = []
    const wmi = await connect({ ...embedded, onNotice: text => notices.push(text) })
    expect(notices).toEqual([`the embedded host of ${wmi.server} answered, not Windows`])
    await wmi.close()
  })

  test.skipIf(process.platform === 'win32')('takes a connection string or a path', async () => {
    for (const target of [
      'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
      '\\\\.\\root\\cimv2',
      'root\\cimv2',
    ]) {
      const wmi = await connect(target)
      expect(wmi.namespace).toBe('root\\cimv2')
      await wmi.close()
    }
  })

  test('to a namespace that is not there is WBEM_E_INVALID_NAMESPACE', async () => {
    await expect(connect({ ...embedded, namespace: 'root\\none' })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_NAMESPACE',
      code: 0x8004100e,
      namespace: 'root\\none',
      operation: 'connect',
    })
  })

  test('elsewhere is refused at once', async () => {
    await expect(connect('\\\\server.invalid\\root\\cimv2')).rejects.toBeInstanceOf(TransportError)
    await expect(connect({ server: 'https://server.invalid:5986/wsman' })).rejects.toBeInstanceOf(TransportError)
  })

  test.each([null, 5, [], { server: 5 }, { namespace: null }, { password: { text: 'hunter2' } }, { username: 7 }])(
    'with %j is an ArgumentError',
    async target => {
      const error: unknown = await connect(target as never).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ArgumentError)
      expect(inspect(error, { depth: 9 })).not.toContain('hunter2')
    },
  )

  test('never shows a password', async () => {
    const secret = { ...embedded, username: 'bob', password: 'hunter2' }
    const error: unknown = await connect(secret).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'WBEM_E_LOCAL_CREDENTIALS' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2')
    const wmi = await connect({ ...secret, useNtAuth: true })
    expect(inspect(wmi, { depth: 9, showHidden: true })).not.toContain('hunter2')
    await wmi.close()
  })

  test('can be cancelled and timed out', async () => {
    await expect(connect({ ...embedded, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'WBEM_E_CALL_CANCELLED',
      operation: 'connect',
    })
    await expect(connect({ ...embedded, timeout: -1 })).rejects.toBeInstanceOf(ArgumentError)
  })

  test('hands its timeout to the calls', async () => {
    const host = new WmiHost({
      mof: [{ text: 'class My_Slow { [key] string Name; };' }],
      providers: [
        {
          classes: ['My_Slow'],
          provider: {
            async *enumerate() {
              await new Promise(() => undefined)
              yield {}
            },
          },
        },
      ],
    })
    const wmi = await connect({ host, timeout: 10 })
    await expect(wmi.query('SELECT * FROM My_Slow').toArray()).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
    await wmi.close()
  })
})

describe('MOF files', () => {
  test('add classes and instances, to the namespace of the connection', async () => {
    const mof = [mofFile('a.mof', thing('x'))]
    expect(await names({ mof })).toEqual(['x'])
    expect(await names({ mof, namespace: 'root\\default' })).toEqual(['x'])
    await expect(names({})).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CLASS' })
  })

  test('may build on each other', async () => {
    const mof = [mofFile('a.mof', thing('x')), mofFile('b.mof', 'instance of My_Thing { Name = "y"; };')]
    expect(await names({ mof })).toEqual(['x', 'y'])
  })

  test('are read again when they have changed', async () => {
    const mof = [mofFile('a.mof', thing('old'))]
    expect(await names({ mof })).toEqual(['old'])
    mofFile('a.mof', thing('new'))
    expect(await names({ mof })).toEqual(['new'])
  })

  test('include others from their own folder', async () => {
    mkdirSync(join(folder, 'sub'))
    const mof = [mofFile('a.mof', '#include ("sub\\\\part.mof")\ninstance of My_Thing { Name = "b"; };')]
    mofFile('sub/part.mof', '#include ("more.mof")')
    mofFile('sub/more.mof', thing('a'))
    expect(await names({ mof })).toEqual(['a', 'b'])
    mofFile('sub/more.mof', thing('c'))
    expect(await names({ mof })).toEqual(['c', 'b'])
  })

  test('that cannot be read say which', async () => {
    const missing = join(folder, 'none.mof')
    await expect(connect({ ...embedded, mof: [missing] })).rejects.toBeInstanceOf(ArgumentError)
    await expect(connect({ ...embedded, mof: [missing] })).rejects.toThrow(
      `cannot read the MOF file ${missing} (ENOENT)`,
    )
    await expect(connect({ ...embedded, mof: [folder] })).rejects.toThrow(`cannot read the MOF file ${folder} (EISDIR)`)
    const including = mofFile('a.mof', '#include ("none.mof")')
    await expect(connect({ ...embedded, mof: [including] })).rejects.toThrow(`cannot read the MOF file ${missing}`)
  })

  test('that are wrong say where', async () => {
    const text = mofFile('text.mof', 'class A {\n  nonsense\n};')
    await expect(connect({ ...embedded, mof: [text] })).rejects.toBeInstanceOf(TextError)
    await expect(connect({ ...embedded, mof: [text] })).rejects.toMatchObject({ source: text, line: 3 })
    const meaning = mofFile('meaning.mof', '\n  class A : Missing { };')
    await expect(connect({ ...embedded, mof: [meaning] })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_SUPERCLASS',
      source: meaning,
      line: 2,
      column: 3,
    })
    const empty = mofFile('empty.mof', '')
    expect(await names({ mof: [empty, mofFile('a.mof', thing('x'))] })).toEqual(['x'])
  })
})

describe('drives', () => {
  test('are those of Win32_LogicalDisk', async () => {
    const wmi = await connect({ ...embedded, drives: [`Q:=${folder}`] })
    expect(await wmi.get('Win32_LogicalDisk="q:"')).toMatchObject({ DeviceID: 'Q:' })
    await wmi.close()
    await expect(connect({ ...embedded, drives: ['Q'] })).rejects.toBeInstanceOf(ArgumentError)
  })
})

test('connections that ask for the same share one host', async () => {
  const mof = [mofFile('a.mof', thing('x'))]
  const [first, second] = await Promise.all([connect({ ...embedded, mof }), connect({ ...embedded, mof })])
  const classes = await Promise.all([first, second].map(wmi => wmi.getClass('My_Thing')))
  expect(classes[0]).toBe(classes[1])
  await first.close()
  expect((await second.query('SELECT * FROM My_Thing').toArray()).length).toBe(1)
  await second.close()
})
