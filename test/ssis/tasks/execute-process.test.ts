import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import type { PropertyValue } from '../../../src/ssis/index.js'
import { outputLimit, runProcess } from '../../../src/ssis/tasks/execute-process/process.js'
import { taskPackage } from './task-package.js'

const { Success, Failure, Canceled } = DTSExecResult
const node = process.execPath

/** A task that runs a program of Node.js. */
function nodeTask(script: string, properties: Readonly<Record<string, PropertyValue>> = {}, args = '') {
  const made = taskPackage('STOCK:ExecuteProcessTask')
  writeFileSync(made.at('script.cjs'), script)
  const values = { executable: node, arguments: `"${made.at('script.cjs')}" ${args}`, ...properties }
  for (const [name, value] of Object.entries(values)) made.task.innerObject[name] = value
  return made
}

function withVariables(made: ReturnType<typeof nodeTask>) {
  made.pkg.variables.add('In', false, 'User', 'what is asked\n')
  made.pkg.variables.add('Out', false, 'User', '')
  made.pkg.variables.add('Err', false, 'User', '')
  return made
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10)
}

describe('a program runs without a shell', () => {
  test('its exit code is the execution value', async () => {
    const made = nodeTask('process.exit(0)')
    expect(await made.run()).toBe(Success)
    expect(made.task.executionValue).toBe(0)
    expect(made.errors()).toEqual([])
  })

  test('arguments reach it as they are, but for paths on mapped drives', async () => {
    const script = 'process.stdout.write(JSON.stringify(process.argv.slice(2)))'
    const made = nodeTask(script, { standardOutputVariable: 'User::Out' }, '"a b" $HOME * d:\\x\\y.txt q:\\z "C:\\a b"')
    withVariables(made)
    expect(await made.run()).toBe(Success)
    const out = JSON.parse(String(made.pkg.variables.get('User::Out').value))
    expect(out).toEqual(['a b', '$HOME', '*', made.at('x', 'y.txt'), 'q:\\z', '/a b'])
  })

  test('input, output and errors go through variables', async () => {
    const made = nodeTask('process.stdin.on("data", t => { process.stdout.write(t); process.stderr.write("é!") })', {
      standardInputVariable: 'User::In',
      standardOutputVariable: 'User::Out',
      standardErrorVariable: 'User::Err',
    })
    withVariables(made)
    expect(await made.run()).toBe(Success)
    const value = (name: string) => made.pkg.variables.get(name).value
    expect([value('Out'), value('Err')]).toEqual(['what is asked\n', 'é!'])
    expect(made.log.filter(({ event }) => event.startsWith('ExecuteProcess'))).toEqual([
      { event: 'ExecuteProcessExecutingProcess', message: `${node} starts in ${process.cwd()}` },
      { event: 'ExecuteProcessVariableRouting', message: 'stdin: the variable User::In' },
      { event: 'ExecuteProcessVariableRouting', message: 'stdout: the variable User::Out' },
      { event: 'ExecuteProcessVariableRouting', message: 'stderr: the variable User::Err' },
      { event: 'ExecuteProcessExecutingProcess', message: `${node} has ended with the code 0` },
    ])
  })

  test('bytes that are no UTF-8 are Windows-1252', async () => {
    const made = withVariables(
      nodeTask('process.stdout.write(Buffer.from([0xe9]))', { standardOutputVariable: 'User::Out' }),
    )
    expect(await made.run()).toBe(Success)
    expect(made.pkg.variables.get('Out').value).toBe('é')
  })

  test('a program that does not read its input ends well', async () => {
    const made = withVariables(nodeTask('process.exit(0)', { standardInputVariable: 'User::In' }))
    made.pkg.variables.get('In').value = 'x'.repeat(1 << 20)
    expect(await made.run()).toBe(Success)
  })

  test('it runs in the working directory, and is looked for there', async () => {
    const made = nodeTask('process.stdout.write(process.cwd())', { standardOutputVariable: 'User::Out' })
    withVariables(made)
    mkdirSync(made.at('work'))
    made.task.innerObject.workingDirectory = 'D:\\work'
    expect(await made.run()).toBe(Success)
    expect(made.pkg.variables.get('Out').value).toBe(made.at('work'))
    writeFileSync(made.at('work', 'tool'), '#!/bin/sh\nexit 7\n')
    chmodSync(made.at('work', 'tool'), 0o755)
    Object.assign(made.task.innerObject, { executable: 'tool.exe', requireFullFileName: false, successValue: 7 })
    expect(await made.run()).toBe(Success)
    expect(made.task.executionValue).toBe(7)
    made.task.innerObject.requireFullFileName = true
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual(['there is no program "tool.exe" in the folder "D:\\work"'])
  })

  test('the secrets of wmilink are not handed on', async () => {
    process.env.WMILINK_PASSWORD_TEST = 'Pa55'
    try {
      const script = 'process.stdout.write(Object.keys(process.env).filter(n => /wmilink_/i.test(n)).join())'
      const made = withVariables(nodeTask(script, { standardOutputVariable: 'User::Out' }))
      expect(await made.run()).toBe(Success)
      expect(made.pkg.variables.get('Out').value).toBe('')
    } finally {
      delete process.env.WMILINK_PASSWORD_TEST
    }
  })
})

