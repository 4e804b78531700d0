// proc_pid_stat(5): `pid (comm) state ppid pgrp session tty tpgid flags minflt cminflt majflt …`, fields counted from 1.
// comm may hold blanks and parentheses, so it ends at the last `)` of the line.

const open = 0x28
const close = 0x29
const blank = 0x20
const minus = 0x2d
const zero = 0x30

/** The last field that {@link parseStat} reads. */
const lastField = 41
/** PF_KTHREAD: a thread of the kernel, which has no program. */
const kernelThread = 0x00200000

/** The fields of one process that WMI has use for. */
export interface ProcessStat {
  /** The name of the main thread, cut at 15 bytes but for threads of the kernel. */
  readonly comm: string
  /** One letter: R, S, D, Z, T, t, X, I … */
  readonly state: string
  readonly parent: number
  readonly isKernelThread: boolean
  readonly minorFaults: number
  readonly majorFaults: number
  /** Clock ticks of 10 ms. */
  readonly userTicks: number
  readonly kernelTicks: number
  readonly nice: number
  readonly threads: number
  /** Ticks of 10 ms after boot. */
  readonly startTicks: number
  /** Bytes. */
  readonly virtualSize: number
  readonly residentPages: number
  /** SCHED_OTHER 0, SCHED_FIFO 1, SCHED_RR 2, SCHED_BATCH 3, SCHED_IDLE 5, SCHED_DEADLINE 6. */
  readonly policy: number
}

const fields = new Float64Array(lastField + 1)

/** Reads the first `length` bytes of a stat file; null when they are no such line. */
export function parseStat(bytes: Buffer, length: number): ProcessStat | null {
  const from = bytes.indexOf(open) + 1
  const to = bytes.lastIndexOf(close, length - 1)
  if (from === 0 || to < from || to + 4 > length) return null
  fields.fill(0)
  let at = to + 4
  for (let field = 4; field <= lastField && at < length; field += 1) {
    const negative = bytes[at] === minus
    if (negative) at += 1
    let value = 0
    for (; at < length; at += 1) {
      const digit = (bytes[at] ?? blank) - zero
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    fields[field] = negative ? -value : value
    at += 1
  }
  const field = (position: number) => fields[position] ?? 0
  return {
    comm: bytes.toString('utf8', from, to),
    state: String.fromCharCode(bytes[to + 2] ?? blank),
    parent: field(4),
    isKernelThread: (field(9) & kernelThread) !== 0,
    minorFaults: field(10),
    majorFaults: field(12),
    userTicks: field(14),
    kernelTicks: field(15),
    nice: field(19),
    threads: field(20),
    startTicks: field(22),
    virtualSize: field(23),
    residentPages: field(24),
    policy: field(41),
  }
}
