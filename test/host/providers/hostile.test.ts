import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { WmiError } from '../../../src/base/errors.js'
import type { CimInstance } from '../../../src/cim/instance.js'
import { formatObjectPath } from '../../../src/cim/path.js'
import { WmiHost } from '../../../src/host/host.js'
import { Machine } from '../../../src/host/machine.js'
import type { Programs } from '../../../src/host/programs.js'
import { standardProviders } from '../../../src/host/providers/index.js'
import type { WmiServices } from '../../../src/wmi/services.js'
import { testFacilities } from '../facilities.js'
import { treeMachine, treePath } from '../trees.js'

const served = standardProviders(treeMachine('server'), testFacilities()).flatMap(
  ({ classes, namespace = 'root\\cimv2' }) => classes.map(name => ({ name, namespace })),
)
// Asked for everything, they walk all drives.
const walking = ['CIM_DataFile', 'Win32_Directory']

const texts = {
  'a text of a megabyte': 'A'.repeat(1_048_576),
  nothing: '',
  NUL: 'a\0b',
  'control characters': '\u0001\u0007\u001b[2J\r\n\t\u007f\u0085',
  'a way out of the folder': '../../etc/passwd',
  'a way out of the drive': 'C:\\..\\..\\..\\etc\\passwd',
  'a device of Windows': '\\\\.\\PhysicalDrive0',
  'a share': '\\\\server\\share\\file',
  'a command': '$(reboot)',
  'another command': '; reboot & `reboot` | reboot > /dev/null',
  'an option': '--help',
  'a short option': '-f',
  'lone surrogates': '\udc00\ud800',
  'a quote': '"',
  'quotes and backslashes': '\\"\'\\',
  'a format': '%s%n%x{0}',
  'a pattern': '(a+)+$*[',
  'an address of another object': 'Win32_Process.Handle="1"',
  'a name that every object has': '__proto__',
  'a large number': '99999999999999999999999999',
  'a negative number': '-1',
} as const

/** What a question may be refused with; a provider that failed is none of them. */
const refusals = new Set<string>([
  'WBEM_E_NOT_FOUND',
  'WBEM_E_INVALID_OBJECT_PATH',
  'WBEM_E_INVALID_QUERY',
  'WBEM_E_INVALID_PARAMETER',
  'WBEM_E_INVALID_CLASS',
  'WBEM_E_TYPE_MISMATCH',
  'WBEM_E_QUOTA_VIOLATION',
  'WBEM_E_ACCESS_DENIED',
  'WBEM_E_PROVIDER_NOT_CAPABLE',
  'WBEM_E_NOT_SUPPORTED',
])

/** Answers how many rows there are, or with what the question was refused. */
async function outcome(work: () => Promise<number>): Promise<number | string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WmiError) return error.code
    throw error
  }
}

function isFair(answer: number | string): boolean {
  return typeof answer === 'number' || refusals.has(answer)
}

const temporary = mkdtempSync(join(tmpdir(), 'wmilink-hostile-'))
afterAll(() => rmSync(temporary, { recursive: true }))

/** A folder that is the server's but for some of its parts. */
function linkServer(root: string, without: readonly string[]): void {
  mkdirSync(root)
  for (const name of readdirSync(treePath('server')))
    if (!without.includes(name)) symlinkSync(join(treePath('server'), name), join(root, name))
}

describe('hostile keys', () => {
  const started: (readonly [name: string, args: readonly string[]])[] = []
  const programs: Programs = {
    has: () => true,
    run(name, args) {
      started.push([name, args])
      return { lines: (async function* (): AsyncGenerator<string> {})(), end: Promise.resolve({ code: 1, errors: '' }) }
    },
  }
  // With a journal and a package database, so that their programs are asked too.
  const root = join(temporary, 'hostile')
  linkServer(root, ['usr', 'var'])
  cpSync(join(treePath('server'), 'var'), join(root, 'var'), { recursive: true })
  for (const folder of ['var/log/journal/0', 'var/lib/rpm', 'usr']) mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, 'var/lib/rpm/rpmdb.sqlite'), '')
  const host = new WmiHost({ machine: new Machine({ root, platform: 'linux', programs }) })

  test.each(served)('of $namespace:$name are not found, or refused', async ({ name, namespace }) => {
    const wmi = host.connect(namespace)
    const cimClass = await wmi.getClass(name)
    let row: CimInstance | undefined
    await outcome(async () => {
      if (!walking.includes(name)) [row] = await wmi.query(`SELECT * FROM ${name}`).toArray()
      return 0
    })
    for (const hostile of cimClass.keys) {
      for (const text of Object.values(texts)) {
        const keys = cimClass.keys.map(key => ({
          name: key.name,
          value: key === hostile ? text : String(row?.[key.name] ?? text),
        }))
        const path = formatObjectPath({ server: null, namespace: null, className: name, keys, singleton: false })
        const found = await outcome(async () => (await wmi.get(path)) && 1)
        const escaped = text.replace(/[\\']/g, '\\$&')
        const selected = await outcome(
          async () => (await wmi.query(`SELECT * FROM ${name} WHERE ${hostile.name} = '${escaped}'`).toArray()).length,
        )
        const spoken = Object.entries(texts).find(([, each]) => each === text)?.[0]
        expect({ spoken, found, isFair: isFair(found) }).toEqual({ spoken, found, isFair: true })
        expect({ spoken, selected, isFair: isFair(selected) }).toEqual({ spoken, selected, isFair: true })
      }
    }
  })

  test('and other values of what programs are asked for reach no shell, and are no options', async () => {
    started.length = 0
    const wmi = host.connect('root\\cimv2')
    for (const [name, property] of [
      ['Win32_PingStatus', 'Address'],
      ['Win32_NTLogEvent', 'Logfile'],
      ['Win32_NTLogEvent', 'SourceName'],
      ['Win32_NTLogEvent', 'Type'],
      ['Win32_Product', 'Name'],
      ['Win32_Product', 'IdentifyingNumber'],
    ] as const) {
      for (const text of Object.values(texts)) {
        const query = `SELECT * FROM ${name} WHERE ${property} = '${text.replace(/[\\']/g, '\\$&')}'`
        const answer = await outcome(async () => (await wmi.query(query).toArray()).length)
        expect({ query: query.slice(0, 100), answer, isFair: isFair(answer) }).toMatchObject({ isFair: true })
      }
    }
    expect(new Set(started.map(([name]) => name))).toEqual(new Set(['journalctl', 'ping', 'rpm']))
    for (const [, args] of started) {
      const end = args.indexOf('--')
      const options = end < 0 ? args : args.slice(0, end)
      for (const text of Object.values(texts)) expect(options).not.toContain(text)
    }
  })
})

