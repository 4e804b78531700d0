// Who is logged on: the session files of systemd-logind (and elogind), else utmp(5).
import { existsSync, readFileSync } from 'node:fs'
import type { Machine } from '../../machine.js'
import { kernelArchitecture } from '../system-name.js'
import { assignments } from './text.js'

/** One logon of a person. */
export interface Session {
  readonly user: string
  /** True for the one that has the screen and keyboard of the machine now. */
  readonly console: boolean
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
  return { user, console: told.get('SEAT') === 'seat0' && told.get('ACTIVE') === '1' }
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
  const found: Session[] = []
  for (let at = 0; at + size <= records.length; at += size) {
    if (records.readInt16LE(at) !== userProcess) continue
    const text = (from: number, length: number) =>
      records.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const line = text(8, 32)
    found.push({ user: text(44, 32), console: /^(tty\d+|:\d+)$/.test(line) })
  }
  return found
}
