import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import { processProvider } from '../../../src/host/providers/process.js'
import type { ProcessControl, ProgramStart } from '../../../src/host/providers/process-control.js'
import { testHost } from '../test-host.js'
import { treeMachine } from '../trees.js'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wmilink-process-')))
afterAll(() => rmSync(folder, { recursive: true }))

function systemError(name: string): Error {
  return Object.assign(new Error(name), { code: name })
}

/** A host of the server tree whose processes nobody really touches. */
function fake(failure: string | null = null, machine = treeMachine('server')) {
  const done: (readonly [string, ...unknown[]])[] = []
  const started: ProgramStart[] = []
  const act = (...what: [string, ...unknown[]]) => {
    if (failure !== null) throw systemError(failure)
    done.push(what)
  }
  const control: ProcessControl = {
    async start(program) {
      act('start', program.file)
      started.push(program)
      return 4711
    },
    kill: pid => act('kill', pid),
    setNice: (id, nice) => act('nice', id, nice),
  }
  const host = new WmiHost({ machine, providers: [processProvider(machine, control)] })
  return { wmi: host.connect(), done, started }
}

describe('Win32_Process.Terminate', () => {
  test('kills the process of the path', async () => {
    const { wmi, done } = fake()
    const answer = await wmi.invoke('Win32_Process.Handle="1320"', 'Terminate', { Reason: 3 })
    expect({ ...answer }).toEqual({ ReturnValue: 0 })
    expect(done).toEqual([['kill', 1320]])
  })

  test.each([
    ['EPERM', 2],
    ['ESRCH', 9],
    ['EIO', 8],
  ])('answers %s of the system with %i', async (failure, code) => {
    const { wmi } = fake(failure)
    expect((await wmi.invoke('Win32_Process.Handle="1320"', 'Terminate')).ReturnValue).toBe(code)
  })

  test.each([1, 2, 17])('never touches the first process or the kernel: %i', async pid => {
    const { wmi, done } = fake()
    expect((await wmi.invoke(`Win32_Process.Handle="${pid}"`, 'Terminate')).ReturnValue).toBe(2)
    expect(done).toEqual([])
  })

  test.each([
    '0',
    '-1',
    '-1320',
    '01320',
    '1320 ',
    '1e3',
    '',
    '4294967297',
    '1320\\0',
    '$(reboot)',
    '9'.repeat(1_000_000),
  ])('finds nothing for the handle number %#', async handle => {
    const { wmi, done } = fake()
    await expect(wmi.invoke(`Win32_Process.Handle="${handle}"`, 'Terminate')).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
    expect(done).toEqual([])
  })

  test('leaves a process alone that only has the number of the one that was found', async () => {
    const machine = treeMachine('server')
    const control: ProcessControl = {
      start: () => Promise.reject(systemError('EPERM')),
      kill: () => expect.unreachable(),
      setNice: () => expect.unreachable(),
    }
    const { provider } = processProvider(machine, control)
    const wmi = fake().wmi
    const cimClass = await wmi.getClass('Win32_Process')
    const other = await wmi.get('Win32_Process.Handle="712"')
    const answer = provider.invoke?.({
      class: cimClass,
      method: 'Terminate',
      parameters: { Reason: null },
      keys: { Handle: '1320' },
      instance: other,
      caller: { user: null, remote: false, allowMethods: true },
      context: {},
      signal: new AbortController().signal,
    })
    expect(await answer).toEqual({ ReturnValue: 9 })
  })

  test('does not follow an instance that somebody stored in a class of their own', async () => {
    const machine = treeMachine('server')
    const host = new WmiHost({
      machine,
      providers: [
        processProvider(machine, { start: async () => 1, kill: () => expect.unreachable(), setNice: () => {} }),
      ],
      mof: [
        {
          text: 'class My_Process : Win32_Process { }; instance of My_Process { Handle = "1320"; };',
          source: 'my.mof',
          namespace: 'root\\cimv2',
        },
      ],
    })
    expect((await host.connect().invoke('My_Process.Handle="1320"', 'Terminate')).ReturnValue).toBe(9)
  })

  test('of the host itself is refused', async () => {
    const wmi = new WmiHost({ machine: new Machine() }).connect()
    expect((await wmi.invoke(`Win32_Process.Handle="${process.pid}"`, 'Terminate')).ReturnValue).toBe(
      process.platform === 'linux' ? 2 : 9,
    )
  })

  test.runIf(process.platform === 'linux')('ends a real process at once', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
    await once(child, 'spawn')
    const exit = once(child, 'exit')
    const wmi = new WmiHost().connect()
    expect((await wmi.invoke(`Win32_Process.Handle="${child.pid}"`, 'Terminate', { Reason: 7 })).ReturnValue).toBe(0)
    expect(await exit).toEqual([null, 'SIGKILL'])
    await expect(wmi.invoke(`Win32_Process.Handle="${child.pid}"`, 'Terminate')).rejects.toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
  })
})