describe('what makes the task fail', () => {
  test('another exit code than the one of success', async () => {
    const made = nodeTask('process.exit(3)')
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_EXECPROCTASK_PROCESSEXITCODEEXCEEDS'])
    expect(made.errors()).toEqual([`"${node}", run in "${process.cwd()}", ended with the code 3 and not with 0`])
    expect(made.task.executionValue).toBe(3)
    made.task.innerObject.successValue = 3
    expect(await made.run()).toBe(Success)
    Object.assign(made.task.innerObject, { successValue: 0, failTaskIfReturnCodeIsNotSuccessValue: false })
    expect(await made.run()).toBe(Success)
  })

  test('a signal that ends the program', async () => {
    const made = nodeTask('process.kill(process.pid, "SIGKILL")')
    expect(await made.run()).toBe(Failure)
    expect(made.task.executionValue).toBe(137)
  })

  test('a time-out: the program and what it started are gone', async () => {
    const script = `
      const { spawn } = require('node:child_process')
      const inner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
      require('node:fs').writeFileSync(process.argv[2], String(inner.pid))
      setInterval(() => {}, 1000)`
    const made = nodeTask(script, { timeOut: 2 })
    made.task.innerObject.arguments = `"${made.at('script.cjs')}" "${made.at('pid')}"`
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual(['DTS_E_EXECPROCTASK_PROCESSHASTIMEDOUT'])
    const pid = Number(readFileSync(made.at('pid'), 'utf8'))
    await until(() => !alive(pid))
  })

  test('more output than a variable takes', async () => {
    const script = `const text = 'x'.repeat(1 << 20); const go = () => process.stdout.write(text, go); go()`
    const made = withVariables(nodeTask(script, { standardOutputVariable: 'User::Out' }))
    expect(await made.run()).toBe(Failure)
    expect(made.errors()[0]).toContain(`wrote more than ${outputLimit} bytes`)
  })

  test.each([
    [{ executable: '' }, 'DTS_E_EXECPROCTASK_EXECUTABLENOTSPECIFIED'],
    [{ timeOut: -1 }, 'DTS_E_EXECPROCTASK_INVALIDTIMEOUT'],
    [{ timeOut: 2147484 }, 'DTS_E_EXECPROCTASK_INVALIDTIMEOUT'],
    [
      { timeOut: 1, terminateProcessAfterTimeOut: false, standardOutputVariable: 'User::Out' },
      'DTS_E_EXECPROCTASK_CANTREDIRECTIO',
    ],
    [{ executable: 'Q:\\x.exe' }, 'DTS_E_INVALIDFILENAMEINCONNECTION'],
    [{ standardOutputVariable: 'User::None' }, 'DTS_E_VARIABLENOTFOUND'],
    [{ standardOutputVariable: 'System::PackageName' }, 'DTS_E_EXECPROCTASK_STDOUTVARREADONLY'],
    [{ standardErrorVariable: 'User::Fixed' }, 'DTS_E_EXECPROCTASK_STDERRVARREADONLY'],
    [{ standardErrorVariable: 'User::Number' }, 'DTS_E_RUNTIMEVARIABLETYPECHANGE'],
  ])('%j at validation', async (properties, symbol) => {
    const made = withVariables(nodeTask('', properties))
    made.pkg.variables.add('Fixed', true, 'User', '')
    made.pkg.variables.add('Number', false, 'User', 1)
    expect(await made.validate()).toBe(Failure)
    expect(made.symbols()).toEqual([symbol])
  })

  test.each([
    [{ executable: 'no-such-program-here' }, 'DTS_E_EXECPROCTASK_FILENOTINPATH'],
    [{ executable: 'D:\\no\\such.exe' }, 'DTS_E_EXECPROCTASK_FILEDOESNOTEXIST'],
    [{ workingDirectory: 'D:\\no' }, 'DTS_E_EXECPROCTASK_WORKINGDIRECTORYDOESNOTEXIST'],
  ])('%j when it runs', async (properties, symbol) => {
    const made = nodeTask('', properties)
    expect(await made.validate()).toBe(Success)
    expect(await made.run()).toBe(Failure)
    expect(made.symbols()).toEqual([symbol])
  })

  test('a file that is no program', async () => {
    const made = taskPackage('STOCK:ExecuteProcessTask', { executable: 'D:\\plain.txt' })
    const file = made.at('plain.txt')
    // The system's library would give it to a shell.
    writeFileSync(file, 'exit 0')
    chmodSync(file, 0o755)
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual([
      'an error occurred: "D:\\plain.txt" is a text that does not say which program runs it',
    ])
    writeFileSync(file, '#!/bin/sh\n')
    chmodSync(file, 0o644)
    expect(await made.run()).toBe(Failure)
    expect(made.errors()).toEqual([`an error occurred: "${file}" cannot be started: permission denied`])
  })

  test('an attribute that is no value', async () => {
    const made = nodeTask('')
    made.task.innerObject.timeOut = 5
    const text = made.pkg.toXml().replace('TimeOut="5"', 'TimeOut="soon"')
    const { Package } = await import('../../../src/ssis/index.js')
    const broken = Package.parse(text)
    expect(await broken.validate()).toBe(Failure)
    expect(broken.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_EXECPROCTASK_RECEIVEDINVALIDTASKDATANODE'])
  })
})

test('a cancel ends the program', async () => {
  const made = nodeTask(
    'require("node:fs").writeFileSync(process.argv[2], String(process.pid)); setInterval(() => {}, 1000)',
  )
  const { readFileSync: read, existsSync } = await import('node:fs')
  made.task.innerObject.arguments = `"${made.at('script.cjs')}" "${made.at('pid')}"`
  const stop = new AbortController()
  const running = made.run({ signal: stop.signal })
  await until(() => existsSync(made.at('pid')) && read(made.at('pid'), 'utf8') !== '')
  stop.abort()
  expect(await running).toBe(Canceled)
  await until(() => !alive(Number(read(made.at('pid'), 'utf8'))))
  expect(made.errors()).toEqual([])
})

test('a cancel before the start starts nothing', async () => {
  const options = { arguments: [], rawArguments: '', folder: '/', input: undefined, keepsOutput: true, timeOut: 0 }
  const rest = { keepsErrors: true, hidden: false, terminates: true, signal: AbortSignal.abort() }
  await expect(runProcess({ file: node, ...options, ...rest })).rejects.toThrow(/abort/)
})

test('without termination a program goes on after the time-out', async () => {
  const made = nodeTask('setTimeout(() => require("node:fs").writeFileSync(process.argv[2], "done"), 1500)', {
    timeOut: 1,
    terminateProcessAfterTimeOut: false,
  })
  made.task.innerObject.arguments = `"${made.at('script.cjs')}" "${made.at('late')}"`
  expect(await made.run()).toBe(Failure)
  expect(made.symbols()).toEqual(['DTS_E_EXECPROCTASK_PROCESSHASTIMEDOUT'])
  const { existsSync } = await import('node:fs')
  await until(() => existsSync(made.at('late')))
})

/** Whether a process runs; one that has ended and waits for its parent to look does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
