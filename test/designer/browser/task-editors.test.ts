// The editors of loops and of the Web Service task.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { Package } from '../../../src/ssis/index.js'
import { element, wsdl } from '../../ssis/tasks/wsdl-texts.js'
import { closeBrowser, dialog, inBrowser, type Opened, openDesigner, picture, seriousViolations } from './browser.js'

afterAll(closeBrowser)

/** A designer on a package with one executable of this kind, and two variables. */
async function withOne(moniker: string, files: Record<string, string> = {}): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-one-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const pkg = new Package()
  pkg.name = 'one'
  pkg.variables.add('Counter', false, 'User', 0)
  pkg.variables.add('Name', false, 'User', '')
  pkg.connections.add('WMI').name = 'Here'
  pkg.executables.add(moniker).name = 'The one'
  await writeFile(join(folder, 'one.dtsx'), pkg.toXml())
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return openDesigner({
    files: ['one.dtsx', ...Object.keys(files)].map(name => join(folder, name)),
    designer: { file: 'one.dtsx' },
  })
}

async function openEditor(page: Page, title: string): Promise<Locator> {
  await page.getByRole('tabpanel', { name: 'Control flow' }).getByText('The one').first().dblclick()
  const editor = dialog(page, title)
  await editor.waitFor()
  return editor
}

async function accept(editor: Locator): Promise<void> {
  await editor.getByRole('button', { name: 'OK' }).click()
  await editor.waitFor({ state: 'detached' })
}

/** The file as it is after saving. */
async function savedText({ page, file }: Opened): Promise<string> {
  await page.keyboard.press('ControlOrMeta+S')
  await expect.poll(() => page.getByText('not saved').count()).toBe(0)
  return readFile(file('one.dtsx'), 'utf8')
}

