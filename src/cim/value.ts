import type { CimDateTime } from './datetime.js'
import type { CimInstance } from './instance.js'

/**
 * One value as JavaScript holds it: 8- to 32-bit integers and reals are numbers, 64-bit integers bigint, char16 a string
 * of one UTF-16 unit, a reference the text of an object path, an embedded object (or class) a CimInstance.
 */
export type CimScalar = boolean | number | bigint | string | CimDateTime | CimInstance

/** A property's value: a scalar, an array of scalars, or null. An empty array is not null. */
export type CimValue = CimScalar | readonly CimScalar[] | null
