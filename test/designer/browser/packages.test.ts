// What people do with their packages in the designer, beginning to end.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { sharedVectorPath, vectorPath } from '../../vectors.js'
import { closeBrowser, dialog, inBrowser, openDesigner, seriousViolations } from './browser.js'
import { largePackage } from './large-package.js'

const example = (name: string): string => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url))

afterAll(closeBrowser)

/** A file with this text, gone when the test is over. */
async function written(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-written-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const canvas = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Control flow' })
const node = (page: Page, name: string): Locator => canvas(page).getByRole('group', { name: new RegExp(`^${name}`) })
const panels = (page: Page): Locator => page.getByRole('region', { name: 'Panels' })

async function saved(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+S')
  await page.getByText(`Saved ${name}`).waitFor()
}

/** The lines in which two texts of as many lines differ. */
function changedLines(before: string, after: string): readonly (readonly [string, string])[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  expect(now).toHaveLength(old.length)
  return old.map((line, at) => [line, now[at] ?? ''] as const).filter(([was, is]) => was !== is)
}

inBrowser('packages in the designer', () => {
  test('a folder is watched: the event shows, and the tasks behind it run', async () => {
    const inbox = await mkdtemp(join(tmpdir(), 'wmilink-inbox-'))
    onTestFinished(() => rm(inbox, { recursive: true, force: true }))
    const text = (await readFile(example('arrivals.dtsx'), 'utf8'))
      .replace('C:\\tmp\\inbox', `C:${inbox.replaceAll('/', '\\')}`)
      .replace('WITHIN 5', 'WITHIN 1')
    await using opened = await openDesigner({
      files: [await written('arrivals.dtsx', text)],
      designer: { file: 'arrivals.dtsx' },
    })
    const { page } = opened
    await node(page, 'Wait for a file').waitFor()
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: 'Run packages here' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await node(page, 'Wait for a file').getByText('Running').waitFor()

    // The run goes on while the page is loaded again, and in a second tab.
    await page.reload()
    await node(page, 'Wait for a file').getByText('Running').waitFor()
    const other = await page.context().newPage()
    await other.goto(new URL('/', opened.designer.url).href)
    await node(other, 'Wait for a file').getByText('Running').waitFor()

    await writeFile(join(inbox, 'arrived.csv'), 'a;b\n')
    for (const each of [page, other]) {
      await node(each, 'Decide').getByText('Succeeded').waitFor()
      await each.getByRole('tab', { name: 'Run' }).click()
      await panels(each).getByText('Succeeded', { exact: true }).waitFor()
    }
    await panels(page)
      .getByText(/WMIEventWatcherTaskEvent|arrived\.csv/)
      .first()
      .waitFor()
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })

  test('a run that waits is stopped', async () => {
    const text = (await readFile(example('arrivals.dtsx'), 'utf8')).replace('WITHIN 5', 'WITHIN 1')
    await using opened = await openDesigner({
      files: [await written('arrivals.dtsx', text)],
      designer: { file: 'arrivals.dtsx' },
    })
    const { page } = opened
    await node(page, 'Wait for a file').waitFor()
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: 'Run packages here' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await node(page, 'Wait for a file').getByText('Running').waitFor()
    await page.keyboard.press('Shift+F5')
    await panels(page).getByText('Cancelled', { exact: true }).waitFor()
    await node(page, 'Wait for a file').getByText('Cancelled').waitFor()
  })

  test.each([
    ['WMIDataReader_7045kHz.dtsx', vectorPath('dtsx/WMIDataReader_7045kHz.dtsx'), 'WMI Data Reader Task'],
    ['22_WMI_Data_Reader.dtsx', sharedVectorPath('dtsx/22_WMI_Data_Reader.dtsx'), 'WMI Data Reader Task'],
    ['32_WMIEventWatcherTaskDemo.dtsx', sharedVectorPath('dtsx/32_WMIEventWatcherTaskDemo.dtsx'), 'WMI Event'],
  ])('a real package changes where it was edited only: %s', async (name, path, task) => {
    if (path === undefined) return
    await using opened = await openDesigner({ files: [path], designer: { file: name } })
    const { page } = opened
    const before = await readFile(opened.file(name), 'utf8')
    await node(page, task).first().waitFor()
    await node(page, task).first().click()
    const description = page.getByRole('complementary', { name: 'Properties' }).getByLabel('Description')
    await description.fill('Reads <everything> & "more"')
    await description.blur()
    await page.getByText('not saved').first().waitFor({ state: 'attached' })
    await saved(page, name)
    const changed = changedLines(before, await readFile(opened.file(name), 'utf8'))
    expect(changed).toHaveLength(1)
    expect(changed[0]?.[1]).toContain('Reads &lt;everything&gt; &amp; &quot;more&quot;')
    // Undone and saved again it is the file that it was.
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('not saved').first().waitFor({ state: 'attached' })
    await saved(page, name)
    await expect.poll(() => readFile(opened.file(name), 'utf8')).toBe(before)
  })

  test('a file that somebody else changes is told of, and is not overwritten silently', async () => {
    await using opened = await openDesigner({
      files: [example('inventory.dtsx')],
      designer: { file: 'inventory.dtsx' },
    })
    const { page } = opened
    await node(page, 'List the disks').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('List the drives')
    await page.keyboard.press('Enter')
    await node(page, 'List the drives').waitFor()
    const theirs = (await readFile(opened.file('inventory.dtsx'), 'utf8')).replaceAll('Remember the', 'Forget the')
    await writeFile(opened.file('inventory.dtsx'), theirs)
    await page.getByText('The file was changed by somebody else.').waitFor()
    await page.keyboard.press('ControlOrMeta+S')
    await dialog(page, 'Replace the file?').getByRole('button', { name: 'Cancel' }).click()
    expect(await readFile(opened.file('inventory.dtsx'), 'utf8')).toBe(theirs)
    await page.getByText('Reload', { exact: true }).click()
    await node(page, 'Forget the').waitFor()
    await node(page, 'List the disks').waitFor()
  })

  test('texts of a package are texts: nothing in them runs or is drawn', async () => {
    const attack = `<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>`
    const escaped = attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    const text = (await readFile(example('inventory.dtsx'), 'utf8'))
      .replaceAll('List the disks', escaped)
      .replace(/SELECT DeviceID[^"]*/, `SELECT Name FROM Win32_Process WHERE Name = '${escaped}'`)
      .replaceAll('This machine', `${escaped} {{7*7}} javascript:alert(1)`)
    await using opened = await openDesigner({
      files: [await written('hostile <b>name.dtsx', text)],
      designer: { file: 'hostile <b>name.dtsx' },
    })
    const { page } = opened
    await canvas(page).getByText('onerror').first().dblclick()
    await dialog(page).getByRole('tab', { name: 'WMI Options' }).click()
    await dialog(page).getByRole('textbox', { name: 'WQL query' }).getByText('onerror').waitFor()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('tab', { name: /Problems/ }).click()
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: 'Run packages here' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await panels(page)
      .getByText(/^(Succeeded|Failed)$/)
      .waitFor()
    await page.waitForTimeout(200)
    expect(await page.evaluate('window.attacked')).toBeUndefined()
    expect(await page.locator('img[src=x]').count()).toBe(0)
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })

  test('the keyboard alone does it all', async () => {
    await using opened = await openDesigner({ files: [example('inventory.dtsx')] })
    const { page } = opened
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key)
    }
    /** Goes on with Tab until what has the focus fits; a person hears its name. */
    const tabTo = async (role: string, name: RegExp): Promise<void> => {
      for (let step = 0; step < 80; step += 1) {
        const fits = await page
          .getByRole(role as 'button', { name })
          .and(page.locator(':focus'))
          .count()
        if (fits > 0) return
        await press('Tab')
      }
      throw new Error(`Tab does not lead to ${role} ${name}`)
    }
    await page.getByRole('tab', { name: 'Packages' }).waitFor()
    await tabTo('button', /inventory/)
    await press('Enter')
    await node(page, 'List the disks').waitFor()
    await tabTo('application', /Control flow/)
    await press('Home', 'F2')
    await page.keyboard.type('First of all')
    await press('Enter')
    await node(page, 'First of all').waitFor()
    await press('Enter')
    await dialog(page, 'WMI Data Reader Task Editor').waitFor()
    await press('Escape')
    await press('ControlOrMeta+D')
    await node(page, 'First of all 1').waitFor()
    await press('Delete')
    await node(page, 'First of all 1').waitFor({ state: 'detached' })
    await press('F5')
    await page.getByRole('button', { name: 'Run packages here' }).and(page.locator(':focus')).waitFor()
    await press('Enter')
    await page.getByRole('button', { name: 'Connect', exact: true }).and(page.locator(':focus')).waitFor()
    await press('Enter')
    await panels(page).getByText('Succeeded', { exact: true }).waitFor()
    await press('ControlOrMeta+S')
    await page.getByText('Saved inventory.dtsx').waitFor()
    expect(await readFile(opened.file('inventory.dtsx'), 'utf8')).toContain('First of all')
  })

  test('five hundred tasks are drawn, moved among and run', async () => {
    await using opened = await openDesigner({
      files: [await written('large.dtsx', largePackage(500))],
      designer: { file: 'large.dtsx' },
    })
    const { page } = opened
    await node(page, 'Task 0,').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await node(page, 'Task 0,').click()
    await page.keyboard.press('End')
    await page.keyboard.press('F2')
    await page.keyboard.type('The last one')
    await page.keyboard.press('Enter')
    await node(page, 'The last one').waitFor()
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: 'Run packages here' }).click()
    await panels(page).getByText('Succeeded', { exact: true }).waitFor()
    await node(page, 'The last one').getByText('Succeeded').waitFor()
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })
})
