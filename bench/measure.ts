import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** One line of the benchmark table. */
export interface Row {
  what: string
  /** Our figure with its unit. */
  ours: string
  /** The other's figure, and what the other is. */
  beside: string
  /** Ours per the other's, as the row says. */
  ratio: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Runs both in turn, A B A B …, after one warm-up each, and answers the median milliseconds of each and of the ratio A/B. */
export async function pair(
  a: () => unknown | Promise<unknown>,
  b: () => unknown | Promise<unknown>,
  runs = 9,
): Promise<{ a: number; b: number; ratio: number }> {
  const times: { a: number; b: number }[] = []
  for (let run = -1; run < runs; run += 1) {
    const time = { a: await timed(a), b: await timed(b) }
    if (run >= 0) times.push(time)
  }
  return {
    a: median(times.map(time => time.a)),
    b: median(times.map(time => time.b)),
    ratio: median(times.map(time => time.a / time.b)),
  }
}

async function timed(work: () => unknown | Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Runs `node` with these arguments to its end and answers what it printed. @throws Error when it fails */
export function node(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', chunk => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(output) : reject(new Error(`node ${args.join(' ')} ended with ${code}`)),
    )
  })
}
