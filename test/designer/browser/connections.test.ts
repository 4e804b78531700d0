// Editors of connection managers, expressions, parameters, variables, and what several objects have in common.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { password, serve, user } from '../../listen/listener.js'
import { vector } from '../../vectors.js'
import { closeBrowser, dialog, inBrowser, openDesigner, seriousViolations } from './browser.js'

const inventory = fileURLToPath(new URL('../../../examples/inventory.dtsx', import.meta.url))
const opening = { files: [inventory], designer: { file: 'inventory.dtsx' } }

afterAll(closeBrowser)

const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ })

const task = (page: Page, name: string) => page.getByRole('tabpanel', { name: 'Control flow' }).getByText(name).first()

/** Adds a connection manager, and answers its editor. */
async function added(page: Page, kind: RegExp, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Add connection manager' }).click()
  await page.getByRole('menuitem', { name: kind }).click()
  const editor = dialog(page, title)
  await editor.waitFor()
  return editor
}

async function accept(editor: Locator): Promise<void> {
  await editor.getByRole('button', { name: 'OK', exact: true }).click()
  await editor.waitFor({ state: 'detached' })
}

async function save(page: Page, file: string): Promise<string> {
  await page.keyboard.press('ControlOrMeta+S')
  await page.getByText('Saved inventory.dtsx').last().waitFor()
  return readFile(file, 'utf8')
}