inBrowser('task editors', () => {
  test('OK without a change leaves the package as it is', async () => {
    for (const [moniker, title] of [
      ['STOCK:FORLOOP', 'For Loop Editor'],
      ['STOCK:FOREACHLOOP', 'Foreach Loop Editor'],
      ['STOCK:WebServiceTask', 'Web Service Task Editor'],
    ] as const) {
      await using opened = await withOne(moniker)
      const { page } = opened
      const editor = await openEditor(page, title)
      for (const tab of await editor.getByRole('tab').all()) {
        await tab.click()
        expect(await seriousViolations(page), `${title}: ${await tab.innerText()}`).toEqual([])
      }
      await accept(editor)
      expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true)
    }
  })

  test('a For Loop gets its expressions', async () => {
    await using opened = await withOne('STOCK:FORLOOP')
    const { page } = opened
    const editor = await openEditor(page, 'For Loop Editor')
    await editor.getByLabel('InitExpression', { exact: true }).fill('@Counter = 0')
    await editor.getByLabel('EvalExpression', { exact: true }).fill('@Counter < 3')
    await editor.getByLabel('AssignExpression', { exact: true }).fill('@Counter = @Counter + 1')
    await accept(editor)
    const text = await savedText(opened)
    expect(text).toContain('DTS:EvalExpression="@Counter &lt; 3"')
    expect(text).toContain('DTS:AssignExpression="@Counter = @Counter + 1"')
  })

  test('a Foreach Loop goes through files and through items, in one step each', async () => {
    await using opened = await withOne('STOCK:FOREACHLOOP')
    const { page } = opened
    const before = await readFile(opened.file('one.dtsx'), 'utf8')
    let editor = await openEditor(page, 'Foreach Loop Editor')
    await editor.getByRole('tab', { name: 'Collection' }).click()
    await editor.getByLabel('Enumerator', { exact: true }).selectOption('Foreach File Enumerator')
    await editor.getByLabel('Folder', { exact: true }).fill('C:\\inbox')
    await editor.getByLabel('Files', { exact: true }).fill('*.csv')
    await editor.getByLabel('Retrieve file name').selectOption('Name and extension')
    await editor.getByLabel('Traverse subfolders').check()
    await editor.getByRole('tab', { name: 'Variable Mappings' }).click()
    await editor.getByRole('button', { name: 'Add a mapping' }).click()
    await editor.getByLabel('Variable 1', { exact: true }).selectOption('User::Name')
    await editor.getByRole('tab', { name: 'General' }).click()
    await editor.getByLabel('Description').fill('Through the inbox')
    await accept(editor)
    const files = await savedText(opened)
    expect(files).toContain('Microsoft.ForEachFileEnumerator')
    expect(files).toContain('Folder="C:\\inbox"')
    expect(files).toContain('FileNameRetrievalType="1"')
    expect(files).toContain('DTS:VariableName="User::Name"')
    expect(files).toContain('DTS:Description="Through the inbox"')

    editor = await openEditor(page, 'Foreach Loop Editor')
    await editor.getByRole('tab', { name: 'Collection' }).click()
    await editor.getByLabel('Enumerator', { exact: true }).selectOption('Foreach Item Enumerator')
    await editor.getByRole('button', { name: 'Add an item' }).click()
    await editor.getByLabel('Item 1, column 0').fill('first & last')
    await editor.getByRole('button', { name: 'Add a column' }).click()
    await editor.getByLabel('Item 1, column 1').fill('second')
    expect(await seriousViolations(page)).toEqual([])
    await accept(editor)
    const items = await savedText(opened)
    expect(items).toContain('first &amp; last')
    expect(items).not.toContain('C:\\inbox')
    const undo = page.getByRole('button', { name: 'Undo', exact: true })
    await undo.click()
    await undo.click()
    await page.keyboard.press('ControlOrMeta+S')
    await expect.poll(() => readFile(opened.file('one.dtsx'), 'utf8')).toBe(before)
  })

  test('a Web Service task calls a method of a description', async () => {
    const text = wsdl({ input: element('a', 'xs:int') + element('b', 'xs:boolean') })
    await using opened = await withOne('STOCK:WebServiceTask', { 's.wsdl': text })
    const { page } = opened
    await page.getByRole('button', { name: 'Add connection manager' }).click()
    await page.getByRole('menuitem', { name: /^HTTP/ }).click()
    const manager = dialog(page, /HTTP/)
    await manager.getByRole('textbox', { name: 'Server URL' }).fill('http://127.0.0.1:1/service?wsdl')
    await accept(manager)
    const editor = await openEditor(page, 'Web Service Task Editor')
    await editor.getByLabel('HttpConnection').selectOption({ label: 'HTTP Connection Manager' })
    await editor.getByLabel('WSDLFile', { exact: true }).fill(opened.file('s.wsdl'))
    await editor.getByRole('tab', { name: 'Input' }).click()
    await editor.getByRole('combobox', { name: 'Service' }).fill('S')
    await editor.getByLabel('Method', { exact: true }).selectOption('Do')
    await editor.getByLabel('Value of a').fill('41')
    await editor.getByLabel('Where b comes from').selectOption('Variable')
    await editor.getByLabel('Value of b').selectOption('User::Counter')
    await picture(page, 'designer-web-service')
    expect(await seriousViolations(page)).toEqual([])
    await editor.getByRole('tab', { name: 'Output' }).click()
    await editor.getByLabel('OutputType').selectOption('Variable')
    await editor.getByLabel('Variable', { exact: true }).selectOption('User::Name')
    await accept(editor)
    const saved = await savedText(opened)
    expect(saved).toContain('41')
    expect(saved).toContain('User::Counter')
    const again = await openEditor(page, 'Web Service Task Editor')
    await again.getByRole('tab', { name: 'Input' }).click()
    expect(await again.getByLabel('Value of a').inputValue()).toBe('41')
    await accept(again)
    expect(await savedText(opened)).toBe(saved)
  })

  test('a Web Service task with a WMI connection lists classes when asked to connect', async () => {
    await using opened = await withOne('STOCK:WebServiceTask')
    const { page } = opened
    const editor = await openEditor(page, 'Web Service Task Editor')
    await editor.getByLabel('HttpConnection').selectOption({ label: 'Here' })
    await editor.getByRole('tab', { name: 'Input' }).click()
    await editor.getByRole('combobox', { name: 'Service' }).fill('Win32_Process')
    await editor.getByRole('button', { name: 'List services and methods' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await editor.getByLabel('Method', { exact: true }).selectOption('Create')
    await editor.getByLabel('Value of CommandLine').fill('true')
    await accept(editor)
    expect(await savedText(opened)).toContain('CommandLine')
  })
})
