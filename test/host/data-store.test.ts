import { execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDataFile } from '../../src/host/data/data-file.js'
import { ownIdentity } from '../../src/host/data/process-identity.js'
import { cleanDataFolders, namesIn, newFolder, openStore } from './data-folder.js'

cleanDataFolders()

let bundle = ''
beforeAll(async () => {
  bundle = join(newFolder(), '..', 'disk-store.mjs')
  const entry = fileURLToPath(new URL('../../src/host/data/disk-store.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: 'node', format: 'esm' })
})

/** What node gets to run a program that has a store of this folder. */
function nodeArguments(folder: string, program: string): string[] {
  const start = `import { DiskStore } from ${JSON.stringify(pathToFileURL(bundle).href)}
    const store = new DiskStore(${JSON.stringify(folder)})`
  return ['--input-type=module', '-e', `${start}\n${program}`]
}

const awkward = ['__proto__', 'constructor', 'a"b\\c', '\ud800', '\udfff\ud800', '\0\n\r\u2028', 'é\u{1f600}', '', ' ']

async function written(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
  const store = openStore(folder)
  for (const [key, value] of Object.entries(texts)) store.area('a').set(key, value)
  await store.close()
}

function read(folder: string): Record<string, string> {
  const store = openStore(folder)
  const found = Object.fromEntries(store.area('a').entries())
  store.abandon()
  return found
}

describe('texts outlive the store', () => {
  test('in areas of their own, with the last value of each key', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    const [a, b] = [store.area('a'), store.area('b')]
    a.set('x', '1')
    a.set('x', '2')
    a.set('gone', '3')
    b.set('x', '4')
    await a.flush()
    a.delete('gone')
    a.delete('never')
    expect([...a.entries()]).toEqual([['x', '2']])
    await store.close()
    const again = openStore(folder)
    expect([...again.area('a').entries()]).toEqual([['x', '2']])
    expect(again.area('b').get('x')).toBe('4')
    expect(again.area('b').get('y')).toBeUndefined()
    expect([...again.area('c').entries()]).toEqual([])
  })

  test('whatever characters they have, also a million of them', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    const big = 'k"\\\n\ud800'.repeat(200_000)
    for (const text of [...awkward, big]) store.area(text.slice(0, 9)).set(text, text)
    await store.close()
    const again = openStore(folder)
    for (const text of [...awkward, big]) expect([...again.area(text.slice(0, 9)).entries()]).toEqual([[text, text]])
  })

  test('without a close, once they were flushed', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    store.area('a').set('x', '1')
    await store.area('a').flush()
    store.area('a').set('y', '2')
    store.abandon()
    expect(read(folder)).toEqual({ x: '1', y: '2' })
  })

  test('of a process that ends without waiting for anything', () => {
    const folder = newFolder()
    const run = (program: string) => execFileSync(process.execPath, nodeArguments(folder, program))
    run(`store.area('a').set('x', '1'); store.area('a').set('y', '2')`)
    expect(read(folder)).toEqual({ x: '1', y: '2' })
    run(`store.area('a').delete('x'); process.exit(0)`)
    expect(namesIn(folder)).toEqual(['0.journal'])
    expect(read(folder)).toEqual({ y: '2' })
  })

  test('of a process that is killed, as far as they were flushed', async () => {
    const folder = newFolder()
    const child = spawn(
      process.execPath,
      nodeArguments(
        folder,
        `
      for (let i = 0; i < 50; i += 1) { store.area('a').set('k' + i, 'v'); await store.flush() }
      console.log('ready'); setInterval(() => store.area('a').set('later' + Math.random(), 'v'), 1)`,
      ),
    )
    await new Promise(resolve => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await new Promise(resolve => child.once('exit', resolve))
    expect(Object.keys(read(folder))).toEqual(expect.arrayContaining(['k0', 'k49']))
  })
})

describe('the folder', () => {
  test('belongs to its owner alone', async () => {
    const folder = newFolder()
    const store = openStore(folder, { journalLimit: 100 })
    for (let index = 0; index < 20; index += 1) {
      store.area('a').set('x', String(index).repeat(50))
      await store.flush()
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    await store.close()
  })

  test('may be there already and hold other files', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    await written(folder, { x: '1' })
    expect(namesIn(folder)).toEqual(['0.journal', 'notes.txt'])
    expect(read(folder)).toEqual({ x: '1' })
  })

  test('is asked for by a path', () => {
    expect(() => openStore(' ')).toThrow(expect.objectContaining({ name: 'ArgumentError' }))
    const folder = newFolder()
    writeFileSync(folder, 'a file')
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_FAILED', message: `the data folder ${folder} cannot be opened: EEXIST` }),
    )
  })
})

