import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type CliOptions, cli, Kept, plain } from './cli.js'

const sample = fileURLToPath(new URL('./files/sample.mjs', import.meta.url))
const ask = (argv: readonly string[], options?: CliOptions) => cli([...argv, '--import', sample], options)

const nothing = { Big: null, Bigs: null, Bytes: null, Daily: null, Flag: null, Lasting: null, Letter: null }
const noLists = { Names: null, Next: null, Part: null, Ratio: null, When: null }

test('query --json prints one array, properties alphabetical, values by declared type', async () => {
  const { code, stdout } = await ask(['query', 'SELECT * FROM Test_Sample', '--json'])
  expect(code).toBe(0)
  const rows: Record<string, unknown>[] = JSON.parse(stdout)
  expect(rows).toEqual([
    {
      Big: '18446744073709551615',
      Bigs: ['-1', '2'],
      Bytes: [0, 255],
      Daily: '********0830**.******+***',
      Flag: true,
      Id: 1,
      Lasting: 'P1DT2H3M4S',
      Letter: 'x',
      Names: ['a', 'b'],
      Next: 'Test_Sample.Id=2',
      Part: { __CLASS: 'Test_Part', Label: 'left', Weight: '5' },
      Ratio: 0.1,
      Text: 'plain',
      When: '2024-02-29T12:30:00.000250+01:00',
    },
    { ...nothing, ...noLists, Id: 2, Text: 'a,"b"\u001b[31m\r\nc' },
    { ...nothing, ...noLists, Id: 3, Text: 'sub', More: 'more' },
  ])
  expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(rows[0] ?? {}).sort())
})

test('the order of the SELECT list is kept', async () => {
  const { stdout } = await ask(['query', 'SELECT Text, id FROM Test_Sample WHERE Id = 1'])
  expect(stdout).toBe('{"Text":"plain","Id":1}\n')
})

test('system properties come when they are named, or all with --system', async () => {
  const named = JSON.parse((await ask(['query', 'SELECT Id, __relpath, Text FROM Test_Sample WHERE Id = 1'])).stdout)
  expect(Object.entries(named)).toEqual([
    ['Id', 1],
    ['__RELPATH', 'Test_Sample.Id=1'],
    ['Text', 'plain'],
  ])
  const all = JSON.parse((await ask(['query', 'SELECT Id FROM Test_Sample WHERE Id = 1', '--system'])).stdout)
  expect(all).toMatchObject({ __CLASS: 'Test_Sample', __NAMESPACE: 'root\\cimv2', __PROPERTY_COUNT: 1, Id: 1 })
})

test('--raw keeps datetimes as WMI writes them', async () => {
  const { stdout } = await ask(['query', 'SELECT When, Lasting FROM Test_Sample WHERE Id = 1', '--raw'])
  expect(JSON.parse(stdout)).toEqual({ When: '20240229123000.000250+060', Lasting: '00000001020304.000000:000' })
})

test('csv has the columns of the class asked for, and a notice names what has none', async () => {
  const { stdout, stderr } = await ask(['query', 'SELECT * FROM Test_Sample', '--format', 'csv'])
  expect(stdout).toBe(
    [
      'Big,Bigs,Bytes,Daily,Flag,Id,Lasting,Letter,Names,Next,Part,Ratio,Text,When',
      '18446744073709551615,"[""-1"",""2""]","[0,255]",********0830**.******+***,true,1,P1DT2H3M4S,x,"[""a"",""b""]",Test_Sample.Id=2,"{""__CLASS"":""Test_Part"",""Label"":""left"",""Weight"":""5""}",0.1,plain,2024-02-29T12:30:00.000250+01:00',
      ',,,,,2,,,,,,,"a,""b""\u001b[31m\r\nc",',
      ',,,,,3,,,,,,,sub,',
      '',
    ].join('\r\n'),
  )
  expect(stderr).toContain('values such as More have no column')
})

test.each([
  ['json', '[]\n'],
  ['ndjson', ''],
  ['csv', 'Text,Id\r\n'],
  ['table', ''],
  ['list', ''],
])('no rows as %s', async (format, stdout) => {
  const result = await ask(['query', 'SELECT Text, Id FROM Test_Empty', '--format', format])
  expect(result.stdout).toBe(stdout)
  expect(result.code).toBe(0)
  expect(result.stderr.includes('no rows')).toBe(format === 'table' || format === 'list')
})

