// How the value of an option is read.
import { isAbsolute, resolve } from 'node:path'
import { DriveMap } from '../base/drives.js'
import { cliText } from '../base/texts/cli.js'
import { cliRunText } from '../base/texts/cli-run.js'
import { UsageError } from './errors.js'

/** Reads one value; the earlier ones of a repeatable option come as second argument. @throws UsageError */
export type Parse = (value: string, previous: unknown) => unknown

/** Joins a repeatable option's values, each checked first. */
export const repeat =
  (check: (value: string) => string = value => value): Parse =>
  (value, previous) => [...(Array.isArray(previous) ? previous : []), check(value)]

/** Seconds, answered as milliseconds. */
export function seconds(value: string): number {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(value))
    throw new UsageError(cliText('timeoutForm', { value }), { hint: cliText('timeoutHint') })
  return Math.round(Number(value) * 1000)
}

/** A whole number from 1 on. */
export function count(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value))
    throw new UsageError(cliText('countForm', { value }), { hint: cliText('countHint') })
  return Number(value)
}

/** A whole number from 1 to a limit. */
export const upTo =
  (option: string, limit: number): Parse =>
  value => {
    if (/^[1-9]\d{0,8}$/.test(value) && Number(value) <= limit) return Number(value)
    throw new UsageError(cliText('numberForm', { option, value }), { hint: cliText('numberHint', { limit }) })
  }

/** A TCP port; 0 lets the system choose. */
export const port =
  (option: string): Parse =>
  value => {
    if (/^\d{1,5}$/.test(value) && Number(value) < 65_536) return Number(value)
    throw new UsageError(cliText('portForm', { option, value }), { hint: cliText('portHint') })
  }

/** One of a few words. */
export function choice<T extends string>(option: string, allowed: readonly T[]): Parse {
  return value => {
    const found = allowed.find(each => each === value)
    if (found === undefined) {
      throw new UsageError(cliText('choice', { option, value }), {
        hint: cliText('choiceHint', { allowed: allowed.join(', ') }),
      })
    }
    return found
  }
}

/** `X:=/path`. */
export function drive(value: string): string {
  // The map itself says what is wrong with a mapping.
  new DriveMap([value])
  return value
}

/** Splits `NAME;REST` at the first semicolon that is not between brackets. @throws UsageError naming the option */
export function splitPair(option: string, value: string): [name: string, rest: string] {
  const [, name, rest] = /^((?:[^;[]|\[[^\]]*\])+);(.*)$/s.exec(value) ?? []
  if (name === undefined || rest === undefined)
    throw new UsageError(cliText('pairForm', { option }), { hint: cliText('pairHint', { option }) })
  return [name.trim(), rest]
}

export const pair = (option: string): Parse =>
  repeat(value => {
    splitPair(option, value)
    return value
  })

/** `NAME=VALUE`. */
export function assignment(value: string): string {
  if (/^[^=]*[^=\s][^=]*=/.test(value)) return value
  throw new UsageError(cliRunText('parameterForm'), { hint: cliRunText('parameterHint') })
}

export const architecture: Parse = (value, previous) => Number(choice('--architecture', ['32', '64'])(value, previous))

/** No path at all, as from a variable of a script that is not set, is not the current folder. */
export const absolute = (value: string): string => (isAbsolute(value) || value.trim() === '' ? value : resolve(value))
