/** What the server spends on those who ask. Times in milliseconds, sizes in bytes. */
export interface ServerLimits {
  /** Until the link in the terminal expires. */
  readonly tokenLifetime: number
  /** Wrong links after which none is accepted until a new one is made. */
  readonly wrongTokens: number
  /** Browsers that have a session at a time; the oldest goes. */
  readonly sessions: number
  readonly connections: number
  readonly headerSize: number
  readonly body: number
  /** Until the body must have come. */
  readonly bodyTime: number
  /** How deep JSON may nest. */
  readonly depth: number
  /** Jobs that work at a time. */
  readonly jobs: number
  /** Finished jobs that are kept. */
  readonly finishedJobs: number
  /** How long a finished job is kept. */
  readonly finishedTime: number
  /** After how long a job that nobody reads is cancelled. */
  readonly unreadTime: number
  /** Lines and bytes that a job keeps for its readers. */
  readonly jobLines: number
  readonly jobBytes: number
  /** How often a stream says that it is alive. */
  readonly alive: number
}

export const defaultLimits: ServerLimits = {
  tokenLifetime: 30_000,
  wrongTokens: 20,
  sessions: 50,
  connections: 200,
  headerSize: 16_384,
  body: 24 * 1024 * 1024,
  bodyTime: 30_000,
  depth: 100,
  jobs: 200,
  finishedJobs: 200,
  finishedTime: 10 * 60_000,
  unreadTime: 60_000,
  jobLines: 100_000,
  jobBytes: 64 * 1024 * 1024,
  alive: 15_000,
}