describe('a folder that is lost while it is open', () => {
  const lost = {
    name: 'WBEM_E_FAILED',
    message: expect.stringContaining('is no longer held by this process: it was deleted, or another process took it'),
  }

  test('takes no more: what cannot be kept is not said to be', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    store.area('a').set('x', '1')
    await store.flush()
    rmSync(folder, { recursive: true })
    store.area('a').set('x', '2')
    await expect(store.flush()).rejects.toMatchObject(lost)
    expect(store.area('a').get('x')).toBe('1')
    await store.close()
  })

  test('belongs to whoever has it now', async () => {
    const folder = newFolder()
    const former = openStore(folder)
    rmSync(folder, { recursive: true })
    const now = openStore(folder)
    former.area('a').set('x', 'former')
    await expect(former.flush()).rejects.toMatchObject(lost)
    await former.close()
    now.area('a').set('x', 'now')
    await now.flush()
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ name: 'WBEM_E_RESOURCE_CONTENTION' }))
    await now.close()
    expect(read(folder)).toEqual({ x: 'now' })
  })

  test.runIf(process.platform === 'linux')('cannot be made where the system makes none', () => {
    expect(() => openStore('/proc/wmilink/data')).toThrow(expect.objectContaining({ name: 'WBEM_E_FAILED' }))
  })
})

describe('many changes share one sync', () => {
  test('which each of them waits for', async () => {
    const folder = newFolder()
    let syncs = 0
    const store = openStore(folder, {
      open(path) {
        const file = openDataFile(path)
        const sync = () => {
          syncs += 1
          return file.sync()
        }
        return { ...file, sync }
      },
    })
    await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        store.area('a').set(`k${index}`, 'v')
        return store.area('a').flush()
      }),
    )
    expect(syncs).toBe(1)
    store.abandon()
    expect(Object.keys(read(folder)).length).toBe(500)
  })

  test('a text that stays what it is costs nothing', async () => {
    const folder = newFolder()
    await written(folder, { x: '1' })
    const before = readFileSync(join(folder, '0.journal'))
    await written(folder, { x: '1' })
    expect(readFileSync(join(folder, '0.journal'))).toEqual(before)
  })
})

describe('a disk that refuses', () => {
  const failing = (code: string) => {
    const disk = { refuses: false }
    const open = (path: string) => {
      const file = openDataFile(path)
      return {
        ...file,
        async write(bytes: Buffer, at: number) {
          if (!disk.refuses) return file.write(bytes, at)
          await file.write(bytes.subarray(0, bytes.length / 2), at)
          throw Object.assign(new Error(code), { code })
        },
      }
    }
    return { disk, open }
  }

  test.each([
    ['ENOSPC', 'WBEM_E_OUT_OF_DISK_SPACE'],
    ['EROFS', 'WBEM_E_FAILED'],
    ['EIO', 'WBEM_E_FAILED'],
  ])('with %s takes the changes back and says %s', async (code, name) => {
    const folder = newFolder()
    const { disk, open } = failing(code)
    const store = openStore(folder, { open })
    const area = store.area('a')
    const told: string[][] = []
    store.onTakenBack(() => told.push([...area.entries()].map(([key, value]) => key + value)))
    area.set('x', '1')
    await area.flush()

    disk.refuses = true
    area.set('x', '2')
    area.set('y', '3')
    area.set('x', '4')
    area.delete('y')
    area.set('z', '5')
    const refused = { name, message: expect.stringContaining(`cannot be written: ${code}`) }
    await expect(area.flush()).rejects.toMatchObject(refused)
    expect([...area.entries()]).toEqual([['x', '1']])
    expect(told).toEqual([['x1']])

    disk.refuses = false
    area.set('w', '6')
    await area.flush()
    store.abandon()
    expect(read(folder)).toEqual({ x: '1', w: '6' })
  })

  test('takes back what came while it was being written, too', async () => {
    const folder = newFolder()
    const { disk, open } = failing('ENOSPC')
    const store = openStore(folder, {
      open(path) {
        const file = open(path)
        return {
          ...file,
          write(bytes, at) {
            if (disk.refuses) store.area('a').set('later', '9')
            return file.write(bytes, at)
          },
        }
      },
    })
    disk.refuses = true
    store.area('a').set('x', '1')
    await expect(store.flush()).rejects.toMatchObject({ name: 'WBEM_E_OUT_OF_DISK_SPACE' })
    expect([...store.area('a').entries()]).toEqual([])
  })

  test('is told by close as well, which gives the folder free all the same', async () => {
    const folder = newFolder()
    const { disk, open } = failing('ENOSPC')
    const store = openStore(folder, { open })
    disk.refuses = true
    store.area('a').set('x', '1')
    await expect(store.close()).rejects.toMatchObject({ name: 'WBEM_E_OUT_OF_DISK_SPACE' })
    expect(() => store.area('a').set('x', '1')).toThrow(expect.objectContaining({ name: 'WBEM_E_SHUTTING_DOWN' }))
    expect(read(folder)).toEqual({})
  })
})