describe('Win32_Process.SetPriority', () => {
  test.each([
    [64, 19],
    [16_384, 10],
    [32, 0],
    [32_768, -7],
    [128, -14],
    [256, -20],
  ])('class %i is the nice value %i', async (Priority, nice) => {
    const { wmi, done } = fake()
    expect((await wmi.invoke('Win32_Process.Handle="712"', 'SetPriority', { Priority })).ReturnValue).toBe(0)
    expect(done).toEqual([['nice', 712, nice]])
  })

  test.each([0, 1, -20, 2_147_483_647, null])('%j is no priority class', async Priority => {
    const { wmi, done } = fake()
    expect((await wmi.invoke('Win32_Process.Handle="712"', 'SetPriority', { Priority })).ReturnValue).toBe(21)
    expect(done).toEqual([])
  })

  test('a priority that needs a privilege answers 3, a process of somebody else 2', async () => {
    const call = (failure: string) =>
      fake(failure).wmi.invoke('Win32_Process.Handle="712"', 'SetPriority', { Priority: 128 })
    expect((await call('EACCES')).ReturnValue).toBe(3)
    expect((await call('EPERM')).ReturnValue).toBe(2)
  })
})

describe('Win32_Process.GetOwner', () => {
  test('tells the account of the effective user, also to a caller that may change nothing', async () => {
    const machine = treeMachine('server')
    const wmi = new WmiHost({ machine }).connect('root\\cimv2', {
      caller: { user: null, remote: false, allowMethods: false },
    })
    expect({ ...(await wmi.invoke('Win32_Process.Handle="712"', 'GetOwner')) }).toEqual({
      ReturnValue: 0,
      User: 'root',
      Domain: 'SQL01',
    })
    await expect(wmi.invoke('Win32_Process.Handle="712"', 'Terminate')).rejects.toMatchObject({
      name: 'WBEM_E_ACCESS_DENIED',
    })
  })

  test('has no SID to tell', async () => {
    expect({ ...(await fake().wmi.invoke('Win32_Process.Handle="712"', 'GetOwnerSid')) }).toEqual({
      ReturnValue: 8,
      Sid: null,
    })
  })
})

test.each(['AttachDebugger', 'GetAvailableVirtualSize'])('Win32_Process.%s is not carried out', async method => {
  await expect(fake().wmi.invoke('Win32_Process.Handle="712"', method)).rejects.toMatchObject({
    name: 'WBEM_E_METHOD_NOT_IMPLEMENTED',
  })
})

