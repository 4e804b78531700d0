// What the designer reads that others may have written: the clipboard, and the layout in a package.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { Layout } from '../../src/designer/document/layout.js'
import { DesignerError } from '../../src/designer/failure.js'
import { Package } from '../../src/ssis/index.js'
import { Folder } from '../designer/document/opened.js'
import { fuzzCases, vector } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const inventory = fileURLToPath(new URL('../../examples/inventory.dtsx', import.meta.url))
const tokens = ['<', '>', '"', '&', ']]>', '{', '}', '[', ']', 'null', '1e999', 'Package\\', '__proto__', '\0', '﻿']

test('any clipboard pastes, or is refused and changes nothing', async () => {
  await using folder = await Folder.of(inventory)
  const view = await folder.open('inventory.dtsx')
  const [root] = view.nodes
  const parent = root?.key ?? ''
  const document = view.state.document
  const objects = view.nodes.slice(1).map(({ key }) => key)
  const { clipboard } = await folder.call('document.copy', { document, objects })
  const before = readFileSync(inventory, 'utf8')
  const random = seeded(6)
  let pasted = 0
  // Each case parses a whole package several times.
  for (let index = 0; index < fuzzCases / 50; index += 1) {
    const text = mutateText(clipboard, random, tokens)
    try {
      await folder.edit(document, { kind: 'paste', parent, clipboard: text })
      pasted += 1
      await folder.call('document.undo', { document, revision: folder.workspace.get(document).revision })
    } catch (error) {
      if (!(error instanceof DesignerError) && !(error instanceof WmilinkError)) throw error
    }
    expect((await folder.call('document.source', { document })).text).toBe(before)
  }
  expect(pasted).toBeGreaterThan(0)
})

test('any layout is read or counts as none, and the package is kept', () => {
  const text = vector('dtsx/WMIDataReader_7045kHz.dtsx').toString('utf8')
  const [whole = '', layout = ''] = /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(text) ?? []
  expect(layout).toContain('NodeLayout')
  const random = seeded(66)
  let placed = 0
  for (let index = 0; index < fuzzCases / 10; index += 1) {
    const mutated = mutateText(layout, random, tokens).replaceAll(']]>', '').replaceAll('\0', '')
    const changed = text.replace(whole, () => `<![CDATA[${mutated}]]>`)
    const pkg = Package.parse(changed)
    const read = Layout.of(pkg)
    for (const executable of pkg.executables) {
      const box = read.boxOf(executable)
      if (!box) continue
      placed += 1
      expect(Object.values(box).every(Number.isFinite)).toBe(true)
    }
    expect(pkg.toXml()).toBe(changed)
  }
  expect(placed).toBeGreaterThan(0)
})
