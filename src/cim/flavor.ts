// Qualifier flavors: WMI SDK "Qualifier Flavors", "Standard Qualifiers" and "WMI-Specific Qualifiers", DSP0004 5.5.
import { NameMap } from '../base/name-map.js'
import type { QualifierFlavor } from './class.js'

/** The flavor words of MOF as they are printed. `Translatable` is read and has no meaning for WMI. */
export const flavorNames = [
  'EnableOverride',
  'DisableOverride',
  'ToInstance',
  'ToSubclass',
  'NotToInstance',
  'NotToSubclass',
  'Restricted',
  'Amended',
  'Translatable',
] as const
export type FlavorName = (typeof flavorNames)[number]

/** A qualifier that nobody declared: stays where it is written and may be overridden. */
export const restrictedFlavor: QualifierFlavor = {
  toSubclass: false,
  toInstance: false,
  overridable: true,
  amended: false,
}

const everywhere: QualifierFlavor = { ...restrictedFlavor, toSubclass: true, toInstance: true }
const fixed: QualifierFlavor = { ...everywhere, overridable: false }
const toInstance: QualifierFlavor = { ...restrictedFlavor, toInstance: true }
const parameter: QualifierFlavor = { ...toInstance, overridable: false }

// What WMI and the DMTF qualifier set give these names when MOF writes no flavor. Names that are not here are restricted;
// among them, on purpose, Abstract, Override, Version, Experimental and Deprecated. Implemented goes down, because WMI runs the
// implementation of the nearest ancestor.
const builtIn: readonly (readonly [QualifierFlavor, string])[] = [
  [fixed, 'Key Association Aggregation Aggregate Composition Singleton Static Propagated Indication Not_Null Required'],
  [fixed, 'ArrayType Octetstring EmbeddedObject Weak NullValue Schema DN Exception'],
  [toInstance, 'Dynamic Provider Locale UUID'],
  [parameter, 'In Out ID Optional RetVal'],
  [everywhere, 'Read Write CIM_Key Units PUnit IsPUnit SubType Fixed Counter Gauge EmbeddedInstance Description'],
  [everywhere, 'MaxLen MinLen MaxValue MinValue Max Min ValueMap Values BitMap BitValues DisplayName MappingStrings'],
  [
    everywhere,
    'ModelCorrespondence Privileges Constructor Destructor Implemented Correlatable CounterType DefaultScale PerfDetail',
  ],
]

const flavorByName = new NameMap<QualifierFlavor>()
for (const [flavor, names] of builtIn) for (const name of names.split(' ')) flavorByName.set(name, flavor)

/** The flavor of a qualifier for which neither its place nor a qualifier declaration says more. */
export function defaultFlavor(name: string): QualifierFlavor {
  return flavorByName.get(name) ?? restrictedFlavor
}

/**
 * The flavor that words make of a default. Each group of words stands for itself: words of propagation replace the default's
 * propagation, words of overriding its overriding, Amended adds.
 */
export function applyFlavors(base: QualifierFlavor, words: readonly FlavorName[]): QualifierFlavor {
  const has = (word: FlavorName) => words.includes(word)
  const start = has('ToInstance') || has('ToSubclass') || has('Restricted') ? restrictedFlavor : base
  return {
    toInstance: (start.toInstance || has('ToInstance')) && !has('NotToInstance'),
    toSubclass: (start.toSubclass || has('ToSubclass')) && !has('NotToSubclass'),
    overridable: has('DisableOverride') ? false : has('EnableOverride') ? true : base.overridable,
    amended: base.amended || has('Amended'),
  }
}

/** The words that make a flavor of a default; the reverse of {@link applyFlavors}. */
export function flavorWords(flavor: QualifierFlavor, base: QualifierFlavor): FlavorName[] {
  const words: FlavorName[] = []
  if (flavor.overridable !== base.overridable) words.push(flavor.overridable ? 'EnableOverride' : 'DisableOverride')
  if (flavor.toInstance !== base.toInstance || flavor.toSubclass !== base.toSubclass) {
    if (flavor.toInstance) words.push('ToInstance')
    if (flavor.toSubclass) words.push('ToSubclass')
    if (!flavor.toInstance && !flavor.toSubclass) words.push('Restricted')
  }
  if (flavor.amended && !base.amended) words.push('Amended')
  return words
}

/** The default that a qualifier declaration sets for the rest of its file. DMTF declarations know no ToInstance. */
export function declaredFlavor(name: string, words: readonly FlavorName[], dmtf: boolean): QualifierFlavor {
  const builtInFlavor = defaultFlavor(name)
  if (!dmtf) return applyFlavors(builtInFlavor, words)
  const flavor = applyFlavors({ ...restrictedFlavor, toSubclass: true }, words)
  return { ...flavor, toInstance: builtInFlavor.toInstance }
}