describe('Win32_Process.Create', () => {
  const program = join(folder, 'bin', 'My Tool')
  mkdirSync(join(folder, 'bin'))
  writeFileSync(program, '#!/bin/sh\n')
  chmodSync(program, 0o755)
  const machine = () => new Machine({ root: folder, platform: 'linux', hostName: 'here' })
  const create = async (parameters: Record<string, unknown>, failure: string | null = null) => {
    const { wmi, started } = fake(failure, machine())
    const answer = await wmi.invoke('Win32_Process', 'Create', parameters)
    return { code: answer.ReturnValue, pid: answer.ProcessId, started: started[0] }
  }

  test('starts the program of a Windows path with arguments as Windows splits them', async () => {
    const line = '"c:\\BIN\\my tool" "a b" c\\\\"d e" $(id) ; --x'
    expect(await create({ CommandLine: line, CurrentDirectory: 'C:\\bin\\' })).toMatchObject({
      code: 0,
      pid: 4711,
      started: {
        file: program,
        argumentList: ['c:\\BIN\\my tool', 'a b', 'c\\d e', '$(id)', ';', '--x'],
        folder: join(folder, 'bin'),
      },
    })
  })

  test('takes a path of this system too', async () => {
    expect((await create({ CommandLine: '"/bin/My Tool"' })).started?.file).toBe(program)
  })

  test('never gives a program the variables of this process', async () => {
    process.env.WMILINK_TEST_SECRET = 'hush'
    const { started } = await create({ CommandLine: '"C:\\bin\\My Tool"' })
    delete process.env.WMILINK_TEST_SECRET
    expect(started?.environment).not.toHaveProperty('WMILINK_TEST_SECRET')
    expect(started?.environment.PATH).toBe('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
  })

  test('gives it exactly the variables of ProcessStartupInformation', async () => {
    const { code, started } = await create({
      CommandLine: '"C:\\bin\\My Tool"',
      ProcessStartupInformation: {
        EnvironmentVariables: ['A=1', 'B=x=y', '__proto__=z', 'C='],
        ShowWindow: 0,
        Title: 't',
      },
    })
    expect(code).toBe(0)
    expect(Object.entries(started?.environment ?? {})).toEqual([
      ['A', '1'],
      ['B', 'x=y'],
      ['__proto__', 'z'],
      ['C', ''],
    ])
  })

  test.each<[string, Record<string, unknown>]>([
    ['no command line', {}],
    ['an empty one', { CommandLine: '' }],
    ['blanks', { CommandLine: ' \t ' }],
    ['an empty name', { CommandLine: '"" a' }],
    ['a NUL', { CommandLine: '"C:\\bin\\My Tool"\0 --evil' }],
    ['more than Windows takes', { CommandLine: `x ${'y'.repeat(1_000_000)}` }],
    ['a variable without a name', { CommandLine: 'x', ProcessStartupInformation: { EnvironmentVariables: ['=1'] } }],
    ['a variable without a value', { CommandLine: 'x', ProcessStartupInformation: { EnvironmentVariables: ['A'] } }],
    ['a variable with a NUL', { CommandLine: 'x', ProcessStartupInformation: { EnvironmentVariables: ['A=\0'] } }],
    ['an unknown priority class', { CommandLine: 'x', ProcessStartupInformation: { PriorityClass: 5 } }],
    ['a suspended start', { CommandLine: 'x', ProcessStartupInformation: { CreateFlags: 4 } }],
  ])('answers 21 for %s', async (_, parameters) => {
    expect(await create(parameters)).toEqual({ code: 21, pid: null, started: undefined })
  })

  test.each<[string, Record<string, unknown>]>([
    ['a program that is not there', { CommandLine: 'C:\\bin\\none' }],
    ['a drive that is not there', { CommandLine: 'Q:\\bin\\x' }],
    ['another computer', { CommandLine: '\\\\server\\share\\x' }],
    ['a way out', { CommandLine: '"C:\\bin\\..\\bin\\My Tool"' }],
    ['a relative path', { CommandLine: 'bin\\x' }],
    ['a name on no PATH', { CommandLine: '-rf --no-preserve-root' }],
    ['a folder', { CommandLine: 'C:\\bin' }],
    ['a current folder that is not there', { CommandLine: '"C:\\bin\\My Tool"', CurrentDirectory: 'C:\\none' }],
    ['a current folder that is a file', { CommandLine: '"C:\\bin\\My Tool"', CurrentDirectory: 'C:\\bin\\My Tool' }],
    ['an empty current folder', { CommandLine: '"C:\\bin\\My Tool"', CurrentDirectory: '' }],
  ])('answers 9 for %s', async (_, parameters) => {
    expect(await create(parameters)).toEqual({ code: 9, pid: null, started: undefined })
  })

  test.each([
    ['EACCES', 2],
    ['ENOENT', 9],
    ['E2BIG', 21],
    ['ENOEXEC', 8],
  ])('answers %s of the system with %i', async (failure, code) => {
    expect((await create({ CommandLine: '"C:\\bin\\My Tool"' }, failure)).code).toBe(code)
  })

  test('a wrong type is an error, not a code', async () => {
    await expect(create({ CommandLine: ['a', 'b'] })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    })
    await expect(create({ CommandLine: 'x', ProcessStartupInformation: { Nonsense: 1 } })).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_METHOD_PARAMETERS',
    })
  })

  test('a folder that looks like a machine starts nothing', async () => {
    const wmi = new WmiHost({ machine: machine() }).connect()
    const answer = await wmi.invoke('Win32_Process', 'Create', { CommandLine: '"C:\\bin\\My Tool"' })
    expect(answer.ReturnValue).toBe(2)
  })

  test.runIf(process.platform === 'linux')(
    'starts a real program, which gets what was said and nothing else',
    async () => {
      const told = join(folder, 'told.json')
      const script = join(folder, 'tell.mjs')
      writeFileSync(
        script,
        `import { renameSync, writeFileSync } from 'node:fs'
      const { argv, env, pid } = process
      writeFileSync('${told}.new', JSON.stringify({ argv: argv.slice(2), env, cwd: process.cwd(), pid }))
      renameSync('${told}.new', '${told}')`,
      )
      const windows = (path: string) => `C:${path.replaceAll('/', '\\')}`
      const watcher = watch(folder)
      const arrival = new Promise<void>(resolve => watcher.on('change', () => existsSync(told) && resolve()))
      const answer = await new WmiHost().connect().invoke('Win32_Process', 'Create', {
        CommandLine: `"${windows(process.execPath)}" ${script} "a b" "" c\\"d`,
        CurrentDirectory: windows(folder),
        ProcessStartupInformation: { EnvironmentVariables: ['ONLY=this'], PriorityClass: 16_384 },
      })
      expect(answer.ReturnValue).toBe(0)
      await arrival
      watcher.close()
      expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual({
        argv: ['a b', '', 'c"d'],
        env: { ONLY: 'this' },
        cwd: folder,
        pid: answer.ProcessId,
      })
    },
  )

  test.runIf(process.platform === 'linux')(
    'finds a name alone on the PATH, and tells when a file is no program',
    async () => {
      const wmi = new WmiHost().connect()
      expect((await wmi.invoke('Win32_Process', 'Create', { CommandLine: 'true ignored' })).ReturnValue).toBe(0)
      const text = join(folder, 'text')
      writeFileSync(text, 'no program', { mode: 0o644 })
      const answer = await wmi.invoke('Win32_Process', 'Create', { CommandLine: text })
      expect(answer.ReturnValue).toBe(2)
    },
  )
})

test('a method of another class is not one of Win32_Process', async () => {
  await expect(testHost('').connect('root\\cimv2').invoke('Win32_Process', 'StartService')).rejects.toMatchObject({
    name: 'WBEM_E_INVALID_METHOD',
  })
})

test('a text that names no interpreter is started by nobody, a shell least of all', async () => {
  const script = join(folder, 'bare')
  writeFileSync(script, `touch '${folder}/ran'\n`)
  chmodSync(script, 0o755)
  const wmi = new WmiHost().connect()
  const answer = await wmi.invoke('Win32_Process', 'Create', { CommandLine: script })
  expect({ ...answer }).toEqual({ ProcessId: null, ReturnValue: 8 })
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})