describe('a machine whose files are spoiled', () => {
  const empty = join(temporary, 'empty')
  const garbage = join(temporary, 'garbage')
  const lines = join(temporary, 'lines')
  const folder = join(temporary, 'folder')
  writeFileSync(empty, '')
  writeFileSync(garbage, Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) & 0xff)))
  writeFileSync(lines, ': : :\n=\n\n- - -\n) ( \0\n99999999999999999999 -1 1e999 0x\n[]\n'.repeat(20))
  mkdirSync(folder)
  const spoils = [join(temporary, 'nowhere'), empty, garbage, lines, folder]

  /** A generator of numbers from 0 to 1 that always gives the same ones (mulberry32). */
  function random(seed: number): () => number {
    let state = seed
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
    }
  }

  /** Every read may find something else, or nothing any more. */
  class Spoiled extends Machine {
    #random: (() => number) | undefined
    readonly #rate: number

    constructor(root: string, seed: number, rate: number) {
      super({ root, platform: 'linux' })
      this.#random = random(seed)
      this.#rate = rate
    }

    override path(file: string): string {
      const next = this.#random
      // The list of processes is spoiled below it, file by file.
      if (!next || file === '/proc' || next() >= this.#rate) return super.path(file)
      return spoils[Math.floor(next() * spoils.length)] ?? empty
    }
  }

  /** The server with some of the files of its processes spoiled; all else is the same. */
  function spoiledServer(seed: number): string {
    const next = random(seed)
    const root = join(temporary, `server${seed}`)
    linkServer(root, ['proc'])
    cpSync(join(treePath('server'), 'proc'), join(root, 'proc'), { recursive: true, verbatimSymlinks: true })
    for (const pid of readdirSync(join(root, 'proc')).filter(name => /^\d+$/.test(name))) {
      for (const name of readdirSync(join(root, 'proc', pid))) {
        if (next() > 0.4) continue
        const file = join(root, 'proc', pid, name)
        rmSync(file, { recursive: true })
        const spoil = spoils[Math.floor(next() * spoils.length)] ?? empty
        if (spoil !== spoils[0]) symlinkSync(spoil, file)
      }
    }
    return root
  }

  const seeds = [1, 2, 3, 4, 5, 6]
  const roots = new Map(seeds.map(seed => [seed, spoiledServer(seed)]))
  const rates = [0.1, 0.5, 1]

  test.each(served.filter(({ name }) => !walking.includes(name)))(
    'still answers for $namespace:$name',
    async ({ name, namespace }) => {
      for (const [seed, root] of roots) {
        for (const rate of rates) {
          const wmi: WmiServices = new WmiHost({ machine: new Spoiled(root, seed, rate) }).connect(namespace)
          const answer = await outcome(async () => (await wmi.query(`SELECT * FROM ${name}`).toArray()).length)
          expect({ seed, rate, answer, isFair: isFair(answer) }).toEqual({ seed, rate, answer, isFair: true })
        }
      }
    },
  )

  test.each(walking)('still finds or misses folders and files of %s', async name => {
    for (const [seed, root] of roots) {
      const wmi = new WmiHost({ machine: new Spoiled(root, seed, 0.5) }).connect('root\\cimv2')
      for (const path of ['C:\\', 'C:\\etc', 'C:\\etc\\passwd', 'C:\\proc\\1\\stat']) {
        const answer = await outcome(
          async () => (await wmi.get(`${name}.Name="${path.replaceAll('\\', '\\\\')}"`)) && 1,
        )
        expect({ seed, path, answer, isFair: isFair(answer) }).toEqual({ seed, path, answer, isFair: true })
      }
    }
  })
})
