// WMI SDK "Registering for System Registry Events": the place in the registry must be given in full.
import { WmiError } from '../../base/errors.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimClass } from '../../cim/class.js'
import type { Condition } from '../../wql/ast.js'
import { limitsOf } from '../../wql/limits.js'

const base = 'RegistryEvent'
const places = ['RegistryTreeChangeEvent', 'RegistryKeyChangeEvent', 'RegistryValueChangeEvent']

/** True for an event class that cannot be watched without saying where in the registry. */
export function needsPlace(eventClass: CimClass): boolean {
  return eventClass.isA(base)
}

/**
 * Checks that the query on a registry event gives each property with "=", several places joined by OR.
 * @throws WmiError WBEM_E_INVALID_QUERY
 */
export function checkPlace(eventClass: CimClass, where: Condition | null): void {
  if (!needsPlace(eventClass)) return
  if (!places.some(name => eventClass.isA(name)))
    throw new WmiError('WBEM_E_INVALID_QUERY', eventText('registryBase', { class: eventClass.name }), {
      hint: eventText('registryBaseHint', { names: places.join(', ') }),
    })
  const limits = limitsOf(where, eventClass)
  const names = [...eventClass.properties].filter(({ origin }) => !origin.startsWith('__')).map(({ name }) => name)
  const missing = names.find(name => limits.equals(name) === undefined)
  if (missing === undefined) return
  throw new WmiError('WBEM_E_INVALID_QUERY', eventText('registryPins', { class: eventClass.name, property: missing }), {
    hint: eventText('registryPinsHint', { names: names.join(', ') }),
  })
}
