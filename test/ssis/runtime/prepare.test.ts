import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import type { RunOptions } from '../../../src/ssis/runtime/execute.js'
import { variable } from '../samples.js'
import { fails, type Work } from './model.js'
import { body, expressionOf, realPackage, work } from './real.js'

const { Success, Failure } = DTSExecResult

const folder = () => mkdtempSync(join(tmpdir(), 'wmilink-'))
const drives = (path: string): RunOptions => ({ drives: new DriveMap([`D:=${path}`], 'linux') })

const configured = (path: string, value: string) =>
  `<?xml version="1.0"?><DTSConfiguration><Configuration ConfiguredType="Property" Path="${path}" ValueType="String"><ConfiguredValue>${value}</ConfiguredValue></Configuration></DTSConfiguration>`

describe('configurations', () => {
  const seen: unknown[] = []
  const see: Work = ({ variables }) => {
    seen.push(variables.get('Name').value)
    return Success
  }
  const reading = () =>
    realPackage(body({ variables: variable('Name', 8, 'file'), children: work('Package\\See') }), { See: see })

  test('given with the run count for the run only', async () => {
    const place = folder()
    writeFileSync(join(place, 'a.dtsConfig'), configured('\\Package.Variables[User::Name].Value', 'configured'))
    const p = reading()
    const options = { ...drives(place), configurationFiles: ['D:\\a.dtsConfig'] }
    seen.length = 0
    expect(await p.execute(options)).toBe(Success)
    expect(await p.execute({ ...options, applyConfigurations: false })).toBe(Success)
    expect(await p.execute(drives(place))).toBe(Success)
    expect(seen).toEqual(['configured', 'configured', 'file'])
  })

  test('that cannot be converted fail the run before anything has run', async () => {
    const place = folder()
    writeFileSync(
      join(place, 'a.dtsConfig'),
      configured('\\Package.Variables[User::Name].Value', 'perhaps').replace('"String"', '"Int32"'),
    )
    seen.length = 0
    const p = reading()
    expect(await p.execute({ ...drives(place), configurationFiles: ['D:\\a.dtsConfig'] })).toBe(Failure)
    expect(p.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_CONFIGTYPECONVERSIONFAILED'])
    expect(seen).toEqual([])
  })
})

describe('logs', () => {
  const kind = 'Microsoft.LogProviderTextFile'

  test('given with the run are written, and closed whatever happens', async () => {
    const place = folder()
    const p = realPackage(body({ children: work('Package\\A') }), { A: fails('A') })
    const options = { ...drives(place), logProviders: [{ kind, configString: 'D:\\run.log' }] }
    expect(await p.execute(options)).toBe(Failure)
    const text = readFileSync(join(place, 'run.log'), 'utf16le')
    const events = text
      .split('\r\n')
      .flatMap(line => /^(PackageStart|OnError|PackageEnd),[^,]*,[^,]*,(\w+)/.exec(line)?.slice(1, 3).join(' ') ?? [])
    expect(events).toEqual(['PackageStart Demo', 'OnError A', 'OnError Demo', 'PackageEnd Demo'])
  })

  test('that cannot be opened fail the run before anything has run', async () => {
    let ran = false
    const p = realPackage(body({ children: work('Package\\A') }), {
      A: () => {
        ran = true
        return Success
      },
    })
    const options = { ...drives(folder()), logProviders: [{ kind, configString: 'D:\\gone\\run.log' }] }
    expect(await p.execute(options)).toBe(Failure)
    expect(p.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_OPENLOGFAILED'])
    expect(ran).toBe(false)
    // A validation opens none.
    expect(await p.validate(options)).toBe(Success)
  })
})

describe('property expressions of the package', () => {
  test('set how many tasks work at once, for the run only', async () => {
    let working = 0
    let most = 0
    const busy: Work = async () => {
      working += 1
      most = Math.max(most, working)
      await new Promise(resolve => setImmediate(resolve))
      working -= 1
      return Success
    }
    const names = ['A', 'B', 'C', 'D']
    const p = realPackage(
      body({
        before: expressionOf('MaxConcurrentExecutables', '1 + 1'),
        children: names.map(name => work(`Package\\${name}`)).join(''),
      }),
      Object.fromEntries(names.map(name => [name, busy])),
    )
    expect(await p.execute()).toBe(Success)
    expect(most).toBe(2)
    expect(p.maxConcurrentExecutables).toBe(-1)
  })

  test('disable it', async () => {
    const p = realPackage(
      body({
        before: expressionOf('Disable', '@Off'),
        variables: variable('Off', 11, '-1'),
        children: work('Package\\A'),
      }),
      { A: fails('A') },
    )
    expect(await p.execute()).toBe(Success)
    const off = p.variables.get('Off')
    off.value = false
    expect(await p.execute()).toBe(Failure)
  })

  test('an executable that an expression enables during the run is validated before it runs', async () => {
    const order: string[] = []
    const set: Work = ({ variables }) => {
      variables.get('Off').value = false
      return Success
    }
    const p = realPackage(
      body({
        variables: variable('Off', 11, '-1'),
        children:
          work('Package\\Set') +
          work('Package\\Late', { before: expressionOf('Disable', '@Off'), attributes: ' DTS:TransactionOption="2"' }),
        constraints:
          '<DTS:PrecedenceConstraint DTS:refId="K" DTS:DTSID="{K}" DTS:From="Package\\Set" DTS:To="Package\\Late" DTS:ObjectName="K"/>',
      }),
      { Set: set, Late: () => (order.push('ran') ? Success : Failure) },
    )
    expect(await p.execute()).toBe(Failure)
    expect(p.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_BEGINTRANSACTION'])
    expect(order).toEqual([])
  })
})
