import { WmiError } from '../base/errors.js'
import { wmiText } from '../base/texts/wmi.js'
import type { Rows } from './services.js'

/**
 * Rows that a generator makes while they are read. The generator starts with the first row asked for; leaving the loop
 * runs its `finally`. Reading twice throws WmiError WBEM_E_INVALID_OPERATION.
 */
export function rows<T>(iterate: () => AsyncGenerator<T, void>): Rows<T> {
  let read = false
  return {
    [Symbol.asyncIterator]() {
      if (read) throw new WmiError('WBEM_E_INVALID_OPERATION', wmiText('readTwice'), { hint: wmiText('readTwiceHint') })
      read = true
      return iterate()
    },
    async toArray() {
      const all: T[] = []
      for await (const row of this) all.push(row)
      return all
    },
  }
}
