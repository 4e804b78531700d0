import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const texts = fileURLToPath(new URL('../../src/base/texts/', import.meta.url))
const page = fileURLToPath(new URL('../../src/designer/web/', import.meta.url))

/** Attributes that people read or hear. */
const spoken = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'text', 'hint', 'action'])
/** Names that are the same in every language, and signs. */
const names = new Set(['wmilink', '—', 'WqlQuerySource', 'fx'])

describe('texts of the designer', async () => {
  const files = (await readdir(texts)).filter(file => file.startsWith('designer-'))
  test.each(files)('%s has both languages, with the same parameters', async file => {
    const tables: Record<string, unknown> = await import(join(texts, file))
    const found = Object.values(tables).flatMap(each =>
      typeof each === 'function' && 'table' in each
        ? Object.entries(each.table as Record<string, { en: string; fr: string }>)
        : [],
    )
    expect(found.length).toBeGreaterThan(0)
    for (const [key, { en, fr }] of found) {
      const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort()
      expect(en.trim(), key).not.toBe('')
      expect(fr.trim(), key).not.toBe('')
      expect(parameters(fr), key).toEqual(parameters(en))
    }
  })

  test('the page has no word of its own outside the tables', async () => {
    const found: string[] = []
    for (const file of (await readdir(page, { recursive: true })).filter(each => each.endsWith('.tsx'))) {
      const source = ts.createSourceFile(
        file,
        await readFile(join(page, file), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
        ts.ScriptKind.TSX,
      )
      const look = (node: ts.Node): void => {
        const literal = readText(node)
        if (literal !== undefined && /\p{L}/u.test(literal) && !names.has(literal.trim()) && !/^https?:/.test(literal))
          found.push(`${file}: ${literal.trim()}`)
        ts.forEachChild(node, look)
      }
      look(source)
    }
    expect(found).toEqual([])
  })
})

/** What a person would read of a node of JSX. */
function readText(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) return node.text
  if (
    ts.isJsxAttribute(node) &&
    spoken.has(node.name.getText()) &&
    node.initializer &&
    ts.isStringLiteral(node.initializer)
  )
    return node.initializer.text
  const inExpression = node.parent && ts.isJsxExpression(node.parent) && !ts.isJsxAttribute(node.parent.parent)
  return inExpression && ts.isStringLiteral(node) ? node.text : undefined
}
