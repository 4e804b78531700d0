// The whole designer behind its server: what a page does, from the link to the report of a run.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import type { Input, Line, OperationName, Output, RunEvent } from '../../../src/designer/api/index.js'
import { type DesignerOptions, startDesigner } from '../../../src/designer/index.js'
import { allLines, pageFolder, Served, type Visitor } from './served.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))

/** A designer over a folder with the example, whose files go to that folder. */
async function designing(options: Partial<DesignerOptions> = {}) {
  const base = mkdtempSync(join(tmpdir(), 'wmilink-designer-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  const folder = join(base, 'packages')
  mkdirSync(folder)
  const file = join(folder, 'inventory.dtsx')
  const text = readFileSync(join(examples, 'inventory.dtsx'), 'utf8')
  writeFileSync(file, text.replace(/DTS:ConnectionString="(inventory-)/g, `DTS:ConnectionString="${folder}/$1`))
  const faults: string[] = []
  const designer = await startDesigner({
    folder,
    environment: { drives: new DriveMap(), connect: { embedded: true } },
    pageFolder: pageFolder(),
    configFolder: join(base, 'config'),
    onFault: fault => faults.push(fault),
    ...options,
  })
  onTestFinished(() => designer.close())
  const server = new Served(designer, false, faults)
  const visitor = await server.visit()
  return { base, folder, file, designer, server, visitor, page: pageOf(server, visitor) }
}

/** What the page does: a call that is answered, or refused with a failure. */
function pageOf(server: Served, visitor: Visitor) {
  return {
    async call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
      const { status, text } = await server.call(visitor, name, input)
      const answer = JSON.parse(text)
      if (status !== 200) throw answer.failure
      return answer
    },
    async job<N extends OperationName>(name: N, input: Input<N>): Promise<Line[]> {
      return allLines(server.lines(visitor, await server.start(visitor, name, input)))
    },
  }
}

function eventsOf(lines: readonly Line[]): RunEvent[] {
  return lines.flatMap(line => (line.kind === 'event' ? [line.event as RunEvent] : []))
}

test('from the link to the report', async () => {
  const { folder, file, page, server, designer } = await designing({ file: 'inventory.dtsx' })
  const before = readFileSync(file, 'utf8')
  expect(await page.call('session.hello', { language: 'en' })).toMatchObject({
    folder: basename(folder),
    open: 'inventory.dtsx',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  })
  const { entries } = await page.call('folder.list', {})
  expect(entries).toMatchObject([{ path: 'inventory.dtsx', kind: 'package' }])
  const { state, nodes } = await page.call('document.open', { path: 'inventory.dtsx' })
  const { document } = state

  const [refused] = await page.job('run.start', { document })
  expect(refused).toMatchObject({ kind: 'failure', failure: { kind: 'trust' } })
  await page.call('trust.give', { remember: true })
  expect(await page.call('trust.get', {})).toMatchObject({ trusted: true })
  const [question] = await page.job('run.start', { document })
  if (question?.kind !== 'failure' || !question.failure.peer) throw new Error(JSON.stringify(question))
  expect(question.failure).toMatchObject({ kind: 'consent', peer: { server: 'localhost', user: '' } })
  await page.call('consent.give', { peer: question.failure.peer, remember: false })

  const lines = await page.job('run.start', { document })
  const end = lines.at(-1)
  expect(end).toMatchObject({ kind: 'end', output: { outcome: 'succeeded' } })
  expect(lines.map(line => (line.kind === 'alive' ? 0 : line.n))).toEqual(lines.map((_, index) => index + 1))
  const events = eventsOf(lines)
  for (const { key, kind } of nodes) {
    const last = events.filter(event => event.kind === 'state' && event.object === key).at(-1)
    if (kind === 'taskHost' || kind === 'package') expect(last).toMatchObject({ state: 'succeeded' })
  }
  const table = events.find(event => event.kind === 'table')
  const rows = await page.job('run.table', { table: table?.kind === 'table' ? table.table.table : '', limit: 10 })
  expect(rows.at(-1)).toMatchObject({ kind: 'end' })
  const { reports } = await page.call('run.reports', { document })
  expect(reports).toHaveLength(1)
  expect((await page.call('run.report', { report: reports[0]?.report ?? '' })).events.length).toBeGreaterThan(0)
  expect(readFileSync(file, 'utf8')).toBe(before)

  expect(server.faults).toEqual([])
  await designer.close()
  await designer.finished
})

test.each([
  '../outside.dtsx',
  'sub/../../outside.dtsx',
  '..\\outside.dtsx',
  '/etc/passwd',
  'link.dtsx',
  'linked/outside.dtsx',
  'C:\\outside.dtsx',
  'inventory.dtsx\0.txt',
  '.',
  '',
])('no path leads out of the folder: %j', async path => {
  const { base, folder, page } = await designing()
  cpSync(join(folder, 'inventory.dtsx'), join(base, 'outside.dtsx'))
  symlinkSync(join(base, 'outside.dtsx'), join(folder, 'link.dtsx'))
  symlinkSync(base, join(folder, 'linked'))
  const before = readFileSync(join(base, 'outside.dtsx'), 'utf8')
  const failure: unknown = await page.call('document.open', { path }).catch((reason: unknown) => reason)
  expect(failure).toMatchObject({ kind: expect.stringMatching(/invalid|notFound|failed/) })
  const { state } = await page.call('document.create', { name: 'New' })
  await expect(page.call('document.save', { document: state.document, path, overwrite: true })).rejects.toMatchObject({
    message: expect.any(String),
  })
  expect(readFileSync(join(base, 'outside.dtsx'), 'utf8')).toBe(before)
})

test('a folder that is not there, and one that is not ours, say so', async () => {
  await expect(designing({ folder: '/nonexistent' })).rejects.toMatchObject({ code: 'ENOENT' })
})

test('hostile names come back as they are, and are no markup for anybody', async () => {
  const { folder, page } = await designing()
  const name = '<script>alert(1)</script>'
  const text = readFileSync(join(folder, 'inventory.dtsx'), 'utf8')
  writeFileSync(
    join(folder, 'hostile.dtsx'),
    text.replaceAll('Read the system', '&lt;script&gt;alert(1)&lt;/script&gt;'),
  )
  const { nodes } = await page.call('document.open', { path: 'hostile.dtsx' })
  expect(nodes.map(node => node.name)).toContain(name)
})
