import { ArgumentError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'
import type { Provider, ProviderRegistration } from './provider.js'

/** A registration whose provider is loaded when one of its classes is first asked for. */
export interface LazyProviderRegistration extends Omit<ProviderRegistration, 'provider'> {
  load(): Promise<Provider>
}

// One list for the whole process, also when several copies of this package are loaded.
const key = Symbol.for('wmilink.providers')
const shared = globalThis as { [key]?: readonly ProviderRegistration[] }

/** The providers registered in this process, in order. Every registration makes a new array. */
export function registeredProviders(): readonly ProviderRegistration[] {
  return shared[key] ?? []
}

/**
 * Makes a provider known to every embedded host of this process, for connections made from now on. The last one
 * registered for a class serves it.
 *
 * @returns a function that takes the registration back
 * @throws ArgumentError when the registration lacks classes or an `enumerate`
 */
export function registerProvider(registration: ProviderRegistration): () => void {
  checkRegistration(registration)
  shared[key] = [...registeredProviders(), registration]
  return () => {
    shared[key] = registeredProviders().filter(each => each !== registration)
  }
}

/** User modules are JavaScript: nothing has checked what they hand over. @throws ArgumentError */
export function checkRegistration(registration: ProviderRegistration): void {
  if (!isObject(registration)) throw refused(hostText('registrationClasses'))
  const { classes, namespace, mof, provider }: { readonly [K in keyof ProviderRegistration]: unknown } = registration
  const named = Array.isArray(classes) && classes.length > 0 && classes.every(isName)
  if (!named) throw refused(hostText('registrationClasses'))
  const names = classes.join(', ')
  if (namespace !== undefined && !isName(namespace)) throw refused(hostText('registrationNamespace', { names }))
  if (mof !== undefined && typeof mof !== 'string') throw refused(hostText('registrationMof', { names }))
  if (!isObject(provider) || typeof provider.enumerate !== 'function')
    throw refused(hostText('registrationProvider', { names }))
}

function refused(message: string): ArgumentError {
  return new ArgumentError(message, { hint: hostText('registrationHint') })
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
