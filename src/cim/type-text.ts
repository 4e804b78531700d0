import type { CimTypeName } from './types.js'

/** A type as MOF writes it, `[]` behind arrays: `uint32`, `string[]`, `CIM_Setting ref`; an embedded object by its class. */
export function typeText({
  type,
  isArray,
  className,
}: {
  readonly type: CimTypeName | 'void'
  readonly isArray: boolean
  readonly className?: string | undefined
}): string {
  const name = type === 'reference' ? `${className ?? 'object'} ref` : type === 'object' ? (className ?? type) : type
  return name + (isArray ? '[]' : '')
}
