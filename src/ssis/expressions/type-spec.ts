// The types that stand in casts and in NULL(): how many parameters they have and what these may be.
import type { TypeSpec } from './ast.js'
import { knowsCodePage } from './code-pages.js'
import { failure } from './errors.js'
import { kinds, largest, type TypeInfo, typeInfo } from './type-info.js'

/** A type as it is written, and the most characters or bytes that a value of it keeps. */
export interface SpecifiedType {
  readonly type: TypeInfo
  readonly length: number
}

/** @throws ExpressionFailure for parameters that are missing, superfluous or out of range */
export function targetOf({ type, parameters }: TypeSpec, use: 'cast' | 'null', offset: number): SpecifiedType {
  const names = kinds[type].parameters ?? []
  if (parameters.length !== names.length) {
    const at = { number: Math.min(parameters.length, names.length) + 1, type }
    throw use === 'cast'
      ? failure(offset, 'DTS_E_EXPREVALINVALIDCASTPARAM', at)
      : failure(offset, 'DTS_E_EXPREVALINVALIDNULLPARAM', at)
  }
  const given = new Map(names.map((name, index) => [name, parameters[index] ?? 0]))
  const limits = largest[type] ?? {}
  const cast = use === 'cast'
  const length = given.get('length')
  const max = limits.length ?? 0
  if (length !== undefined && (length < 0 || length > max)) {
    const at = { value: length, type, max }
    throw failure(offset, cast ? 'DTS_E_EXPREVALINVALIDCASTLENGTH' : 'DTS_E_EXPREVALINVALIDNULLLENGTH', at)
  }
  const codePage = given.get('codePage')
  if (codePage !== undefined && !knowsCodePage(codePage)) {
    const at = { codePage, type }
    throw failure(offset, cast ? 'DTS_E_EXPREVALINVALIDCASTCODEPAGE' : 'DTS_E_EXPREVALINVALIDNULLCODEPAGE', at)
  }
  const precision = given.get('precision')
  if (precision !== undefined && (precision < 1 || precision > (limits.precision ?? 0))) {
    const at = { value: precision, type, min: 1, max: limits.precision ?? 0 }
    throw failure(offset, cast ? 'DTS_E_EXPREVALINVALIDCASTPRECISION' : 'DTS_E_EXPREVALINVALIDNULLPRECISION', at)
  }
  const scale = given.get('scale')
  const mostScale = Math.min(limits.scale ?? 0, precision ?? Number.POSITIVE_INFINITY)
  if (scale !== undefined && (scale < 0 || scale > mostScale)) {
    const at = { value: scale, type, min: 0, max: mostScale }
    throw failure(offset, cast ? 'DTS_E_EXPREVALINVALIDCASTSCALE' : 'DTS_E_EXPREVALINVALIDNULLSCALE', at)
  }
  const plain = typeInfo(type)
  return {
    type: {
      ...plain,
      precision: precision ?? plain.precision,
      scale: scale ?? plain.scale,
      codePage: codePage ?? plain.codePage,
    },
    length: length ?? Number.POSITIVE_INFINITY,
  }
}
