import { userInfo } from 'node:os'
import { foldName } from '../../../base/name-map.js'
import type { Caller } from '../../caller.js'
import type { ProviderCall } from '../../provider.js'
import { classesKey, currentConfigKey, localMachine, users, wow64Node } from './machine-keys.js'
import { registryCodes } from './registry-codes.js'
import { deepestKey } from './registry-value.js'
import { isKeyName, type KeyPath } from './stored-key.js'

/** Where the predefined keys are: winreg.h. HKEY_CLASSES_ROOT and the two others are views of what lies elsewhere. */
const hives: ReadonlyMap<number, (caller: Caller) => KeyPath> = new Map([
  [0x80000000, () => classesKey],
  [0x80000001, userKey],
  [0x80000002, () => [localMachine]],
  [0x80000003, () => [users]],
  [0x80000005, () => currentConfigKey],
])

/** A user's own part of the hive: HKEY_CURRENT_USER. */
export function userKey({ user }: Caller): KeyPath {
  return [users, (user ?? ownAccount()).replace(/[\\%\p{Cc}]/gu, each => `%${each.charCodeAt(0).toString(16)}`)]
}

/** The key that `hDefKey` and `sSubKeyName` of a call mean, or the code of what is wrong with them. */
export function keyPlace({ parameters, caller, context }: ProviderCall): KeyPath | number {
  const base = hives.get(Number(parameters.hDefKey))?.(caller)
  if (!base) return registryCodes.invalidHandle
  const text = String(parameters.sSubKeyName ?? '').replace(/\\$/, '')
  const names = text === '' ? [] : text.split('\\')
  if (names.includes('')) return registryCodes.badPathName
  if (base.length + names.length >= deepestKey || !names.every(isKeyName)) return registryCodes.invalidParameter
  const path = [...base, ...names]
  if (!maySee(path, caller)) return registryCodes.accessDenied
  return context.architecture === 32 ? redirected(path) : path
}

/** Whoever comes over a listener finds no other user's part. */
function maySee([hive, user]: KeyPath, caller: Caller): boolean {
  if (!caller.remote || hive === undefined || foldName(hive) !== foldName(users) || user === undefined) return true
  return foldName(user) === '.default' || foldName(user) === foldName(userKey(caller)[1] ?? '')
}

/** "Registry Redirector": 32-bit programs have their own software; classes are shared. */
function redirected(path: KeyPath): KeyPath {
  const [hive = '', first = '', next = '', ...rest] = path
  if (foldName(hive) !== foldName(localMachine) || foldName(first) !== 'software') return path
  if (foldName(next) === foldName(wow64Node) || foldName(next) === 'classes') return path
  return [hive, first, wow64Node, ...(path.length > 2 ? [next, ...rest] : [])]
}

function ownAccount(): string {
  try {
    return userInfo().username
  } catch {
    // An account that the system does not know by name.
    return String(process.getuid?.() ?? '.DEFAULT')
  }
}
