import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { DriveMap } from '../../src/base/drives.js'
import { connect } from '../../src/connect/connect.js'
import { type Designer, startDesigner } from '../../src/designer/index.js'
import { largePackage } from '../../test/designer/browser/large-package.js'
import { median, type Row } from '../measure.js'

const executable = process.env.WMILINK_CHROMIUM ?? '/usr/bin/chromium'
/** With few columns most of the time is ours; with all of them the host's and the drawing of cells. */
const queries = [
  { columns: '3 columns', text: 'SELECT Name, ProcessId, WorkingSetSize FROM Win32_Process' },
  { columns: '45 columns', text: 'SELECT * FROM Win32_Process' },
]

/** The designer in Chromium: the first row of a preview beside the library alone, and frames of a canvas of 500 tasks. */
export async function run(): Promise<Row[]> {
  if (!existsSync(executable)) throw new Error(`there is no ${executable}: install chromium, or set WMILINK_CHROMIUM`)
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-bench-'))
  await writeFile(join(folder, 'large.dtsx'), largePackage(500))
  const designer = await startDesigner({
    folder,
    file: 'large.dtsx',
    environment: { drives: new DriveMap(), connect: { embedded: true } },
    pageFolder: 'dist/designer',
    configFolder: join(folder, 'config'),
  })
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    const opened = await openedAfter(page, designer)
    return [await frames(page, opened), ...(await firstRows(page))]
  } finally {
    await browser.close()
    await designer.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Milliseconds from the link to the drawn canvas. */
async function openedAfter(page: Page, designer: Designer): Promise<number> {
  const start = performance.now()
  await page.goto(designer.url)
  await page.locator('.react-flow__node').first().waitFor()
  return performance.now() - start
}

/** Times between frames while the canvas is drawn along, beside those of the page at rest. */
async function frames(page: Page, opened: number): Promise<Row> {
  const measure = (milliseconds: number): Promise<number[]> =>
    page.evaluate(`new Promise(resolve => {
      const times = []
      let last = performance.now()
      const end = last + ${milliseconds}
      const tick = now => {
        times.push(now - last)
        last = now
        if (now < end) requestAnimationFrame(tick)
        else resolve(times)
      }
      requestAnimationFrame(tick)
    })`)
  const rest = await measure(1000)
  const box = await page.locator('.react-flow').boundingBox()
  if (!box) throw new Error('there is no canvas')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const moving = measure(3000)
  for (let step = 0; step < 100; step += 1) await page.mouse.wheel(20, step < 50 ? 60 : -60)
  const times = (await moving).slice(1)
  const worst = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
  return {
    what: `frames while a canvas of 500 tasks is moved (drawn ${opened.toFixed(0)} ms after its link was opened)`,
    ours: `median ${median(times).toFixed(1)} ms, 95 of 100 within ${worst.toFixed(1)} ms`,
    beside: `${median(rest).toFixed(1)} ms: the page at rest`,
    ratio: `${(median(times) / median(rest)).toFixed(2)} × its time`,
  }
}

/** From the click to the first row in the page, beside the library's whole answer. */
async function firstRows(page: Page): Promise<Row[]> {
  await page.getByRole('button', { name: 'New package' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('button', { name: 'Add connection manager' }).click()
  await page.getByRole('menuitem', { name: /^WMI/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Toolbox' }).click()
  await page.getByRole('option', { name: /^WMI Data Reader/ }).dblclick()
  await page.locator('.react-flow__node').first().dblclick()
  const editor = page.getByRole('dialog')
  await editor.getByRole('tab', { name: 'WMI Options' }).click()
  await editor.getByLabel('WmiConnection').selectOption({ index: 1 })
  await write(page, queries[0]?.text ?? '')
  await editor.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await editor.getByText(/rows? in/).waitFor()
  await using services = await connect({ embedded: true })
  const rows: Row[] = []
  for (const { columns, text } of queries) {
    await write(page, text)
    const ours: number[] = []
    const alone: number[] = []
    for (let run = -1; run < 15; run += 1) {
      const start = performance.now()
      await services.query(text).toArray()
      if (run >= 0) alone.push(performance.now() - start)
      const time = await clickToRow(page)
      if (run >= 0) ours.push(time)
    }
    rows.push({
      what: `the first row of a preview of ${columns}, from the click until it is in the page`,
      ours: `${median(ours).toFixed(0)} ms`,
      beside: `${median(alone).toFixed(0)} ms: all rows by the library alone`,
      ratio: `${(median(ours) - median(alone)).toFixed(0)} ms more`,
    })
  }
  return rows
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'WQL query' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
  await page.keyboard.press('Escape')
}

/** Milliseconds. */
function clickToRow(page: Page): Promise<number> {
  return page.evaluate(`new Promise(resolve => {
      const button = [...document.querySelectorAll('dialog button')].find(each => each.textContent === 'Preview')
      const start = performance.now()
      let empty = false
      const observer = new MutationObserver(() => {
        const cell = document.querySelector('dialog [role=gridcell]')
        if (!cell) empty = true
        else if (empty) {
          observer.disconnect()
          resolve(performance.now() - start)
        }
      })
      observer.observe(document.body, { subtree: true, childList: true })
      button.click()
  })`)
}
