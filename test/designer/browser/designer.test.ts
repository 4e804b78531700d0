import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { closeBrowser, dialog, inBrowser, openDesigner, picture, seriousViolations } from './browser.js'

const inventory = fileURLToPath(new URL('../../../examples/inventory.dtsx', import.meta.url))

afterAll(closeBrowser)

/** Runs the package in front, and agrees to what is asked. */
async function run(page: Page, words: { run: string; trust: string; connect: string }): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: words.run }).click()
  await page.getByRole('button', { name: words.trust }).click()
  await page.getByRole('button', { name: words.connect, exact: true }).click()
}

inBrowser('the designer in a browser', () => {
  test('a package runs before one’s eyes, and its tables can be looked at', async () => {
    await using opened = await openDesigner({ files: [inventory], designer: { file: 'inventory.dtsx' } })
    const { page } = opened
    await page.getByText('Remember the processors').first().waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await run(page, { run: 'Run', trust: 'Run packages here', connect: 'Connect' })
    const panel = page.getByRole('region', { name: 'Panels' })
    await panel.getByText('Succeeded').waitFor()
    await picture(page, 'designer')
    await panel.getByRole('button', { name: /inventory-disks\.csv/ }).click()
    await dialog(page)
      .getByRole('columnheader', { name: /DeviceID/ })
      .waitFor()
    await page.keyboard.press('Escape')
    expect(await seriousViolations(page)).toEqual([])
    expect(opened.complaints).toEqual([])
  })

  test('a connection is tested stage by stage, a query completed, previewed and saved', async () => {
    await using opened = await openDesigner({ files: [inventory], designer: { file: 'inventory.dtsx' } })
    const { page } = opened
    const before = await readFile(opened.file('inventory.dtsx'), 'utf8')
    await page.getByRole('button', { name: /^This machine/ }).dblclick()
    await dialog(page).getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await dialog(page)
      .getByText(/This computer answers/)
      .waitFor()
    await picture(page, 'designer-connection')
    expect(await seriousViolations(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()

    await page.getByText('List the disks').first().dblclick()
    await dialog(page).getByRole('tab', { name: 'WMI Options' }).click()
    const editor = dialog(page).getByRole('textbox', { name: 'WQL query' })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('SELECT Name FROM Win32_OperatingSys')
    await page.keyboard.press('Control+Space')
    await page
      .getByRole('option', { name: /^Win32_OperatingSystem/ })
      .first()
      .waitFor()
    await picture(page, 'designer-query')
    // The list takes no choice in its first 75 ms, so that a line that ends just then ends.
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await expect.poll(() => editor.innerText()).toContain('FROM Win32_OperatingSystem')
    await dialog(page).getByRole('button', { name: 'Preview' }).click()
    await dialog(page)
      .getByText(/^1 row in/)
      .waitFor()
    await dialog(page).getByRole('button', { name: 'OK' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await page.keyboard.press('ControlOrMeta+S')
    await page.getByText('Saved inventory.dtsx').waitFor()
    const after = await readFile(opened.file('inventory.dtsx'), 'utf8')
    const query = /SELECT DeviceID[^"]*/.exec(before)?.[0] ?? ''
    expect(after).toBe(before.replace(query, 'SELECT Name FROM Win32_OperatingSystem'))
    expect(opened.complaints.filter(each => !each.includes('status of 403'))).toEqual([])
  })

  test('it speaks French, in the dark too', async () => {
    await using opened = await openDesigner({
      files: [inventory],
      designer: { file: 'inventory.dtsx' },
      context: { locale: 'fr-FR', colorScheme: 'dark' },
    })
    const { page } = opened
    await page.getByText('Remember the processors').first().waitFor()
    await run(page, { run: 'Exécuter', trust: 'Exécuter les packages ici', connect: 'Se connecter' })
    await page.getByRole('region', { name: 'Volets' }).getByText('Réussi').first().waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr')
    await page.getByText('Tâche Lecteur de données WMI').first().waitFor()
    await page.getByRole('tab', { name: 'Boîte à outils' }).click()
    await page.getByRole('option', { name: /^Conteneur de boucles Foreach/ }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await picture(page, 'designer-fr')
  })
})
