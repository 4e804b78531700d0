// Text forms of values in package files, whatever the language of this system.
import type { DtsxFormat } from './format.js'
import { writesAttributes } from './format.js'

/** Reads `True`, `False`, `-1`, `0`, `1` in any case; undefined for anything else. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  if (word === 'true' || word === '-1' || word === '1') return true
  if (word === 'false' || word === '0') return false
  return undefined
}

/** A Boolean property as a format writes it: `True`/`False`, or `-1`/`0` in formats 2 and 3. */
export function formatBoolean(value: boolean, format: DtsxFormat): string {
  if (writesAttributes(format)) return value ? 'True' : 'False'
  return value ? '-1' : '0'
}

const usDate =
  /^\s*(\d{1,2})\/(\d{1,2})\/(\d{1,4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?\s*(AM|PM)?)?\s*$/i
const isoDate = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?\s*$/

/**
 * Reads a date as packages write it, `4/21/2008 9:03:29 AM` (US order), or `2008-04-21 09:03:29`. Package dates name no
 * time zone: they are taken as local time. Undefined for anything else.
 */
export function parseDate(text: string): Date | undefined {
  const us = usDate.exec(text)
  const match = us ?? isoDate.exec(text)
  if (!match) return undefined
  const [first, second, third] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [year, month, day] = us ? [third, first, second] : [first, second, third]
  let hour = Number(match[4] ?? 0)
  const half = us?.[8]?.toUpperCase()
  if (half && (hour < 1 || hour > 12)) return undefined
  if (half) hour = (hour % 12) + (half === 'PM' ? 12 : 0)
  const millisecond = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const date = new Date(2000, 0, 1)
  date.setFullYear(year, month - 1, day)
  date.setHours(hour, Number(match[5] ?? 0), Number(match[6] ?? 0), millisecond)
  const real = date.getMonth() === month - 1 && date.getDate() === day && hour < 24
  return real && Number(match[5] ?? 0) < 60 && Number(match[6] ?? 0) < 60 ? date : undefined
}

/** A date as packages write it: `4/21/2008 9:03:29 AM`, local time. */
export function formatDate(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  const hour = date.getHours()
  const time = `${hour % 12 || 12}:${pad(date.getMinutes())}:${pad(date.getSeconds())} ${hour < 12 ? 'AM' : 'PM'}`
  return `${date.getMonth() + 1}/${date.getDate()}/${date.getFullYear()} ${time}`
}
