// A real browser on a real designer: what the tests of this folder share.
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { DriveMap } from '../../../src/base/drives.js'
import { type Designer, type DesignerOptions, startDesigner } from '../../../src/designer/index.js'
import { peer, runs } from '../../peers/peers.js'

const executable = process.env.WMILINK_CHROMIUM ?? '/usr/bin/chromium'
const builtPage = fileURLToPath(new URL('../../../dist/designer/', import.meta.url))

/** `describe` for tests that need Chromium and the page that `npm run build` makes. */
export const inBrowser = peer('chromium', existsSync(executable) && runs(executable, '--version'))

let shared: Promise<Browser> | undefined

/** One browser for all tests of a file. */
export function browser(): Promise<Browser> {
  shared ??= chromium.launch({
    executablePath: executable,
    // As root there is no sandbox; a container's /dev/shm is small.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  })
  return shared
}

export async function closeBrowser(): Promise<void> {
  const open = await shared
  shared = undefined
  await open?.close()
}

/** A designer with a page on it. */
export interface Opened extends AsyncDisposable {
  readonly page: Page
  readonly folder: string
  readonly designer: Designer
  /** What the page said wrong: errors of scripts, refusals of the security policy, requests to elsewhere. */
  readonly complaints: string[]
  file(name: string): string
}

export interface OpenOptions {
  /** Files that are copied into the folder that is opened; a pair gives another name. */
  readonly files?: readonly (string | readonly [from: string, name: string])[]
  readonly designer?: Partial<DesignerOptions>
  readonly context?: BrowserContextOptions
}

/** Copies the files to a new folder, starts a designer on it, and opens its link in a browser of its own. */
export async function openDesigner({ files = [], designer: more = {}, context = {} }: OpenOptions): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-page-'))
  const config = await mkdtemp(join(tmpdir(), 'wmilink-config-'))
  for (const file of files) {
    const [from, name] = typeof file === 'string' ? [file, basename(file)] : file
    await cp(from, join(folder, name))
    await chmod(join(folder, name), 0o644)
  }
  const designer = await startDesigner({
    folder,
    environment: { drives: new DriveMap(), connect: { embedded: true } },
    pageFolder: builtPage,
    configFolder: config,
    ...more,
  })
  const own = await (await browser()).newContext({
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...context,
  })
  const page = await own.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(`error: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('request', request => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'blob:' && host !== new URL(designer.url).host) complaints.push(`request: ${request.url()}`)
  })
  await page.goto(designer.url)
  return {
    page,
    folder,
    designer,
    complaints,
    file: name => join(folder, name),
    async [Symbol.asyncDispose]() {
      await own.close()
      await designer.close()
      await rm(folder, { recursive: true, force: true })
      await rm(config, { recursive: true, force: true })
    },
  }
}

const pictures = process.env.WMILINK_PICTURES

/** A picture for the documentation, where `WMILINK_PICTURES` names a folder for them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

/** What axe says is seriously wrong on the page as it is: one line each. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // The page's security policy lets no script in but its own: this one comes from outside, as a developer's tools do.
  await page.evaluate(`(() => { ${axe.source} })()`)
  const violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] =
    await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.map(({ id, impact, nodes }) =>
        ({ id, impact, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) })))`,
    )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
}

/** The dialog that is open, or the one of that name. */
export function dialog(page: Page, name?: string | RegExp): Locator {
  return page.getByRole('dialog', name === undefined ? {} : { name })
}
