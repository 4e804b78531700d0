import { WmiError } from '../../base/errors.js'
import { methodText } from '../../base/texts/host-methods.js'
import type { Provider, ProviderCall, ProviderRow } from '../provider.js'

/** Carries out one method: answers ReturnValue and the out-parameters. */
export type Method = (call: ProviderCall) => ProviderRow | Promise<ProviderRow>

/** Methods by name, as the class declares them. */
export type Methods = Readonly<Record<string, Method>>

/** The `invoke` of a provider that carries out these methods; any other is WBEM_E_METHOD_NOT_IMPLEMENTED. */
export function invokes(methods: Methods): Required<Pick<Provider, 'invoke'>> {
  const table = new Map(Object.entries(methods))
  return {
    invoke(call) {
      const method = table.get(call.method)
      if (method) return method(call)
      throw new WmiError(
        'WBEM_E_METHOD_NOT_IMPLEMENTED',
        methodText('notDone', { class: call.class.name, method: call.method }),
        { hint: methodText('notDoneHint', { names: [...table.keys()].join(', ') }) },
      )
    },
  }
}

/** An answer that is only a code. */
export function code(ReturnValue: number): ProviderRow {
  return { ReturnValue }
}
