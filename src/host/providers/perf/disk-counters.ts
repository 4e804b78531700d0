import type { DiskCounters } from '../linux/disk-counters.js'
import { averaged, type Counter, type CounterValue, type PerfInstance, summed } from './object.js'

/** A disk or a volume; its counters are null where the kernel keeps none. */
export interface DiskInstance extends PerfInstance {
  readonly io: DiskCounters | null
}

/** 100 ns in a millisecond. */
const millisecond = 10_000

const io = (read: (counters: DiskCounters) => number): Counter<DiskInstance> =>
  summed(instance => instance.io && read(instance.io))
/** A share of the time that passed, which has a clock for its base. */
const time = (read: (counters: DiskCounters) => number): Counter<DiskInstance> =>
  averaged(instance => instance.io && read(instance.io) * millisecond)
const clock: Counter<DiskInstance> = averaged((instance, { Sys100NS }): CounterValue => instance.io && Sys100NS)

const reads = io(each => each.reads)
const writes = io(each => each.writes)
const transfers = io(each => each.reads + each.writes)
const bytesRead = io(each => each.bytesRead)
const bytesWritten = io(each => each.bytesWritten)
const bytes = io(each => each.bytesRead + each.bytesWritten)
const readTime = io(each => each.readTime * millisecond)
const writeTime = io(each => each.writeTime * millisecond)
const transferTime = io(each => (each.readTime + each.writeTime) * millisecond)

/**
 * What PhysicalDisk and LogicalDisk have in common, from /proc/diskstats. The time of requests adds up: two requests at once
 * count twice, in the times as in the lengths of queues; % Idle Time counts when there was none. `_Total` is the mean of the
 * shares of time and the sum of all else. Linux joins requests rather than splitting them: SplitIOPerSec stays null.
 */
export const diskCounters: Readonly<Record<string, Counter<DiskInstance>>> = {
  AvgDiskBytesPerRead: bytesRead,
  AvgDiskBytesPerRead_Base: reads,
  AvgDiskBytesPerTransfer: bytes,
  AvgDiskBytesPerTransfer_Base: transfers,
  AvgDiskBytesPerWrite: bytesWritten,
  AvgDiskBytesPerWrite_Base: writes,
  AvgDiskQueueLength: transferTime,
  AvgDiskReadQueueLength: readTime,
  AvgDiskWriteQueueLength: writeTime,
  AvgDisksecPerRead: readTime,
  AvgDisksecPerRead_Base: reads,
  AvgDisksecPerTransfer: transferTime,
  AvgDisksecPerTransfer_Base: transfers,
  AvgDisksecPerWrite: writeTime,
  AvgDisksecPerWrite_Base: writes,
  CurrentDiskQueueLength: io(each => each.inProgress),
  DiskBytesPersec: bytes,
  DiskReadBytesPersec: bytesRead,
  DiskReadsPersec: reads,
  DiskTransfersPersec: transfers,
  DiskWriteBytesPersec: bytesWritten,
  DiskWritesPersec: writes,
  PercentDiskReadTime: time(each => each.readTime),
  PercentDiskReadTime_Base: clock,
  PercentDiskTime: time(each => each.readTime + each.writeTime),
  PercentDiskTime_Base: clock,
  PercentDiskWriteTime: time(each => each.writeTime),
  PercentDiskWriteTime_Base: clock,
  PercentIdleTime: averaged(
    (instance, { PerfTime }): CounterValue => instance.io && PerfTime - BigInt(instance.io.busyTime * millisecond),
  ),
  PercentIdleTime_Base: clock,
}