describe('one process at a time', () => {
  const lockText = (folder: string, changes: object) =>
    writeFileSync(join(folder, 'lock-7'), JSON.stringify({ ...ownIdentity(), ...changes }))

  test('has a folder; the error names the process and the folder', async () => {
    const folder = newFolder()
    const child = spawn(process.execPath, nodeArguments(folder, `console.log('ready'); setInterval(() => {}, 1000)`))
    await new Promise(resolve => child.stdout.once('data', resolve))
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_RESOURCE_CONTENTION',
        message: `the data folder ${folder} is in use by the process ${child.pid} on ${hostname()}`,
      }),
    )
    child.kill('SIGKILL')
    await new Promise(resolve => child.once('exit', resolve))
    // Nobody removed the lock; the process is gone.
    expect(namesIn(folder)).toContain('lock-1')
    await written(folder, { x: '1' })
    expect(namesIn(folder)).toEqual(['0.journal'])
  })

  test('also another host of the same process has to wait', async () => {
    const folder = newFolder()
    const store = openStore(folder)
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_RESOURCE_CONTENTION',
        message: `the data folder ${folder} is in use by another host of this process (${process.pid})`,
      }),
    )
    await store.close()
    await store.close()
    expect(read(folder)).toEqual({})
  })

  test.each([
    ['a process that has gone', { pid: 2 ** 22 + 1 }],
    ['a process whose id another one has now', { start: '1' }],
    ['a process from before the last boot', { boot: 'another' }],
  ])('a lock of %s is taken over', (_, changes) => {
    const folder = newFolder()
    mkdirSync(folder)
    lockText(folder, changes)
    expect(read(folder)).toEqual({})
    expect(namesIn(folder)).toEqual(['0.journal'])
  })

  test('a lock that says nothing is taken over', () => {
    const folder = newFolder()
    mkdirSync(folder)
    for (const text of ['', '{}', '[', 'null', '{"pid":-1,"host":"x"}', '{"pid":1}']) {
      writeFileSync(join(folder, 'lock-7'), text)
      expect(read(folder)).toEqual({})
    }
  })

  test('a lock from another machine or container holds while it is renewed', () => {
    const folder = newFolder()
    mkdirSync(folder)
    for (const changes of [{ host: 'elsewhere' }, { space: 'pid:[1]' }]) {
      lockText(folder, changes)
      expect(() => openStore(folder)).toThrow(expect.objectContaining({ name: 'WBEM_E_RESOURCE_CONTENTION' }))
      const longAgo = Date.now() / 1000 - 60
      utimesSync(join(folder, 'lock-7'), longAgo, longAgo)
      expect(read(folder)).toEqual({})
    }
  })
})

