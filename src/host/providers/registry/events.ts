import { WmiError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { methodText } from '../../../base/texts/host-methods.js'
import { limitsOf } from '../../../wql/limits.js'
import type { Facilities } from '../../facilities.js'
import type { Machine } from '../../machine.js'
import type { ProviderRegistration, ProviderRow, ProviderSubscription } from '../../provider.js'
import type { RegistryChange } from './hive.js'
import { localMachine, users } from './machine-keys.js'
import { hiveOf } from './std-reg-prov.js'

const watched = [localMachine, users]

/** A place that a query names, as it spells it; key and value are folded for the comparison. */
interface Place {
  readonly row: ProviderRow
  readonly key: string
  readonly value: string
}

/** What of an event class names the key, and whether a change concerns a place. */
interface EventKind {
  readonly property: 'RootPath' | 'KeyPath'
  concerns(change: RegistryChange, place: Place): boolean
}

const kinds: Readonly<Record<string, EventKind>> = {
  RegistryTreeChangeEvent: {
    property: 'RootPath',
    concerns: ({ path }, { key }) => path === key || path.startsWith(`${key}\\`),
  },
  // A key changes with its values and with the list of the keys in it.
  RegistryKeyChangeEvent: {
    property: 'KeyPath',
    concerns: ({ path, value }, { key }) => path === key || (value === null && parentOf(path) === key),
  },
  RegistryValueChangeEvent: {
    property: 'KeyPath',
    concerns: ({ path, value }, place) => path === place.key && value === place.value,
  },
}

/**
 * The registry events: one for each call of StdRegProv that changed something at a place that is watched. They tell that it
 * changed, not what. Only HKEY_LOCAL_MACHINE and HKEY_USERS can be watched.
 */
export function registryEventProvider(machine: Machine, facilities: Facilities): ProviderRegistration {
  return {
    classes: Object.keys(kinds),
    namespace: 'root\\default',
    provider: {
      enumerate: () => [],
      subscribe(subscription) {
        const kind = Object.entries(kinds).find(([name]) => subscription.event.isA(name))?.[1]
        if (!kind) return
        const places = [...placesOf(subscription, kind.property)]
        const end = hiveOf(machine, facilities).listen(changes => {
          for (const place of places)
            if (changes.some(change => kind.concerns(change, place))) subscription.emit(place.row)
        })
        subscription.signal.addEventListener('abort', end, { once: true })
      },
    },
  }
}

/** Every combination of what the query allows: the host tests its condition on each event again. */
function* placesOf({ event, where }: ProviderSubscription, property: string): Generator<Place> {
  const limits = limitsOf(where, event)
  const texts = (name: string) => limits.equals(name)?.map(String) ?? []
  for (const hive of texts('Hive')) {
    if (!watched.some(each => foldName(each) === foldName(hive)))
      throw new WmiError('WBEM_E_INVALID_QUERY', methodText('registryHive', { hive }), {
        hint: methodText('registryHiveHint'),
      })
    for (const path of texts(property)) {
      const key = foldName([hive, path.replace(/\\$/, '')].filter(Boolean).join('\\'))
      if (!event.properties.has('ValueName')) yield { row: { Hive: hive, [property]: path }, key, value: '' }
      else
        for (const name of texts('ValueName'))
          yield { row: { Hive: hive, [property]: path, ValueName: name }, key, value: foldName(name) }
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('\\')))
}
