import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyFlavors, declaredFlavor, defaultFlavor, flavorWords, restrictedFlavor } from '../../src/cim/flavor.js'

test('names have their default flavor in any case; unknown ones are restricted', () => {
  expect(defaultFlavor('KEY')).toEqual({ toInstance: true, toSubclass: true, overridable: false, amended: false })
  expect(defaultFlavor('in')).toEqual({ toInstance: true, toSubclass: false, overridable: false, amended: false })
  expect(defaultFlavor('Vendor')).toEqual({ toInstance: false, toSubclass: false, overridable: true, amended: false })
  expect(defaultFlavor('constructor')).not.toBeUndefined()
})

test('the printed words make any flavor of any default that is not amended', () => {
  const flavor = fc.record({
    toInstance: fc.boolean(),
    toSubclass: fc.boolean(),
    overridable: fc.boolean(),
    amended: fc.boolean(),
  })
  fc.assert(
    fc.property(flavor, flavor, (wanted, base) => {
      const lean = { ...base, amended: false }
      expect(applyFlavors(lean, flavorWords(wanted, lean))).toEqual(wanted)
    }),
    { seed: 1 },
  )
})

test('words of one use leave Amended of the default as it is', () => {
  const amended = { ...restrictedFlavor, amended: true }
  expect(applyFlavors(amended, ['ToSubclass'])).toEqual({ ...amended, toSubclass: true })
})

test('Translatable has no meaning for WMI', () => {
  expect(applyFlavors(restrictedFlavor, ['Translatable'])).toEqual(restrictedFlavor)
})

test('DMTF declarations keep the ToInstance that WMI gives the name', () => {
  expect(declaredFlavor('Key', ['DisableOverride', 'ToSubclass'], true)).toEqual(defaultFlavor('Key'))
  expect(declaredFlavor('Vendor', [], true)).toEqual({
    toInstance: false,
    toSubclass: true,
    overridable: true,
    amended: false,
  })
})