describe('a new generation', () => {
  const many = async (folder: string, count: number, from = 0) => {
    const store = openStore(folder, { journalLimit: 1000 })
    for (let index = from; index < from + count; index += 1) {
      store.area('a').set(`k${index % 5}`, `v${index}${'.'.repeat(100)}`)
      await store.flush()
    }
    await store.close()
  }
  const state = (last: number) => {
    const texts: Record<string, string> = {}
    for (let index = last - 4; index <= last; index += 1) texts[`k${index % 5}`] = `v${index}${'.'.repeat(100)}`
    return texts
  }
  const numbers = (folder: string, kind: string) =>
    namesIn(folder).flatMap(name => (name.endsWith(kind) ? [Number.parseInt(name, 10)] : []))

  test('begins when the journal outgrows the state; the former one stays until the next', async () => {
    const folder = newFolder()
    await many(folder, 200)
    const [snapshots, journals] = [numbers(folder, '.snapshot'), numbers(folder, '.journal')]
    expect(snapshots.length).toBe(2)
    expect(journals.length).toBeLessThanOrEqual(3)
    expect(Math.max(...snapshots)).toBeGreaterThan(5)
    expect(read(folder)).toEqual(state(199))
  })

  test('whose snapshot is torn or spoilt is told by the former one and the journals', async () => {
    const folder = newFolder()
    await many(folder, 200)
    const snapshot = join(folder, `${Math.max(...numbers(folder, '.snapshot'))}.snapshot`)
    const whole = readFileSync(snapshot)
    const spoilt = Buffer.from(whole)
    spoilt[spoilt.length >> 1] = (spoilt[spoilt.length >> 1] ?? 0) ^ 1
    for (const bytes of [whole.subarray(0, -1), Buffer.alloc(0), spoilt, Buffer.concat([whole, Buffer.from('x')])]) {
      writeFileSync(snapshot, bytes)
      expect(read(folder)).toEqual(state(199))
      await many(folder, 5, 200)
      expect(read(folder)).toEqual(state(204))
      await many(folder, 5, 195)
    }
  })

  test('that was never finished leaves nothing', async () => {
    const folder = newFolder()
    await written(folder, { x: '1' })
    writeFileSync(join(folder, '1.snapshot.new'), 'half')
    expect(read(folder)).toEqual({ x: '1' })
    expect(namesIn(folder)).toEqual(['0.journal'])
  })
})

describe('a journal', () => {
  test('whose last record is torn is read up to there, and written on', async () => {
    const folder = newFolder()
    await written(folder, { x: '1' })
    await written(folder, { y: '2' })
    const journal = join(folder, '0.journal')
    truncateSync(journal, statSync(journal).size - 1)
    await written(folder, { z: '3' })
    expect(read(folder)).toEqual({ x: '1', z: '3' })
    // Until the next generation the torn one is there to be looked at.
    expect(namesIn(folder)).toEqual(['0.journal', '1.journal', '1.snapshot'])
  })

  test('of another folder is not taken for a part of this one', async () => {
    const [folder, other] = [newFolder(), newFolder()]
    await written(folder, { x: '1' })
    await written(other, { y: '2' })
    copyFileSync(join(other, '0.journal'), join(folder, '1.journal'))
    expect(read(folder)).toEqual({ x: '1' })
  })

  test('that lacks its beginning is damage, which nothing overwrites', async () => {
    const folder = newFolder()
    await written(folder, { x: '1' })
    const journal = join(folder, '0.journal')
    const bytes = readFileSync(journal)
    bytes[0] = 0x57
    writeFileSync(journal, bytes)
    const damaged = { name: 'WBEM_E_FAILED', message: `the data folder ${folder} is damaged: no state in it is whole` }
    expect(() => openStore(folder)).toThrow(expect.objectContaining(damaged))
    expect(readFileSync(journal)).toEqual(bytes)
    expect(namesIn(folder)).toEqual(['0.journal'])
    copyFileSync(journal, join(folder, '3.journal'))
    execFileSync('rm', [journal])
    expect(() => openStore(folder)).toThrow(expect.objectContaining(damaged))
  })

  test.each(['journal', 'snapshot'])('or %s of a newer version is left alone', async kind => {
    const folder = newFolder()
    await written(folder, { x: '1' })
    const file = join(folder, `4.${kind}`)
    writeFileSync(file, `wmilink ${kind} 2 something else\n`)
    expect(() => openStore(folder)).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_DATABASE_VER_MISMATCH',
        message: `the data folder ${folder} was written by a newer version: 4.${kind} has format 2, this version knows 1`,
      }),
    )
    expect(namesIn(folder)).toEqual(['0.journal', `4.${kind}`])
    expect(readFileSync(file, 'latin1')).toBe(`wmilink ${kind} 2 something else\n`)
  })
})
