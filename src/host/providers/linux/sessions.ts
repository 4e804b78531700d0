// Who is logged on: the session files of systemd-logind (and elogind), else utmp(5).
import { existsSync, readFileSync } from 'node:fs'
import type { Machine } from '../../machine.js'
import { kernelArchitecture } from '../system-name.js'
import { assignments } from './text.js'

/** One logon of a person. */
export interface Session {
  /** The number or name that the system gave it, such as `3`; of utmp's records the process that was logged on. */
  readonly id: string
  readonly user: string
  /** True for the one that has the screen and keyboard of the machine now. */
  readonly console: boolean
  /** Over the network. */
  readonly remote: boolean
  /** Microseconds since 1970; null when it is not told. */
  readonly start: number | null
  /** The number that the audit system gave it. */
  readonly audit: number | null
}

/** The logons that last; null where the machine keeps no account of them. */
export function readSessions(machine: Machine): readonly Session[] | null {
  const names = machine.list('/run/systemd/sessions').filter(name => !name.endsWith('.ref'))
  if (names.length > 0 || runsSystemd(machine)) return names.flatMap(name => logindSession(machine, name) ?? [])
  return utmpSessions(machine)
}

/** True when systemd manages the machine: what sd_booted(3) asks. */
export function runsSystemd(machine: Machine): boolean {
  return existsSync(machine.path('/run/systemd/system'))
}

function logindSession(machine: Machine, name: string): Session | null {
  const told = assignments(machine.text(`/run/systemd/sessions/${name}`) ?? '')
  const user = told.get('USER')
  // Greeters, lock screens, managers and background work are sessions too, but nobody's logon.
  if (!user || !told.get('CLASS')?.startsWith('user') || told.get('STATE') === 'closing') return null
  return {
    id: name,
    user,
    console: told.get('SEAT') === 'seat0' && told.get('ACTIVE') === '1',
    remote: told.get('REMOTE') === '1',
    start: number(told.get('REALTIME')),
    audit: number(told.get('AUDIT')),
  }
}

/** USER_PROCESS */
const userProcess = 7
/** Where 64-bit programs have 64-bit times in their records. */
const wideTimes = /^(aarch64|riscv64|loongarch64|alpha|ia64)/

function utmpSessions(machine: Machine): readonly Session[] | null {
  let records: Buffer
  try {
    records = readFileSync(machine.path('/run/utmp'))
  } catch {
    return null
  }
  const size = wideTimes.test(kernelArchitecture(machine) ?? '') ? 400 : 384
  const found = new Map<string, Session>()
  for (let at = 0; at + size <= records.length; at += size) {
    if (records.readInt16LE(at) !== userProcess) continue
    const text = (from: number, length: number) =>
      records.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const line = text(8, 32)
    const id = String(records.readUInt32LE(at + 4))
    if (found.has(id)) continue
    const host = text(76, 256)
    found.set(id, {
      id,
      user: text(44, 32),
      console: /^(tty\d+|:\d+)$/.test(line),
      // A display of this machine stands there too.
      remote: host !== '' && !host.startsWith(':'),
      start: startOf(records, at, size),
      audit: null,
    })
  }
  return [...found.values()]
}

/** Seconds and microseconds, of 32 bits each or of 64; null for a record that has none. */
function startOf(records: Buffer, at: number, size: number): number | null {
  const wide = size === 400
  const seconds = wide ? Number(records.readBigInt64LE(at + 344)) : records.readInt32LE(at + 340)
  const fraction = wide ? Number(records.readBigInt64LE(at + 352)) : records.readInt32LE(at + 344)
  return seconds > 0 && seconds < 2 ** 33 && fraction >= 0 && fraction < 1e6 ? seconds * 1e6 + fraction : null
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null
}
