import { WmiError } from '../../base/errors.js'
import { wsmanValueText } from '../../base/texts/wsman-values.js'

/** Where a value stands. */
export interface ValuePlace {
  readonly className: string
  /** From 1; absent outside a page. */
  readonly row?: number | undefined
}

/** The error of a value that its element does not take: names class, property and row. */
export function valueMismatch(place: ValuePlace, property: string, why: string, cause?: WmiError): WmiError {
  const { className, row } = place
  const message =
    row === undefined
      ? wsmanValueText('at', { class: className, property, why })
      : wsmanValueText('atRow', { class: className, property, row, why })
  return new WmiError(cause?.code ?? 'WBEM_E_TYPE_MISMATCH', message, { hint: wsmanValueText('hint'), cause })
}
