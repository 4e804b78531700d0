import { readFileSync } from 'node:fs'
import { sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TextError, WmiError } from '../../src/base/errors.js'
import { NameMap } from '../../src/base/name-map.js'
import type { CimClass } from '../../src/cim/class.js'
import { AliasScope, declarationOf, deriveClass, instantiate } from '../../src/cim/declaration.js'
import { decodeMof } from '../../src/cim/mof/decode.js'
import { formatInstanceMof, formatMof, type MofDocument, parseMof } from '../../src/cim/mof/index.js'
import { fuzzCases, vectorFiles } from '../vectors.js'

const runs = { numRuns: Math.ceil(fuzzCases / 4), seed: 20050117 }

const words = fc.constantFrom(
  ...'class instance of as qualifier ref void Scope Flavor TRUE FALSE NULL #pragma #include include namespace uint8 uint64 real32'.split(
    ' ',
  ),
  ...'string char16 datetime object A B C $A $B key abstract static in out ID ToSubclass DisableOverride Amended : Restricted'.split(
    ' ',
  ),
  ...'{ } [ ] ( ) ; , = " \' \\ // /* */ # 0 -1 0x1F 017 101b 1.5 1e9 "text" \'c\' "20240101000000.000000+000"'.split(
    ' ',
  ),
  'class A {',
  'class B : A {',
  'instance of A {',
  'string S = "x";',
  '[key] uint8 K;',
  'K = 1;',
  'A ref R;',
  'E = instance of A {',
  '};',
  '\n',
)
const soup = fc.array(words, { maxLength: 40 }).map(parts => parts.join(' '))
const pieces = vectorFiles(/\.mof$/)
  .filter(path => path.includes(`${sep}mof${sep}`))
  .flatMap(path => decodeMof(readFileSync(path)).split(/(?<=\};)\s/))
  .filter(piece => piece.length < 3000)

/** A document, or an error with a place in the text; what is read prints to text that reads back. */
function readsOrRefuses(text: string | Uint8Array): void {
  const document = attempt(() => parseMof(text), TextError)
  if (!document) return
  const printed = formatMof(document)
  expect(contents(parseMof(printed))).toEqual(contents(document))
  buildsOrRefuses(document)
}

function contents(document: MofDocument) {
  return document.items.map(({ line: _, column: __, ...rest }) => rest)
}

/** Classes and instances, or a WmiError; a class comes back from its own declaration. */
function buildsOrRefuses(document: MofDocument): void {
  const classes = new NameMap<CimClass>()
  const scope: AliasScope = new AliasScope(declaration => {
    const cimClass = classes.get(declaration.className)
    if (!cimClass) throw new WmiError('WBEM_E_INVALID_CLASS', declaration.className)
    return instantiate(declaration, cimClass, { classNamed: name => classes.get(name), alias: scope.resolve })
  })
  for (const item of document.items) {
    if (item.kind !== 'class' && item.kind !== 'instance') continue
    attempt(() => scope.declare(item.declaration), WmiError)
    if (item.kind === 'class') {
      const { declaration } = item
      const superclass = declaration.superclass === null ? null : (classes.get(declaration.superclass) ?? null)
      const cimClass = attempt(() => deriveClass(declaration, superclass), WmiError)
      if (!cimClass) continue
      expect(deriveClass(declarationOf(cimClass), superclass)).toEqual(cimClass)
      classes.set(cimClass.name, cimClass)
    } else {
      const instance = attempt(() => scope.instance(item.declaration), WmiError)
      if (instance) expect(parseMof(formatInstanceMof(instance)).items).toHaveLength(1)
    }
  }
}

function attempt<T>(run: () => T, expected: typeof TextError | typeof WmiError): T | undefined {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof expected)) throw error
    if (error instanceof TextError) {
      expect(error.line).toBeGreaterThanOrEqual(1)
      expect(error.column).toBeGreaterThanOrEqual(1)
    }
    return undefined
  }
}

describe('any text gives a document or a TextError', () => {
  test('text of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), readsOrRefuses), runs)
  })

  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), readsOrRefuses), runs)
  })

  test('words of the language in any order', () => {
    fc.assert(fc.property(soup, readsOrRefuses), runs)
  })

  test('known files with a part cut out or replaced', () => {
    const changed = fc
      .tuple(fc.constantFrom(...pieces), fc.nat(3000), fc.nat(30), fc.oneof(fc.constant(''), soup))
      .map(([piece, from, length, other]) => piece.slice(0, from) + other + piece.slice(from + length))
    fc.assert(fc.property(changed, readsOrRefuses), runs)
  })
})

test.each([
  'instance of A { V = ',
  'instance of A { V = { ',
  '[a] instance of A { [b] V = [c] ',
  '{',
  '[',
  '(',
  '"',
  "'",
  '\\',
  '/*',
  '/* */',
  '// \n',
  '"a" ',
  '$A ',
  '9',
  '101b',
  '0x',
  '-',
  '#',
  '#pragma x(',
  '#pragma x ',
  '#include "x" ',
  'class A { string x',
  'class A {};',
  'class ',
  'qualifier a : Amended ',
  ' ',
  'ä',
])('%j written 100,000 times gives a document or a TextError', part => {
  const text = part.repeat(100_000)
  for (const each of [text, `instance of A { V = ${text}`, `[x(${text}`, `class A { uint8 x[${text}`])
    attempt(() => parseMof(each), TextError)
  expect(() => parseMof(`${text}%`)).toThrow(TextError)
})
