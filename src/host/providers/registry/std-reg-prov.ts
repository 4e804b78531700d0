import { foldName } from '../../../base/name-map.js'
import type { DataStore } from '../../data/area.js'
import type { Facilities } from '../../facilities.js'
import type { Machine } from '../../machine.js'
import type { Provider, ProviderCall, ProviderRegistration, ProviderRow } from '../../provider.js'
import { code, invokes, type Method, type Methods } from '../methods.js'
import { expandVariables } from './expand.js'
import { Hive } from './hive.js'
import { keyPlace, userKey } from './key-place.js'
import { environmentKey, machineKeys } from './machine-keys.js'
import { registryCodes } from './registry-codes.js'
import { mostData, type RegistryData, type RegistryType, type RegistryValue, registryTypes } from './registry-value.js'
import type { KeyPath } from './stored-key.js'

const { sz, expandSz, binary, dword, multiSz, qword } = registryTypes

/** The methods Get…Value and Set…Value: what they read, what they write, and the name of their parameter. */
const kinds: readonly (readonly [name: string, type: RegistryType, parameter: 'sValue' | 'uValue'])[] = [
  ['String', sz, 'sValue'],
  ['ExpandedString', expandSz, 'sValue'],
  ['MultiString', multiSz, 'sValue'],
  ['DWORD', dword, 'uValue'],
  ['QWORD', qword, 'uValue'],
  ['Binary', binary, 'uValue'],
]

const harmless = ['EnumKey', 'EnumValues', 'CheckAccess', ...kinds.map(([name]) => `Get${name}Value`)]

/** KEY_SET_VALUE, KEY_CREATE_SUB_KEY, KEY_CREATE_LINK and DELETE change something; the last two, WRITE_DAC and WRITE_OWNER, nobody may. */
const writing = 0x2 | 0x4 | 0x20 | 0x10000
const deleting = 0x10000
const forbidden = 0x40000 | 0x80000

const opened = new WeakMap<DataStore, Hive>()

/** The one hive of a host. */
export function hiveOf(machine: Machine, { data }: Facilities): Hive {
  let hive = opened.get(data)
  if (!hive) {
    hive = new Hive(data, machineKeys(machine))
    opened.set(data, hive)
  }
  return hive
}

/**
 * StdRegProv over the host's own registry, which the data folder keeps. HKEY_CLASSES_ROOT is a view of HKLM\SOFTWARE\Classes,
 * HKEY_CURRENT_USER of HKEY_USERS and the caller's account, HKEY_CURRENT_CONFIG of the current hardware profile. Whoever asks for the
 * 32-bit architecture finds HKLM\SOFTWARE\Wow6432Node under HKLM\SOFTWARE. There are no security descriptors.
 */
export function stdRegProvider(machine: Machine, facilities: Facilities): ProviderRegistration {
  return { classes: ['StdRegProv'], provider: provider(machine, facilities) }
}

/** The same in root\default, where Windows has it too. */
export function defaultStdRegProvider(machine: Machine, facilities: Facilities): ProviderRegistration {
  return { classes: ['StdRegProv'], namespace: 'root\\default', provider: provider(machine, facilities) }
}

function provider(machine: Machine, facilities: Facilities): Provider {
  return { harmless, enumerate: () => [], ...invokes(registryMethods(hiveOf(machine, facilities))) }
}

function registryMethods(hive: Hive): Methods {
  const withKey = (work: (path: KeyPath, call: ProviderCall) => ProviderRow | Promise<ProviderRow>): Method => {
    return call => {
      const path = keyPlace(call)
      if (typeof path === 'number') return code(path)
      hive.provide(userKey(call.caller))
      return work(path, call)
    }
  }
  const changing = (work: (path: KeyPath, call: ProviderCall) => number): Method =>
    withKey(async (path, call) => {
      const answer = work(path, call)
      if (answer === registryCodes.success) await hive.flush()
      return code(answer)
    })

  const reads = (type: RegistryType, parameter: string): Method =>
    withKey((path, call) => {
      const value = hive.value(path, valueName(call))
      if (!value) return code(registryCodes.fileNotFound)
      if (!fits(value, type)) return code(registryCodes.typeMismatch)
      const data = type === expandSz && value.type === expandSz ? expanded(hive, call, value) : value.data
      return data === null ? code(registryCodes.moreData) : { ReturnValue: registryCodes.success, [parameter]: data }
    })
  const writes = (type: RegistryType, parameter: string): Method =>
    changing((path, call) =>
      hive.set(path, { name: valueName(call), type, data: call.parameters[parameter] as RegistryData }),
    )

  return {
    EnumKey: withKey(path => {
      const names = hive.keys(path)
      return names ? { ReturnValue: registryCodes.success, sNames: orNull(names) } : code(registryCodes.fileNotFound)
    }),
    EnumValues: withKey(path => {
      const values = hive.values(path)
      if (!values) return code(registryCodes.fileNotFound)
      return {
        ReturnValue: registryCodes.success,
        sNames: orNull(values.map(({ name }) => name)),
        Types: orNull(values.map(({ type }) => type)),
      }
    }),
    CreateKey: changing(path => hive.create(path)),
    DeleteKey: changing(path => hive.deleteKey(path)),
    DeleteValue: changing((path, call) => hive.deleteValue(path, valueName(call))),
    CheckAccess: withKey((path, call) => {
      if (!hive.has(path)) return { ReturnValue: registryCodes.fileNotFound, bGranted: false }
      const required = Number(call.parameters.uRequired)
      const refused =
        (required & forbidden) !== 0 ||
        ((required & writing) !== 0 && !call.caller.allowMethods) ||
        ((required & deleting) !== 0 && hive.isFixed(path))
      return { ReturnValue: refused ? registryCodes.accessDenied : registryCodes.success, bGranted: !refused }
    }),
    ...Object.fromEntries(
      kinds.flatMap(([name, type, parameter]) => [
        [`Get${name}Value`, reads(type, parameter)],
        [`Set${name}Value`, writes(type, parameter)],
      ]),
    ),
  }
}

function valueName({ parameters }: ProviderCall): string {
  return String(parameters.sValueName ?? '')
}

/** The two methods for texts read both kinds of text. */
function fits(value: RegistryValue, type: RegistryType): boolean {
  return value.type === type || (isText(value.type) && isText(type))
}

function isText(type: RegistryType): boolean {
  return type === sz || type === expandSz
}

/** With the variables that stand in the hive, the caller's before the system's; those of this process are nobody's business. */
function expanded(hive: Hive, { caller }: ProviderCall, { data }: RegistryValue): string | null {
  const variables = new Map<string, string>()
  for (const path of [environmentKey, [...userKey(caller), 'Environment']])
    for (const value of hive.values(path) ?? [])
      if (isText(value.type)) variables.set(foldName(value.name), String(value.data))
  return expandVariables(String(data), name => variables.get(foldName(name)), mostData / 2)
}

/** StdRegProv gives null where there is nothing. */
function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list
}
