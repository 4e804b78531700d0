// The editors of loops and of the Web Service task.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { type DtsContainer, ForEachLoop, Package } from '../../../src/ssis/index.js'
import { element, wsdl } from '../../ssis/tasks/wsdl-texts.js'
import { closeBrowser, dialog, inBrowser, type Opened, openDesigner, picture, seriousViolations } from './browser.js'

afterAll(closeBrowser)

/** A designer on a package with one executable of this kind, and two variables. */
async function withOne(
  moniker: string,
  files: Record<string, string> = {},
  { setUp = () => {}, locale = 'en-US' }: { setUp?(one: DtsContainer): void; locale?: string } = {},
): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'wmilink-one-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const pkg = new Package()
  pkg.name = 'one'
  pkg.variables.add('Counter', false, 'User', 0)
  pkg.variables.add('Name', false, 'User', '')
  pkg.connections.add('WMI').name = 'Here'
  const one = pkg.executables.add(moniker)
  one.name = 'The one'
  setUp(one)
  await writeFile(join(folder, 'one.dtsx'), pkg.toXml())
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return openDesigner({
    files: ['one.dtsx', ...Object.keys(files)].map(name => join(folder, name)),
    designer: { file: 'one.dtsx' },
    context: { locale },
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
    await editor.getByLabel('WebMethod', { exact: true }).selectOption('Do')
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
    await editor.getByLabel('WebMethod', { exact: true }).selectOption('Create')
    await editor.getByLabel('Value of CommandLine').fill('true')
    await accept(editor)
    expect(await savedText(opened)).toContain('CommandLine')
  })

  test('a loop of a real package is left as it is by OK, and changes where it was edited', async () => {
    await using opened = await openDesigner({
      files: [fileURLToPath(new URL('../../cli/files/rich.dtsx', import.meta.url))],
      designer: { file: 'rich.dtsx' },
    })
    const { page } = opened
    const before = await readFile(opened.file('rich.dtsx'), 'utf8')
    const open = async () => {
      await page.getByRole('tabpanel', { name: 'Control flow' }).getByText('Each', { exact: true }).dblclick()
      const editor = dialog(page, 'Foreach Loop Editor')
      await editor.getByRole('tab', { name: 'Collection' }).click()
      return editor
    }
    await accept(await open())
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true)
    const editor = await open()
    await editor.getByLabel('Folder', { exact: true }).fill('C:\\out')
    await accept(editor)
    await page.keyboard.press('ControlOrMeta+S')
    await expect
      .poll(() => readFile(opened.file('rich.dtsx'), 'utf8'))
      .toBe(before.replace('Folder="C:\\in"', 'Folder="C:\\out"'))
  })

  test('mappings move by keyboard, and what was set for another enumerator is not written', async () => {
    await using opened = await withOne(
      'STOCK:FOREACHLOOP',
      {},
      {
        setUp(one) {
          if (!(one instanceof ForEachLoop)) throw new Error('no loop')
          one.variableMappings.add('User::Counter', 0)
          one.variableMappings.add('User::Name', 1)
        },
      },
    )
    const { page } = opened
    const editor = await openEditor(page, 'Foreach Loop Editor')
    await editor.getByRole('tab', { name: 'Variable Mappings' }).click()
    await editor.getByRole('button', { name: 'Move mapping 2 up' }).press('Enter')
    // The focus is on the moved row; at the end of its way on what takes it back.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move mapping 1 down')
    await editor.getByRole('tab', { name: 'Collection' }).click()
    const enumerator = editor.getByLabel('Enumerator', { exact: true })
    await enumerator.selectOption('Foreach File Enumerator')
    await editor.getByLabel('Folder', { exact: true }).fill('C:\\inbox')
    await enumerator.selectOption('Foreach NodeList Enumerator')
    await editor.getByLabel('DocumentSource', { exact: true }).fill('<a><b/></a>')
    await editor.getByLabel('DocumentSourceType').selectOption('Variable')
    await editor.getByLabel('DocumentSource', { exact: true }).selectOption('User::Name')
    await editor.getByLabel('DocumentSourceType').selectOption('DirectInput')
    expect(await editor.getByLabel('DocumentSource', { exact: true }).inputValue()).toBe('<a><b/></a>')
    await editor.getByLabel('OuterXPathString', { exact: true }).fill('/a/b')
    expect(await seriousViolations(page)).toEqual([])
    await accept(editor)
    const text = await savedText(opened)
    expect(text).toMatch(
      /FEENODELIST[^>]*OuterXPathString="\/a\/b"[^>]*SourceDocument="&lt;a&gt;&lt;b\/&gt;&lt;\/a&gt;"/,
    )
    expect(text).not.toContain('inbox')
    expect(text.indexOf('VariableName="User::Name"')).toBeLessThan(text.indexOf('VariableName="User::Counter"'))
  })

  test('an item that is not of its type is refused in the dialog, and nothing is lost', async () => {
    await using opened = await withOne('STOCK:FOREACHLOOP')
    const { page } = opened
    const editor = await openEditor(page, 'Foreach Loop Editor')
    await editor.getByRole('tab', { name: 'Collection' }).click()
    await editor.getByLabel('Enumerator', { exact: true }).selectOption('Foreach Item Enumerator')
    await editor.getByRole('button', { name: 'Add an item' }).click()
    await editor.getByLabel('Item 1, column 0').fill('many')
    await editor.getByLabel('Type of column 0').selectOption('Int32')
    await editor.getByRole('button', { name: 'OK' }).click()
    await editor.getByRole('alert').filter({ hasText: 'many' }).waitFor()
    await editor.getByLabel('Item 1, column 0').fill('3')
    await accept(editor)
    expect(await savedText(opened)).toMatch(/Type="9"\s+Value="3"/)
  })

  test('a connection that is missing is made and edited inside the editor', async () => {
    await using opened = await withOne('STOCK:WebServiceTask')
    const { page } = opened
    const editor = await openEditor(page, 'Web Service Task Editor')
    await editor.getByRole('button', { name: 'New HTTP connection manager' }).click()
    const manager = dialog(page, 'HTTP Connection Manager Editor')
    await manager.getByLabel('Name', { exact: true }).fill('Shop')
    await manager.getByRole('textbox', { name: 'Server URL' }).fill('https://shop.invalid/?wsdl')
    await page.keyboard.press('ControlOrMeta+Enter')
    await manager.waitFor({ state: 'detached' })
    const chosen = editor.getByLabel('HttpConnection').locator('option:checked')
    await expect.poll(() => chosen.innerText()).toBe('Shop')
    await accept(editor)
    const text = await savedText(opened)
    const [, id] = /DTS:DTSID="(\{[^"]+\})"[^>]*DTS:ObjectName="Shop"/.exec(text) ?? []
    expect(text).toContain(`ConnectionName="${id}"`)
  })

  test('arrays and sequences of a method are filled in', async () => {
    const text = wsdl({
      schema: `<xs:complexType name="Line"><xs:sequence>${element('article', 'xs:string')}${element('amount', 'xs:int')}</xs:sequence></xs:complexType>`,
      input: element('line', 't:Line') + element('tag', 'xs:string', 'minOccurs="0" maxOccurs="unbounded"'),
    })
    await using opened = await withOne('STOCK:WebServiceTask', { 's.wsdl': text })
    const { page } = opened
    const editor = await openEditor(page, 'Web Service Task Editor')
    await editor.getByRole('button', { name: 'New HTTP connection manager' }).click()
    const manager = dialog(page, 'HTTP Connection Manager Editor')
    await manager.getByRole('textbox', { name: 'Server URL' }).fill('http://127.0.0.1:1/')
    await accept(manager)
    await editor.getByLabel('WSDLFile', { exact: true }).fill(opened.file('s.wsdl'))
    await editor.getByRole('tab', { name: 'Input' }).click()
    await editor.getByLabel('WebMethod', { exact: true }).selectOption('Do')
    await editor.getByLabel('WebMethodDocumentation').fill('Orders')
    await editor.getByLabel('Value of amount').fill('2')
    await editor.getByRole('button', { name: 'Add an element to tag' }).click()
    await editor.getByLabel('Value of tag 1').fill('urgent')
    expect(await seriousViolations(page)).toEqual([])
    await accept(editor)
    const saved = await savedText(opened)
    expect(saved).toMatch(/ComplexProperty\s[^>]*Name="amount"[^>]*>\s*<WSTask:PrimitiveValue>2</)
    expect(saved).toMatch(/ArrayValue[^>]*>\s*<WSTask:PrimitiveValue>urgent</)
    expect(saved).toContain('<WSTask:Documentation>Orders<')
  })

  test('an event handler is added from the editor, and shown', async () => {
    await using opened = await withOne('STOCK:SEQUENCE')
    const { page } = opened
    await page.getByRole('tabpanel', { name: 'Control flow' }).getByText('The one').first().dblclick()
    const editor = dialog(page, 'The one')
    await editor.getByRole('tab', { name: 'Event Handlers' }).click()
    expect(await seriousViolations(page)).toEqual([])
    await editor.getByRole('button', { name: 'Add a handler of OnWarning' }).press('Enter')
    await editor.waitFor({ state: 'detached' })
    const handlers = page.getByRole('tabpanel', { name: 'Event handlers' })
    await expect.poll(() => handlers.getByLabel('Event', { exact: true }).inputValue()).toBe('OnWarning')
    expect(await savedText(opened)).toContain('DTS:EventName="OnWarning"')
  })

  test('the editors speak French', async () => {
    await using opened = await withOne('STOCK:FOREACHLOOP', {}, { locale: 'fr-FR' })
    const { page } = opened
    await page.getByText('The one').first().dblclick()
    const editor = dialog(page, 'Éditeur de boucles Foreach')
    await editor.getByRole('tab', { name: 'Collection' }).click()
    await editor.getByLabel('Énumérateur', { exact: true }).selectOption('Énumérateur de fichiers Foreach')
    await editor.getByLabel('Parcourir les sous-dossiers').check()
    await editor.getByRole('tab', { name: 'Mappages de variables' }).waitFor()
  })
})
