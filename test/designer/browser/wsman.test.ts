// The designer against a WS-Management listener: a connection made, tested and mended, a query, a run, its rows.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { password, type Served, serve, user } from '../../listen/listener.js'
import { closedPort } from '../live/living.js'
import { closeBrowser, dialog, inBrowser, openDesigner } from './browser.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => {
  await closeBrowser()
  await served[Symbol.asyncDispose]()
})

inBrowser('a server in the network', () => {
  test('a connection is added and tested until it works, then a task reads rows by it', async () => {
    await using opened = await openDesigner({ designer: { environment: { drives: new DriveMap(), connect: {} } } })
    const { page } = opened
    await page.getByRole('button', { name: 'New package' }).first().click()
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await page.getByRole('button', { name: 'Add connection manager' }).click()
    await page.getByRole('menuitem', { name: /^WMI/ }).click()

    const editor = dialog(page, 'WMI Connection Manager Editor')
    const outcome = editor.getByRole('region', { name: 'Stages of the test' })
    const tested = async (words: RegExp, consent = false) => {
      await editor.getByRole('button', { name: 'Test', exact: true }).click()
      if (consent) await page.getByRole('button', { name: 'Connect', exact: true }).click()
      await outcome.getByText(words).last().waitFor()
    }
    await editor.getByLabel('Server name').fill(`http://127.0.0.1:${await closedPort()}/wsman`)
    await editor.getByLabel('Use Windows authentication').uncheck()
    await editor.getByLabel('User name').fill(user)
    await editor.getByLabel('Password').fill('hunter2')
    await editor.getByRole('combobox', { name: 'Namespace' }).fill('\\root\\test')
    await tested(/ECONNREFUSED/, true)
    await editor.getByLabel('Server name').fill(served.listener.url)
    await tested(/E_ACCESSDENIED/, true)
    await editor.getByLabel('Password').fill(password)
    await editor.getByRole('combobox', { name: 'Namespace' }).fill('\\root\\nowhere')
    await tested(/WBEM_E_INVALID_NAMESPACE/)
    await editor.getByRole('combobox', { name: 'Namespace' }).fill('\\root\\test')
    await tested(/Connected to/)
    await editor.getByRole('button', { name: 'OK' }).click()
    await editor.waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'Variables' }).click()
    await page.getByRole('button', { name: 'Add a variable' }).click()
    await page.getByLabel('Data type of Variable').selectOption('Object')
    await page.getByRole('tab', { name: 'Toolbox' }).click()
    await page.getByRole('option', { name: /^WMI Data Reader/ }).dblclick()
    await page.getByRole('tabpanel', { name: 'Control flow' }).getByText('WMI Data Reader Task').first().dblclick()
    const task = dialog(page, 'WMI Data Reader Task Editor')
    await task.getByRole('tab', { name: 'WMI Options' }).click()
    await task.getByLabel('WmiConnection').selectOption('WMI Connection Manager')
    const query = task.getByRole('textbox', { name: 'WQL query' })
    await query.click()
    await page.keyboard.type('SELECT Id, Name FROM Test_I')
    await page.keyboard.press('Control+Space')
    await page.getByRole('option', { name: /^Test_Item/ }).waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await task.getByRole('button', { name: 'Preview' }).click()
    await task.getByText(/^3 rows in/).waitFor()
    await task.getByText('one <&> "quoted"').waitFor()
    await task.getByLabel('OutputType').selectOption('DataTable')
    await task.getByLabel('DestinationType').selectOption('Variable')
    await task.getByLabel('Destination', { exact: true }).selectOption('User::Variable')
    await task.getByRole('button', { name: 'OK' }).click()
    await task.waitFor({ state: 'detached' })

    await page.getByRole('toolbar').getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run packages here' }).click()
    const panels = page.getByRole('region', { name: 'Panels' })
    await panels.getByText('Succeeded').waitFor()
    await panels.getByRole('button', { name: /User::Variable.*3/ }).click()
    await dialog(page).getByText('one <&> "quoted"').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+S')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved Package.dtsx').waitFor()
    const saved = await readFile(opened.file('Package.dtsx'), 'utf8')
    expect(saved).toContain('SELECT Id, Name FROM Test_Item')
    expect(saved).not.toContain(password)
    expect(await page.content()).not.toContain(password)
    // Consents and passwords that lack are refusals, which browsers report.
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })
})