test('a terminal gets a table without raw control characters', async () => {
  const { stdout } = await ask(['query', 'SELECT Id, Text FROM Test_Sample'], { columns: 80 })
  expect(plain(stdout)).toBe(
    ['Id  Text', '--  -------------', ' 1  plain', ' 2  a,"b"␛[31m␍␊c', ' 3  sub', ''].join('\n'),
  )
})

test('NO_COLOR takes the colours away and FORCE_COLOR brings them into a pipe', async () => {
  const argv = ['query', 'SELECT Id FROM Test_Sample', '--format', 'table']
  expect((await ask(argv, { columns: 80, env: { NO_COLOR: '1' } })).stdout).toBe('Id\n--\n 1\n 2\n 3\n')
  expect((await ask(argv, { env: { FORCE_COLOR: '1' } })).stdout).not.toBe('Id\n--\n 1\n 2\n 3\n')
})

test('a schema query prints class objects that say their class', async () => {
  const { stdout } = await ask(['query', 'SELECT * FROM meta_class WHERE __CLASS = "Test_Part"', '--json'])
  expect(JSON.parse(stdout)).toEqual([{ __CLASS: 'Test_Part', Label: null, Weight: null }])
})

test('one line says that the embedded host answered, in the chosen language', async () => {
  const argv = ['query', 'SELECT Id FROM Test_Empty']
  const english = await ask(argv)
  expect(english.stderr).toMatch(/^wmilink: the embedded host of \S+ answered, not Windows\n$/)
  expect((await ask([...argv, '--lang', 'fr'])).stderr).toMatch(
    /^wmilink: l’hôte intégré de \S+ a répondu, pas Windows\n$/,
  )
  expect(JSON.parse((await ask([...argv, '--json'])).stderr)).toEqual({ notice: expect.stringContaining('answered') })
})

test('a syntax error shows the query with a caret under the column', async () => {
  const { code, stdout, stderr } = await ask(['query', 'SELECT Id FORM Test_Sample'])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain('wmilink: WBEM_E_INVALID_QUERY: ')
  expect(stderr).toContain('\n  SELECT Id FORM Test_Sample\n            ^\n')
})

test('the caret stands in the line of the query that is wrong', async () => {
  const { stderr } = await ask(['query', "SELECT Id\nFROM Test_Sample\nWHERE '日本' IS 1"])
  expect(stderr).toMatch(/\n {2}WHERE '日本' IS 1\n {2} *\^\n/)
  const [line = '', caret = ''] = stderr.split('\n').filter(text => text.includes('WHERE') || text.trim() === '^')
  expect(line.trim()).toBe("WHERE '日本' IS 1")
  // Two of the characters before the caret are two columns wide.
  expect(caret.length).toBe(2 + "WHERE '日本' ".length + 2 + 1)
})

test('with --json an error is one object with code, name, message and place', async () => {
  const { code, stdout, stderr } = await ask(['query', 'SELECT * FROM Nope', '--json'])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(JSON.parse(stderr)).toEqual({
    error: {
      code: 0x80041010,
      name: 'WBEM_E_INVALID_CLASS',
      message: expect.stringContaining('Nope'),
      hint: expect.any(String),
      server: expect.any(String),
      namespace: 'root\\cimv2',
      operation: 'query',
    },
    notices: [expect.stringContaining('embedded host')],
  })
})

test('rows that came before a failure are printed, and the array stays open', async () => {
  const json = await ask(['query', 'SELECT Id FROM Test_Broken', '--json'])
  expect(json).toMatchObject({ code: 1, stdout: '[\n  {"Id":1}\n' })
  const table = await ask(['query', 'SELECT Id FROM Test_Broken', '--format', 'table'])
  expect(table).toMatchObject({ code: 1, stdout: 'Id\n--\n 1\n' })
  expect(table.stderr).toContain('wmilink: WBEM_E_PROVIDER_FAILURE: ')
  expect(table.stderr).toContain('the disk fell out')
})

