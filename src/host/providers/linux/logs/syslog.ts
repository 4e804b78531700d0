// The text files of syslog daemons, where there is no journal.
import { type FileHandle, open } from 'node:fs/promises'
import type { Machine } from '../../../machine.js'
import { systemZone } from '../../zone.js'
import { backwardLines } from './backward-lines.js'
import { followFile } from './follow-file.js'
import { eventTypeOf, type LogEvent, type Logfile, type LogRequest, type LogSource } from './log-event.js'
import { newestFirst } from './newest-first.js'
import { type SyslogFile, syslogFiles, syslogFolder } from './syslog-files.js'
import { parseSyslogLine, type TimeOfDay } from './syslog-line.js'

/** Numbers of the rotated file have the highest bit: RecordNumber is where the line begins, modulo 2 GiB. */
const rotatedBit = 0x8000_0000
const reach = 0x8000_0000
/** Lines stand in the order of time but for this much: clocks that are set, the hour that comes twice. Microseconds. */
const disorder = 3n * 3_600_000_000n

/**
 * The events of syslog's files and of the ones rotated last. A file mostly does not tell priorities: then there is no type.
 * The number of an event changes once, when its file is rotated.
 */
export function syslog(machine: Machine): LogSource {
  const wholePath = (name: string) => machine.path(`${syslogFolder}/${name}`)

  async function* fileEvents(file: SyslogFile, rotated: boolean, low: bigint | null): AsyncGenerator<LogEvent, void> {
    const opened = await openFile(wholePath(rotated ? (file.rotated ?? '') : file.name))
    if (!opened) return
    try {
      const clock = clockOf(opened.modified)
      const floor = Math.max(0, opened.size - reach)
      for await (const { offset, bytes } of backwardLines(opened.handle, opened.size, { floor })) {
        const event = eventOf(file.logfile, offset, rotated, bytes, clock)
        if (!event) continue
        if (low !== null && BigInt(event.time) < low - disorder) return
        yield event
      }
    } finally {
      await opened.handle.close()
    }
  }

  async function* logEvents(file: SyslogFile, low: bigint | null): AsyncGenerator<LogEvent, void> {
    yield* fileEvents(file, false, low)
    if (file.rotated !== null) yield* fileEvents(file, true, low)
  }

  function clockOf(latest: number): TimeOfDay {
    const zone = systemZone(machine)
    return { latest, offsetAt: instant => zone.offsetAt(instant) }
  }

  /** The line of a number, when one begins there. */
  async function lineAt(file: SyslogFile, number: number): Promise<LogEvent | null> {
    const rotated = number >= rotatedBit
    const name = rotated ? file.rotated : file.name
    const opened = name === null ? null : await openFile(wholePath(name))
    if (!opened) return null
    try {
      const offset = offsetOf(number % reach, opened.size)
      const bytes = offset === null ? null : await readLine(opened.handle, offset)
      return bytes && eventOf(file.logfile, offset ?? 0, rotated, bytes, clockOf(opened.modified))
    } finally {
      await opened.handle.close()
    }
  }

  return {
    events({ logfiles, time }: LogRequest) {
      const files = syslogFiles(machine).filter(({ logfile }) => logfiles?.has(logfile) ?? true)
      return newestFirst(files.map(file => logEvents(file, time.low)))
    },
    async find(number) {
      const found = await Promise.all(syslogFiles(machine).map(file => lineAt(file, number)))
      return found.flatMap(event => event ?? [])
    },
    async follow(tell, failed, signal) {
      for (const { logfile, name } of syslogFiles(machine)) {
        await followFile(
          wholePath(name),
          ({ offset, bytes }) => {
            const event = eventOf(logfile, offset, false, bytes, clockOf(Date.now()))
            if (event) tell(event)
          },
          failed,
          signal,
        )
      }
    },
  }
}

function eventOf(logfile: Logfile, offset: number, rotated: boolean, bytes: Buffer, clock: TimeOfDay): LogEvent | null {
  const line = parseSyslogLine(bytes.toString('utf8'), clock)
  return (
    line && {
      logfile,
      number: (offset % reach) + (rotated ? rotatedBit : 0),
      time: line.time,
      source: line.source,
      type: eventTypeOf(line.priority),
      message: line.message,
      computer: line.computer,
      uid: null,
    }
  )
}

interface OpenFile {
  readonly handle: FileHandle
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

/** Null for a file that is not there or may not be read. */
async function openFile(path: string): Promise<OpenFile | null> {
  try {
    const handle = await open(path, 'r')
    const { size, mtimeMs } = await handle.stat()
    return { handle, size, modified: mtimeMs }
  } catch {
    return null
  }
}

/** Of the last 2 GiB of a file, the one place that has this number. */
function offsetOf(rest: number, size: number): number | null {
  const round = Math.floor((size - 1 - rest) / reach)
  return round < 0 ? null : rest + round * reach
}

const longestRead = 262_144

/** Null where no line begins. */
async function readLine(handle: FileHandle, offset: number): Promise<Buffer | null> {
  const from = Math.max(0, offset - 1)
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(longestRead), 0, longestRead, from)
  if (offset > 0 && buffer[0] !== 0x0a) return null
  const bytes = buffer.subarray(offset - from, bytesRead)
  const end = bytes.indexOf(0x0a)
  return end < 0 ? bytes : bytes.subarray(0, end)
}
