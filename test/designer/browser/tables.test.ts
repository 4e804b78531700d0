// Tables of runs and servers: looked through, drawn, saved; former runs; instances and what they are associated with.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { closeBrowser, dialog, inBrowser, openDesigner, picture, seriousViolations } from './browser.js'

const inventory = fileURLToPath(new URL('../../../examples/inventory.dtsx', import.meta.url))

afterAll(closeBrowser)

inBrowser('tables', () => {
  test('the rows of a run are sorted, filtered, drawn and saved, and the run is kept', async () => {
    await using opened = await openDesigner({ files: [inventory], designer: { file: 'inventory.dtsx' } })
    const { page } = opened
    const panel = page.getByRole('region', { name: 'Panels' })
    const toolbar = page.getByRole('toolbar', { name: 'Commands', exact: true })
    await page.getByText('Remember the processors').first().waitFor()
    await toolbar.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run packages here' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await panel.getByText('Succeeded', { exact: true }).waitFor()
    await panel.getByRole('button', { name: /inventory-disks\.csv/ }).click()
    const table = dialog(page)
    const grid = table.getByRole('grid')
    await grid.getByRole('columnheader', { name: /^DeviceID/ }).waitFor()
    await grid.getByRole('gridcell').first().waitFor()
    const count = Number(await grid.getAttribute('aria-rowcount')) - 1
    expect(count).toBeGreaterThan(0)

    await grid.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await grid.getByRole('columnheader').first().getAttribute('aria-sort')).toBe('ascending')
    const saving = page.waitForEvent('download')
    await table.getByRole('button', { name: 'CSV' }).click()
    const csv = await readFile(await (await saving).path(), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(count + 1)
    expect(csv).toMatch(/^DeviceID,/)
    await table.getByRole('searchbox').fill('no disk is called so')
    await table.getByText(`0 of ${count}`).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await table.getByRole('button', { name: 'Close' }).click()

    await toolbar.getByRole('button', { name: 'Run', exact: true }).click()
    await panel.getByLabel('Runs').waitFor()
    await panel.getByText('Succeeded', { exact: true }).waitFor()
    await panel.getByLabel('Runs').selectOption({ index: 1 })
    await panel.getByRole('button', { name: /inventory-disks\.csv/ }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })

  test('instances of a class are listed and drawn, and lead to what they are associated with', async () => {
    await using opened = await openDesigner({ files: [inventory], designer: { file: 'inventory.dtsx' } })
    const { page } = opened
    await page.getByRole('button', { name: /^This machine/ }).click()
    await page.getByRole('button', { name: 'Explore classes' }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    const explorer = dialog(page, /Classes of/)
    await explorer.getByRole('searchbox', { name: 'Filter classes' }).fill('Win32_Process')
    await explorer.getByRole('button', { name: 'Win32_Process', exact: true }).click()
    await explorer.getByRole('tab', { name: /^Methods/ }).click()
    await explorer.getByText('Terminate', { exact: true }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await explorer.getByRole('tab', { name: 'Instances' }).click()
    await explorer.getByRole('button', { name: 'Show instances' }).click()
    await explorer.getByText(/^\d+ found$/).waitFor()
    await explorer.getByRole('button', { name: 'Chart' }).click()
    const chart = explorer.getByRole('figure')
    await chart.locator('canvas').waitFor()
    await chart.getByRole('checkbox', { name: 'WorkingSetSize', exact: true }).check()
    await chart.getByRole('rowheader', { name: 'WorkingSetSize', exact: true }).waitFor()
    await picture(page, 'designer-classes')
    expect(await seriousViolations(page)).toEqual([])
    await explorer.getByRole('button', { name: 'Chart' }).click()
    await explorer.getByRole('searchbox', { name: /Size > 100/ }).fill('ProcessId = 1')
    await explorer.getByText(/^1 of \d+ rows?$/).waitFor()
    await explorer.getByRole('grid').focus()
    await page.keyboard.press('Enter')
    const instance = dialog(page, 'Win32_Process')
    await instance.getByRole('row', { name: /^ProcessId/ }).waitFor()
    await instance.getByRole('button', { name: 'Show associated objects' }).click()
    await instance
      .getByRole('row', { name: /Win32_SystemProcesses/ })
      .getByRole('button')
      .click()
    await dialog(page, /Win32_ComputerSystem/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })
})
