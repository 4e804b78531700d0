/** Nice values below the limit have this base priority. The limits are those by which libuv chooses a priority class. */
const classes: readonly (readonly [below: number, priority: number])[] = [
  [-14, 24],
  [-7, 13],
  [0, 10],
  [10, 8],
  [19, 6],
]
const idle = 4
const realTime = 24

/** SCHED_FIFO, SCHED_RR and SCHED_DEADLINE run before everything that is merely nice. */
const realTimePolicies: ReadonlySet<number> = new Set([1, 2, 6])

/**
 * Win32_Process.Priority (0 to 31) for a nice value: the base priority of the priority class that `os.setPriority` takes for
 * it on Windows. Idle 4, below normal 6, normal 8, above normal 10, high 13, real time 24.
 */
export function basePriority(nice: number, policy = 0): number {
  if (realTimePolicies.has(policy)) return realTime
  return classes.find(([below]) => nice < below)?.[1] ?? idle
}

/**
 * Nice values by priority class, as Win32_Process.SetPriority and Win32_ProcessStartup.PriorityClass number the classes: the
 * values that `os.constants.priority` has for them.
 */
export const niceOfClass: ReadonlyMap<number, number> = new Map([
  [64, 19],
  [16_384, 10],
  [32, 0],
  [32_768, -7],
  [128, -14],
  [256, -20],
])
