import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { DiskStore } from '../../src/host/data/disk-store.js'
import { recover } from '../../src/host/data/recovery.js'
import { fuzzCases } from '../vectors.js'

const seed = 20050117
const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-fuzz-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

type Files = ReadonlyMap<string, Buffer>

function filesOf(folder: string): Files {
  const names = readdirSync(folder).filter(name => !name.startsWith('lock'))
  return new Map(names.map(name => [name, readFileSync(join(folder, name))]))
}

function put(folder: string, files: Files): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
}

const shown = (state: ReturnType<typeof recover>['state']) => JSON.stringify([...(state.get('a') ?? [])].sort())

/** A folder with a history: every state that it went through, and its files at the end. */
async function history(
  steps: number,
  journalLimit: number,
): Promise<{ states: Set<string>; last: string; files: Files }> {
  const folder = newFolder()
  const store = new DiskStore(folder, { journalLimit })
  const area = store.area('a')
  const now = () => JSON.stringify([...area.entries()].sort())
  const states = new Set([now()])
  for (let step = 0; step < steps; step += 1) {
    area.set(`k${step % 7}`, `value ${step} \ud800é`)
    if (step % 5 === 0) area.delete(`k${(step * 3) % 7}`)
    await store.flush()
    states.add(now())
  }
  await store.close()
  return { states, last: now(), files: filesOf(folder) }
}

/** The state that recovery finds, or undefined when it says that nothing is whole. */
function recovered(folder: string): string | undefined {
  try {
    return shown(recover(folder).state)
  } catch (error) {
    expect(error).toBeInstanceOf(WmilinkError)
    return undefined
  }
}

test('a journal cut off at any byte tells a state that was', async () => {
  const { states, last, files } = await history(30, 1 << 20)
  const folder = newFolder()
  const journal = files.get('0.journal') ?? Buffer.alloc(0)
  const found = new Set<string | undefined>()
  for (let size = 0; size <= journal.length; size += 1) {
    put(folder, new Map([['0.journal', journal.subarray(0, size)]]))
    const state = recovered(folder)
    expect(states).toContain(state)
    found.add(state)
  }
  expect(found).toEqual(states)
  expect(recovered(folder)).toBe(last)
})

test('any file of several generations cut off at any byte tells a state that was', async () => {
  const { states, files } = await history(120, 1000)
  expect([...files.keys()].filter(name => name.endsWith('.snapshot')).length).toBe(2)
  const folder = newFolder()
  const numRuns = Math.ceil(fuzzCases / 10)
  fc.assert(
    fc.property(fc.constantFrom(...files.keys()), fc.double({ min: 0, max: 1, noNaN: true }), (name, part) => {
      const whole = files.get(name) ?? Buffer.alloc(0)
      put(folder, new Map([...files, [name, whole.subarray(0, Math.floor(whole.length * part))]]))
      expect(states).toContain(recovered(folder))
    }),
    { numRuns, seed },
  )
})

test('a spoilt file tells a state that was, or that nothing is whole', async () => {
  const { states, files } = await history(120, 1000)
  const folder = newFolder()
  const change = fc.record({
    name: fc.constantFrom(...files.keys()),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    gone: fc.nat({ max: 40 }),
    bytes: fc.uint8Array({ maxLength: 40 }),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), changes => {
      const spoilt = new Map(files)
      for (const { name, part, gone, bytes } of changes) {
        const whole = spoilt.get(name) ?? Buffer.alloc(0)
        const at = Math.floor(whole.length * part)
        spoilt.set(name, Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + gone)]))
      }
      put(folder, spoilt)
      const state = recovered(folder)
      if (state !== undefined) expect(states).toContain(state)
    }),
    { numRuns: Math.ceil(fuzzCases / 10), seed },
  )
})

test('files of any bytes open as a store that can be written, or say what is wrong', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      'wmilink journal 1 00000000\n',
      'wmilink snapshot 1 00000000\n',
      '00000000 00000000\n',
      'end 0',
      '\n',
    ),
    fc.constantFrom('wmilink journal 99 ', '["a","b"]\n', '{"pid":1,"host":"x"}', 'ffffffff ffffffff\n'),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const name = fc.constantFrom('0.journal', '1.journal', '1.snapshot', '2.snapshot', 'lock-1', '3.snapshot.new', 'x')
  const files = fc.dictionary(
    name,
    fc.array(line, { maxLength: 6 }).map(lines => lines.join('')),
    { maxKeys: 4 },
  )
  const folder = newFolder()
  await fc.assert(
    fc.asyncProperty(files, async given => {
      put(folder, new Map(Object.entries(given).map(([key, text]) => [key, Buffer.from(text)])))
      let store: DiskStore
      try {
        store = new DiskStore(folder)
      } catch (error) {
        expect(error).toBeInstanceOf(WmilinkError)
        return
      }
      store.area('a').set('k', 'v')
      await store.close()
      expect(recover(folder).state.get('a')?.get('k')).toBe('v')
    }),
    { numRuns: Math.ceil(fuzzCases / 40), seed },
  )
})

test('whatever is written, in whatever steps, is read again', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('__proto__', 'constructor', '\ud800', '\n', '"\\', ''),
  )
  const step = fc.record({ area: text, key: text, value: fc.option(text), flush: fc.boolean() })
  const folder = newFolder()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      put(folder, new Map())
      const store = new DiskStore(folder, { journalLimit: 200 })
      const wanted = new Map<string, string>()
      for (const { area, key, value, flush } of steps) {
        if (value === null) store.area(area).delete(key)
        else store.area(area).set(key, value)
        const place = JSON.stringify([area, key])
        if (value === null) wanted.delete(place)
        else wanted.set(place, value)
        if (flush) await store.flush()
      }
      await store.close()
      const found = new Map<string, string>()
      for (const [area, texts] of recover(folder).state)
        for (const [key, value] of texts) found.set(JSON.stringify([area, key]), value)
      expect(found).toEqual(wanted)
    }),
    { numRuns: Math.ceil(fuzzCases / 40), seed },
  )
})
