/** What the command answers to its caller; the numbers are those of dtexec. */
export const ExitCode = {
  Done: 0,
  /** WMI, the network, a task or the reading of results failed. */
  Failed: 1,
  /** Somebody pressed Ctrl-C. */
  Cancelled: 3,
  PackageNotFound: 4,
  PackageNotLoaded: 5,
  /** The command line is wrong. */
  Usage: 6,
} as const
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]