test.each([
  ['root\\nowhere', 'WBEM_E_INVALID_NAMESPACE'],
  ['root\\cimv2', 'WBEM_E_INVALID_CLASS'],
])('-n %s: %s', async (namespace, name) => {
  const { code, stderr } = await cli(['query', 'SELECT * FROM No_Such', '-n', namespace])
  expect(code).toBe(1)
  expect(stderr).toContain(`wmilink: ${name}: `)
})

test('a server elsewhere without a user is an error that says what to give', async () => {
  const { code, stderr } = await cli(['query', 'SELECT * FROM Win32_Process', '-s', 'sql01'])
  expect(code).toBe(1)
  expect(stderr).toContain('SEC_E_NO_CREDENTIALS')
  expect(stderr).toContain('--user with --password-file')
})

test('user and password for this machine are refused as on Windows, without asking for one', async () => {
  const { code, stderr } = await cli(['query', 'SELECT * FROM Win32_Process', '-u', 'me'])
  expect(code).toBe(1)
  expect(stderr).toContain('WBEM_E_LOCAL_CREDENTIALS')
})

test('a remote user without password and terminal is an error of usage that shows no secret', async () => {
  const env = { WMILINK_PASSWORD: 'hunter2' }
  const bare = await cli(['query', 'SELECT * FROM A', '-s', 'sql01', '-u', 'me'])
  expect(bare.code).toBe(6)
  expect(bare.stderr).toContain('Give it with --password-file')
  const given = await cli(['query', 'SELECT * FROM A', '-s', 'sql01', '-u', 'me'], { env })
  expect(given.code).toBe(1)
  expect(given.stderr).not.toContain('hunter2')
})

test('--timeout ends a question that is not answered', async () => {
  const { code, stdout, stderr } = await ask(['query', 'SELECT Id FROM Test_Slow', '--timeout', '0.2'])
  expect(code).toBe(1)
  expect(stdout).toBe('{"Id":1}\n{"Id":2}\n')
  expect(stderr).toContain('WBEM_E_TIMED_OUT')
})

const released: { [name: symbol]: unknown } = globalThis
const releasedKey = Symbol.for('wmilink.test.released')

test('Ctrl-C prints what has come, releases the enumeration and exits with 3', async () => {
  released[releasedKey] = false
  const interrupt = new AbortController()
  const stdout = new Kept()
  const running = ask(['query', 'SELECT Id FROM Test_Slow'], { signal: interrupt.signal, stdout })
  await expect.poll(() => stdout.text).toBe('{"Id":1}\n{"Id":2}\n')
  interrupt.abort()
  expect(await running).toMatchObject({ code: 3, stderr: expect.stringContaining('wmilink: interrupted\n') })
  expect(released[releasedKey]).toBe(true)
})

test('a closed pipe ends an endless answer quietly', async () => {
  const stdout = new Kept()
  stdout._write = (chunk, _encoding, done) => {
    stdout.text += chunk
    const gone: NodeJS.ErrnoException = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })
    done(stdout.text.length > 100_000 ? gone : null)
  }
  const { code, stderr } = await ask(['query', 'SELECT * FROM Test_Many'], { stdout })
  expect(code).toBe(0)
  expect(stderr).not.toContain('EPIPE')
})

test('a full disk under standard output is an error', async () => {
  const stdout = new Kept()
  stdout._write = (_chunk, _encoding, done) => done(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  const { code, stderr } = await ask(['query', 'SELECT * FROM Test_Many'], { stdout })
  expect(code).toBe(1)
  expect(stderr).toContain('wmilink: ENOSPC: no space left')
})

test.each([
  [['--import', '/nowhere/x.mjs'], 6, 'there is no module /nowhere/x.mjs'],
  [['--mof', '/nowhere/x.mof'], 6, 'cannot read the MOF file /nowhere/x.mof'],
  [['--password-file', '/nowhere/x', '-u', 'me'], 6, 'cannot read the password file /nowhere/x (ENOENT)'],
  [['--password-file', '/nowhere/x'], 6, '--password-file was given without --user'],
])('query with %j exits with %i', async (argv, exitCode, message) => {
  const { code, stderr } = await cli(['query', 'SELECT * FROM A', ...argv])
  expect(stderr).toContain(message)
  expect(code).toBe(exitCode)
})
