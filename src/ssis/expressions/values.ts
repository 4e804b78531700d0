// How values are held while an expression is evaluated.
import type { Moment } from './moments.js'
import type { TypeInfo } from './type-info.js'

/**
 * A value; its type is known beside it. DT_I8, DT_UI8 and exact numbers are bigint (exact ones without their point), other
 * numbers number, dates and times Moment, texts and GUIDs string, bytes Uint8Array; NULL is null.
 */
export type Value = boolean | number | bigint | string | Moment | Uint8Array | null

/** What one evaluation works on. */
export interface Frame {
  /** What reads each variable. @throws ExpressionFailure */
  readonly readers: readonly (() => unknown)[]
  readonly now: () => Date
}

/** Gives the value of a node. @throws ExpressionFailure */
export type Run<T = Value> = (frame: Frame) => T | null

/** A node whose types are settled. */
export interface Bound {
  readonly type: TypeInfo
  readonly run: Run
  readonly offset: number
  /** A cast or a literal: where DT_STR becomes DT_WSTR silently. */
  readonly cast?: boolean
  /** The characters of a string literal. */
  readonly literal?: string
}
