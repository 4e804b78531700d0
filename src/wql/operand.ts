// What a constant of a query means for a property of some type. Undefined: it cannot be compared with it.
import { WmiError } from '../base/errors.js'
import { CimDateTime } from '../cim/datetime.js'
import type { WqlConstant } from './ast.js'

const integerText = /^\s*[+-]?\d+\s*$/
const realText = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i

/** A number, exact when it is whole: TRUE counts as 1, numeric text as its number. */
export function numericOperand(constant: WqlConstant): bigint | number | undefined {
  switch (constant.kind) {
    case 'boolean':
      return constant.value ? 1n : 0n
    case 'string':
      if (integerText.test(constant.value)) return BigInt(constant.value.trim().replace('+', ''))
      return realText.test(constant.value) ? whole(Number(constant.value)) : undefined
    case 'real':
      return whole(constant.value)
    case 'integer':
      return constant.value
  }
}

function whole(value: number): bigint | number | undefined {
  if (!Number.isFinite(value)) return undefined
  return Number.isInteger(value) ? BigInt(value) : value
}

const booleanWords: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false }

/** TRUE or FALSE, also as text, 1 and 0, and -1 as Automation writes TRUE. */
export function booleanOperand(constant: WqlConstant): boolean | undefined {
  switch (constant.kind) {
    case 'boolean':
      return constant.value
    case 'string': {
      const word = constant.value.trim().toLowerCase()
      return Object.hasOwn(booleanWords, word) ? booleanWords[word] : undefined
    }
    case 'integer':
      return constant.value === 0n ? false : constant.value === 1n || constant.value === -1n ? true : undefined
    case 'real':
      return undefined
  }
}

/** Text; a whole number stands for its digits, so that `Handle = 4` finds the string "4". */
export function textOperand(constant: WqlConstant): string | undefined {
  if (constant.kind === 'string') return constant.value
  return constant.kind === 'integer' ? String(constant.value) : undefined
}

/** Milliseconds after a colon are a form that only WQL knows (WMI SDK "CIM_DATETIME"). */
const colonMilliseconds = /^(\s*\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}):(\d{1,3}\s*)$/

/** A CIM datetime; truncated and ISO 8601 forms are UTC unless they name an offset. */
export function datetimeOperand(constant: WqlConstant): CimDateTime | undefined {
  if (constant.kind !== 'string') return undefined
  try {
    return CimDateTime.parseLoose(constant.value.replace(colonMilliseconds, millisecondsAsFraction))
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

function millisecondsAsFraction(_: string, time: string, milliseconds: string): string {
  return `${time}.${milliseconds.trim().padStart(3, '0')}`
}
