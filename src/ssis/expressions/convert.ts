import { failure } from './errors.js'
import { hasDigits } from './exact.js'
import type { TypeInfo } from './type-info.js'
import type { Frame, Value } from './values.js'

/** Turns a value that is not NULL into one of another type. @throws ExpressionFailure */
export type Convert = (value: Exclude<Value, null>, frame: Frame) => Value

/** The value is greater or smaller than the type can hold. */
export const tooLarge = (from: TypeInfo, to: TypeInfo, offset: number) =>
  failure(offset, 'DTS_E_EXPREVALDATACONVERSIONOVERFLOW', { from: from.type, to: to.type })

/** The value is not written as the type asks. The value is not told: it may be a secret. */
export const castFailed = (from: TypeInfo, to: TypeInfo, offset: number) =>
  failure(offset, 'DTS_E_EXPREVALCASTFAILED', { from: from.type, to: to.type })

/** The digits that a 96-bit DT_DECIMAL has at most. */
const decimalEnd = 1n << 96n

/** Whether the digits of an exact number fit into its type. */
export function exactFits(value: bigint, { type, precision }: TypeInfo): boolean {
  if (type === 'DT_CY') return value === BigInt.asIntN(64, value)
  if (type === 'DT_DECIMAL') return value < decimalEnd && value > -decimalEnd
  return hasDigits(value, precision)
}
