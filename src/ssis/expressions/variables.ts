// Variables as expressions see them ("Integration Services Data Types": VARIANT types and their data types).

import { expressionText } from '../../base/texts/ssis-expressions.js'
import { VariableDataType } from '../enums.js'
import { DtsError } from '../errors.js'
import type { Variable } from '../variable.js'
import { variableType } from '../variable-types.js'
import type { VariableScope } from '../variables.js'
import { type ExpressionFailure, failure } from './errors.js'
import { parseExact, rescaleRounded } from './exact.js'
import { momentOfDate } from './moments.js'
import { type TypeInfo, typeInfo } from './type-info.js'
import type { ExpressionOptions, ExpressionType } from './types.js'
import type { Value } from './values.js'

const types: Readonly<Partial<Record<VariableDataType, ExpressionType>>> = {
  [VariableDataType.Int16]: 'DT_I2',
  [VariableDataType.Int32]: 'DT_I4',
  [VariableDataType.Single]: 'DT_R4',
  [VariableDataType.Double]: 'DT_R8',
  [VariableDataType.DateTime]: 'DT_DATE',
  [VariableDataType.String]: 'DT_WSTR',
  [VariableDataType.Boolean]: 'DT_BOOL',
  [VariableDataType.Decimal]: 'DT_DECIMAL',
  [VariableDataType.SByte]: 'DT_I1',
  [VariableDataType.Byte]: 'DT_UI1',
  [VariableDataType.UInt16]: 'DT_UI2',
  [VariableDataType.UInt32]: 'DT_UI4',
  [VariableDataType.Int64]: 'DT_I8',
  [VariableDataType.UInt64]: 'DT_UI8',
}

/** A parameter that may be sensitive. */
type Parameter = Variable & { readonly sensitive: boolean; sensitiveValue?(): unknown }

const isSensitive = (variable: Variable): variable is Parameter =>
  'sensitive' in variable && variable.sensitive === true

/** The variable that a reference names. @throws ExpressionFailure when there is none, or more than one */
export function findVariable(scope: VariableScope, name: string, offset: number): Variable {
  let found: Variable | undefined
  try {
    found = scope.find(name)
  } catch (error) {
    if (error instanceof DtsError && error.symbol === 'DTS_E_AMBIGUOUSVARIABLENAME')
      throw failure(offset, 'DTS_E_EXPREVALAMBIGUOUSVARIABLENNAME', { name })
    throw error
  }
  if (!found) throw failure(offset, 'DTS_E_EXPREVALVARIABLENOTFOUND', { name })
  return found
}

/** What reads a variable; a sensitive one only where secrets are allowed. @throws ExpressionFailure, also when it reads */
export function readerOf(variable: Variable, offset: number, { sensitive }: ExpressionOptions): () => unknown {
  if (isSensitive(variable) && !sensitive) throw unreadable(variable, offset, expressionText('sensitive'))
  const read = isSensitive(variable) ? () => secretOf(variable) : () => variable.value
  return () => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      throw unreadable(variable, offset, error.message, error)
    }
  }
}

function secretOf(parameter: Parameter): unknown {
  const secret = parameter.sensitiveValue?.()
  return typeof secret === 'string' ? variableType(parameter.dataType).parse(secret) : secret
}

function unreadable(variable: Variable, offset: number, reason: string, cause?: DtsError): ExpressionFailure {
  const parameters = { name: variable.qualifiedName, reason }
  return failure(offset, 'DTS_E_EXPREVALVARIABLECOULDNOTBEREAD', parameters, cause && { cause, hint: cause.hint })
}

/** The type of a variable; that of a Decimal has the digits after the point of its value. @throws ExpressionFailure */
export function typeOfVariable(variable: Variable, offset: number, read: () => unknown): TypeInfo {
  const type = types[variable.dataType]
  if (!type)
    throw failure(offset, 'DTS_E_EXPREVALVARIABLETYPENOTSUPPORTED', {
      name: variable.qualifiedName,
      type: variableType(variable.dataType).name,
    })
  if (type !== 'DT_DECIMAL') return typeInfo(type)
  const scale = parseExact(String(read() ?? '0'))?.scale ?? 0
  return { ...typeInfo(type), scale: Math.min(scale, 28) }
}

/** The value of a variable as expressions hold it. */
export function valueOfVariable(value: unknown, type: TypeInfo): Value {
  if (value === null || value === undefined) return null
  switch (type.family) {
    case 'exact': {
      const exact = parseExact(String(value))
      return exact ? rescaleRounded(exact.value, exact.scale, type.scale) : null
    }
    case 'moment':
      return value instanceof Date ? momentOfDate(value) : null
    default:
      return value as Value
  }
}
