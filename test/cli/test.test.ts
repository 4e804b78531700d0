import { expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { type Candidate, tryConnection } from '../../src/cli/stages.js'
import { WmiHost } from '../../src/host/index.js'
import { cli } from './cli.js'

const passed = (stage: string, detail: unknown) => ({ stage, outcome: 'ok', detail, error: null })
const skipped = (stage: string) => ({ stage, outcome: 'skipped', detail: '', error: null })

const allStages = [
  passed('parse', '\\\\.\\root\\cimv2'),
  passed('transport', 'embedded'),
  passed('resolve', '.'),
  passed('connect', expect.any(String)),
  passed('namespace', 'root\\cimv2'),
  passed('query', expect.stringMatching(/^SELECT Name FROM __NAMESPACE: \d+$/)),
]

test('this machine passes every stage', async () => {
  const { code, stdout } = await cli(['test', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    target: '',
    ok: true,
    connections: [{ connection: null, ok: true, stages: allStages }],
  })
})

test.each([
  ['ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;', '\\\\localhost\\root\\cimv2'],
  ['\\\\localhost\\root\\default', '\\\\localhost\\root\\default'],
  ['localhost', '\\\\localhost\\root\\cimv2'],
  ['root\\default', '\\\\.\\root\\default'],
])('%s is read as %s', async (target, read) => {
  const { code, stdout } = await cli(['test', target, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    connections: [{ stages: [{ detail: read }, {}, {}, {}, {}, {}] }],
  })
})

test('options win over what the target says', async () => {
  const { stdout } = await cli(['test', '\\\\sql01\\root\\default', '-s', '.', '-n', 'root\\cimv2', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    ok: true,
    connections: [{ stages: [{ detail: '\\\\.\\root\\cimv2' }, {}, {}, {}, {}, {}] }],
  })
})

test('a namespace that is not there fails at its own stage', async () => {
  const { code, stdout, stderr } = await cli(['test', 'root\\nowhere', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    target: 'root\\nowhere',
    ok: false,
    connections: [
      {
        connection: null,
        ok: false,
        stages: [
          passed('parse', '\\\\.\\root\\nowhere'),
          passed('transport', 'embedded'),
          passed('resolve', '.'),
          passed('connect', expect.any(String)),
          {
            stage: 'namespace',
            outcome: 'failed',
            detail: '',
            error: expect.objectContaining({ code: 0x8004100e, name: 'WBEM_E_INVALID_NAMESPACE' }),
          },
          skipped('query'),
        ],
      },
    ],
  })
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'WBEM_E_INVALID_NAMESPACE' } })
})

test('a connection string that cannot be read fails at its first stage', async () => {
  const { code, stdout, stderr } = await cli([
    'test',
    'ServerName=\\\\localhost;UseNtAuth=Perhaps',
    '--format',
    'table',
  ])
  expect(code).toBe(1)
  expect(stdout).toBe(
    [
      'stage      outcome  detail',
      '---------  -------  -------------',
      'parse      failed   ArgumentError',
      'transport  skipped',
      'resolve    skipped',
      'connect    skipped',
      'namespace  skipped',
      'query      skipped',
      '',
    ].join('\n'),
  )
  expect(stderr).toContain('UseNtAuth, part 2 of the connection string, must be True or False')
})

test('a server without credentials fails to connect; a name without address to resolve', async () => {
  const address = await cli(['test', '192.0.2.1', '--format', 'csv'])
  expect(address.code).toBe(1)
  expect(address.stdout).toContain('transport,ok,wsman http://192.0.2.1:5985/wsman,\r\n')
  expect(address.stdout).toContain('resolve,ok,192.0.2.1,\r\n')
  expect(address.stdout).toContain('connect,failed,,"{""code"":2148074254,""name"":""SEC_E_NO_CREDENTIALS""')
  const name = await cli(['test', 'nothing.invalid', '--json'])
  expect(JSON.parse(name.stdout)).toMatchObject({
    connections: [{ stages: [{}, {}, { stage: 'resolve', outcome: 'failed' }, {}, {}, {}] }],
  })
})

test('credentials for this machine fail to connect', async () => {
  const { stdout } = await cli(['test', 'ServerName=.;UseNtAuth=False;UserName=bob;Password=hunter2;', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    connections: [{ stages: [{}, {}, {}, { outcome: 'failed', error: { name: 'WBEM_E_LOCAL_CREDENTIALS' } }, {}, {}] }],
  })
})

test('a password in the connection string is never printed', async () => {
  const argv = ['test', 'ServerName=sql01;UseNtAuth=False;UserName=bob;Password=hunter2;']
  for (const format of ['table', 'json', 'ndjson']) {
    const { stdout, stderr } = await cli([...argv, '--format', format])
    expect(stdout + stderr).not.toContain('hunter2')
  }
})

test('a connection of something that is no package is an error of usage', async () => {
  const { code, stderr } = await cli(['test', 'localhost', 'WMI Connection Manager'])
  expect(code).toBe(6)
  expect(stderr).toContain('"localhost" is no package')
})

/** A candidate at a server over the network, answered by a host of this process. */
function remote(more: Partial<ReturnType<Candidate['settings']>>, query?: () => never): Candidate {
  const host = new WmiHost()
  return {
    settings: () => ({
      server: '127.0.0.1',
      namespace: 'root\\cimv2',
      url: new URL('http://127.0.0.1:5985/wsman'),
      proxied: false,
      ...more,
    }),
    open: () => Promise.resolve(query ? Object.assign(host.connect(), { query }) : host.connect()),
    close: () => host.close(),
  }
}

async function outcomes(candidate: Candidate): Promise<string[]> {
  const seen: string[] = []
  for await (const { stage, outcome, detail } of tryConnection(candidate, {}))
    seen.push(`${stage} ${outcome} ${detail}`)
  return seen
}

test('a server over the network shows the way there and its addresses', async () => {
  expect(await outcomes(remote({}))).toMatchObject([
    'parse ok \\\\127.0.0.1\\root\\cimv2',
    'transport ok wsman http://127.0.0.1:5985/wsman',
    'resolve ok 127.0.0.1',
    expect.stringMatching(/^connect ok ./),
    'namespace ok root\\cimv2',
    expect.stringMatching(/^query ok /),
  ])
})

test('a proxy resolves names itself', async () => {
  const [, , resolve] = await outcomes(remote({ url: new URL('http://nothing.invalid:5985/wsman'), proxied: true }))
  expect(resolve).toBe('resolve skipped ')
})

test.each([
  ['WBEM_E_INVALID_NAMESPACE', ['namespace failed ', 'query skipped ']],
  ['WBEM_E_ACCESS_DENIED', ['namespace ok root\\cimv2', 'query failed ']],
] as const)('%s of the first question belongs to its stage', async (status, last) => {
  const query = (): never => {
    throw new WmiError(status, 'no')
  }
  expect((await outcomes(remote({}, query))).slice(-2)).toEqual(last)
})