inBrowser('editors of connection managers', () => {
  test('OK without a change leaves the package alone; a change is one step, and all that is written', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    const before = await readFile(opened.file('inventory.dtsx'), 'utf8')
    const file = page.getByRole('button', { name: /^inventory-disks\.csv/ })
    const editor = dialog(page, 'File Connection Manager Editor')
    await file.dblclick()
    await accept(editor)
    expect(await undo(page).isDisabled()).toBe(true)

    await file.dblclick()
    await editor.getByLabel('Usage type').selectOption('Existing folder')
    await editor.getByLabel('Folder', { exact: true }).fill(opened.folder)
    await editor.getByRole('button', { name: 'Test', exact: true }).click()
    await editor.getByText(/can be used/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await editor.waitFor({ state: 'detached' })
    expect(await undo(page).isDisabled()).toBe(true)

    await file.dblclick()
    await editor.getByLabel('File', { exact: true }).fill('disks.csv')
    await editor.getByLabel('Description').press('Control+Enter')
    await editor.waitFor({ state: 'detached' })
    const after = await save(page, opened.file('inventory.dtsx'))
    expect(after).toBe(before.replace('DTS:ConnectionString="inventory-disks.csv"', 'DTS:ConnectionString="disks.csv"'))
    await undo(page).click()
    await expect.poll(() => undo(page).isDisabled()).toBe(true)
    await page.keyboard.press('ControlOrMeta+S')
    await expect.poll(() => readFile(opened.file('inventory.dtsx'), 'utf8')).toBe(before)
    expect(opened.complaints).toEqual([])
  })

  test('flat files have delimiters that can be read, HTTP its two pages', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    const flat = await added(page, /^Flat File/i, 'Flat File Connection Manager Editor')
    await flat.getByLabel('File name').fill('rows.txt')
    const row = flat.getByRole('combobox', { name: 'Row delimiter', exact: true })
    await row.click()
    await row.press('ArrowDown')
    await page.getByRole('option', { name: /Tab/ }).click()
    await flat.getByRole('combobox', { name: 'Header row delimiter' }).fill('{LF}')
    await page.keyboard.press('Tab')
    expect(await seriousViolations(page)).toEqual([])
    await accept(flat)

    const http = await added(page, /^HTTP/i, 'HTTP Connection Manager Editor')
    await http.getByLabel('Server URL').fill('ftp://server')
    await http.getByText('Not a URL with http or https.').waitFor()
    await http.getByLabel('Server URL').fill('http://server.invalid/service')
    await http.getByLabel('Use credentials').check()
    await http.getByText(/password goes in clear/).waitFor()
    await http.getByLabel('User name').fill('bob')
    await http.getByLabel('Password').fill('hunter2')
    await http.getByLabel('Time-out (in seconds)').fill('7')
    await http.getByRole('tab', { name: 'Proxy' }).click()
    await http.getByLabel('Use proxy').check()
    await http.getByLabel('Proxy URL').fill('http://proxy:3128')
    expect(await seriousViolations(page)).toEqual([])
    await accept(http)

    const text = await save(page, opened.file('inventory.dtsx'))
    expect(text).toContain('DTS:RowDelimiter="_x0009_"')
    expect(text).toContain('DTS:HeaderRowDelimiter="_x000A_"')
    expect(text).toMatch(
      /DTS:ServerURL="http:\/\/server\.invalid\/service"\s+DTS:UseServerCredentials="\w+"\s+DTS:ServerUserName="bob"\s+DTS:Timeout="7"\s+DTS:UseProxy="\w+"\s+DTS:ProxyURL="http:\/\/proxy:3128"/,
    )
    expect(text).not.toContain('hunter2')
    expect(opened.complaints).toEqual([])
  })

  test('a server over TLS is tested, its certificate trusted, its namespaces listed, before anything is changed', async () => {
    const tls = { cert: vector('tls/server.pem').toString(), key: vector('tls/server.key').toString() }
    await using served = await serve({ tls })
    await using opened = await openDesigner({
      ...opening,
      designer: { ...opening.designer, environment: { drives: new DriveMap(), connect: {} } },
    })
    const { page } = opened
    await page.getByRole('button', { name: /^This machine/ }).dblclick()
    const editor = dialog(page, 'WMI Connection Manager Editor')
    await editor.getByRole('tab', { name: 'Advanced' }).click()
    const { port } = new URL(served.listener.url)
    await editor.getByLabel('Transport').selectOption('WS-Management over HTTPS (TLS)')
    await editor.getByLabel('Server', { exact: true }).fill('127.0.0.1')
    await editor.getByLabel('Port', { exact: true }).fill(port)
    await editor.getByLabel('Time-out (in seconds)').fill('20')
    await editor.getByText('--timeout 20').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await editor.getByRole('tab', { name: 'General' }).click()
    expect(await editor.getByLabel('Server name').inputValue()).toBe(`https://127.0.0.1:${port}`)
    await editor.getByLabel('Use Windows authentication').uncheck()
    await editor.getByLabel('User name').fill(user)
    await editor.getByLabel('Password').fill(password)
    await editor.getByRole('combobox', { name: 'Namespace' }).fill('\\root\\test')
    await editor.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await editor.getByText(/“Thumbprint of the certificate” on the page Advanced/).waitFor()
    await editor.getByRole('button', { name: 'Trust this certificate' }).click()
    await editor.getByRole('button', { name: 'Test', exact: true }).click()
    await editor.getByText(/^Connected to/).waitFor()
    await editor.getByRole('button', { name: 'Show the list' }).click()
    await editor.getByRole('option', { name: '\\root\\test' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await undo(page).isDisabled()).toBe(true)

    await accept(editor)
    const text = await save(page, opened.file('inventory.dtsx'))
    const before = await readFile(inventory, 'utf8')
    expect(text).toBe(
      before.replace(
        /ServerName=[^"]*/,
        `ServerName=https://127.0.0.1:${port};Namespace=\\root\\test;UseNtAuth=False;UserName=${user};`,
      ),
    )
    await page.getByRole('button', { name: /^This machine/ }).dblclick()
    await editor.getByRole('button', { name: 'Test', exact: true }).click()
    await editor.getByText(/^Connected to/).waitFor()
  })
})

inBrowser('expressions', () => {
  test('are built by keyboard from what the scope sees, and evaluated', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    await page.getByRole('button', { name: /^inventory-disks\.csv/ }).dblclick()
    const editor = dialog(page, 'File Connection Manager Editor')
    await editor.getByRole('tab', { name: 'Expressions' }).click()
    await editor.getByLabel('Add an expression').selectOption('ConnectionString')
    await editor.getByRole('button', { name: /^Open the Expression Builder/ }).press('Enter')
    const builder = dialog(page, 'Expression Builder')
    const text = builder.getByRole('textbox', { name: 'Expression', exact: true })
    await expect.poll(() => text.evaluate(element => element === document.activeElement)).toBe(true)

    await builder.getByRole('searchbox').fill('UPPER')
    await builder.getByRole('treeitem', { name: /^UPPER/ }).focus()
    await page.keyboard.press('Enter')
    expect(await text.innerText()).toBe('UPPER( «character_expression» )')
    await page.keyboard.type('"disks" + ')
    await builder.getByRole('searchbox').fill('')
    await builder.getByRole('treeitem', { name: 'User variables' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await text.innerText()).toBe('UPPER( "disks" + @[User::Processors] )')
    await builder.getByRole('button', { name: 'Evaluate expression' }).press('Enter')
    await builder.getByRole('status', { name: 'Evaluated value' }).getByText('DISKS', { exact: true }).waitFor()
    await builder.getByText('DT_WSTR').waitFor()

    await text.press('ControlOrMeta+A')
    await page.keyboard.type('1 + ')
    await builder.getByRole('button', { name: 'Evaluate expression' }).click()
    await builder.getByRole('button', { name: /^Go to position/ }).click()
    expect(await seriousViolations(page)).toEqual([])
    await text.press('ControlOrMeta+A')
    await page.keyboard.type('"a" + ".csv"')
    await page.keyboard.press('Control+Enter')
    await builder.waitFor({ state: 'detached' })
    expect(await editor.isVisible()).toBe(true)
    await accept(editor)
    const saved = await save(page, opened.file('inventory.dtsx'))
    expect(saved).toMatch(/PropertyExpression\s+DTS:Name="ConnectionString">"a" \+ "\.csv"</)
    expect(opened.complaints).toEqual([])
  })
})

inBrowser('variables, parameters and several objects', () => {
  test('a parameter is made, named, typed and refused a wrong value at its field', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    const panel = page.getByRole('region', { name: 'Panels' })
    await panel.getByRole('tab', { name: 'Parameters' }).click()
    await panel.getByRole('button', { name: 'Add a parameter' }).press('Enter')
    const name = panel.getByLabel('Name of Parameter')
    await expect.poll(() => name.evaluate(element => element === document.activeElement)).toBe(true)
    await page.keyboard.type('Limit')
    await page.keyboard.press('Enter')
    await panel.getByLabel('Data type of Limit').selectOption('Int32')
    const value = panel.getByLabel('Value of Limit')
    await expect.poll(() => value.inputValue()).toBe('0')
    await value.fill('many')
    await value.press('Enter')
    await panel.getByRole('alert').getByText(/Int32/).waitFor()
    await value.fill('90')
    await value.press('Enter')
    await panel.getByLabel('Required of Limit').check()
    await expect.poll(() => panel.getByRole('alert').count()).toBe(0)
    expect(await seriousViolations(page)).toEqual([])
    const saved = await save(page, opened.file('inventory.dtsx'))
    expect(saved).toMatch(/<DTS:PackageParameter[^>]*DTS:DataType="3"[^>]*DTS:ObjectName="Limit"/)
    await panel.getByRole('button', { name: 'Delete Limit' }).press('Enter')
    await panel.getByText('No parameters yet').waitFor()
    await expect
      .poll(() =>
        panel.getByRole('button', { name: 'Add a parameter' }).evaluate(element => element === document.activeElement),
      )
      .toBe(true)
  })

  test('a variable belongs to what is selected; what others see is left out on demand', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    const panel = page.getByRole('region', { name: 'Panels' })
    await panel.getByRole('tab', { name: 'Variables' }).click()
    await task(page, 'List the disks').click()
    await panel.getByRole('button', { name: 'Add a variable' }).click()
    await panel.getByLabel('Name of Variable').waitFor()
    expect(await panel.getByLabel('Scope of Variable').locator('option:checked').innerText()).toBe('List the disks')
    await panel.getByLabel('Data type of Variable').selectOption('Boolean')
    await panel.getByLabel('Value of Variable').selectOption('True')
    await panel.getByLabel('Expression of Variable', { exact: true }).fill('1 == 1')
    await panel.getByLabel('Expression of Variable', { exact: true }).press('Enter')
    await expect.poll(() => panel.getByLabel('Value of Variable').isDisabled()).toBe(true)
    await task(page, 'Read the system').click()
    await panel.getByLabel('Show', { exact: true }).selectOption('What the selection sees')
    await expect.poll(() => panel.getByLabel('Name of Variable').count()).toBe(0)
    await panel.getByRole('checkbox', { name: 'System variables' }).check()
    await panel.getByRole('cell', { name: 'MachineName' }).waitFor()
    await panel.getByRole('checkbox', { name: 'All columns' }).check()
    expect(await seriousViolations(page)).toEqual([])
    expect(opened.complaints).toEqual([])
  })

  test('several selected tasks are set in one step', async () => {
    await using opened = await openDesigner(opening)
    const { page } = opened
    const before = await readFile(inventory, 'utf8')
    await task(page, 'Read the system').click()
    await page
      .getByText('List the disks')
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
    const grid = page.getByRole('complementary', { name: 'Properties' })
    await grid.getByText('2 objects selected').waitFor()
    await grid.getByLabel('OutputType').selectOption('PropertyNameAndValue')
    await grid.getByLabel('Disable', { exact: true }).check()
    await expect
      .poll(async () => (await undo(page).isEnabled()) && grid.getByLabel('Disable', { exact: true }).isChecked())
      .toBe(true)
    expect(await seriousViolations(page)).toEqual([])
    await undo(page).click()
    await expect.poll(() => grid.getByLabel('Disable', { exact: true }).isChecked()).toBe(false)
    await undo(page).click()
    await expect.poll(() => undo(page).isDisabled()).toBe(true)
    expect(await save(page, opened.file('inventory.dtsx'))).toBe(before)
  })

  test('all of it speaks French', async () => {
    await using opened = await openDesigner({ ...opening, context: { locale: 'fr-FR', colorScheme: 'dark' } })
    const { page } = opened
    await page.getByRole('button', { name: /^This machine/ }).dblclick()
    const editor = dialog(page, 'Éditeur du gestionnaire de connexions WMI')
    await editor.getByRole('tab', { name: 'Avancé' }).click()
    await editor.getByLabel('Transport').selectOption('https')
    await editor.getByText('Le certificat du serveur est vérifié.').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Paramètres' }).click()
    await page.getByRole('button', { name: 'Ajouter un paramètre' }).click()
    await page.getByLabel('Nom de Paramètre').waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })
})
