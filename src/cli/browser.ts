import { spawn } from 'node:child_process'
import type { Io } from './io.js'

/** The program that opens a URL, and its arguments. */
export type Opener = readonly [program: string, ...args: string[]]

/**
 * How a URL is opened where a person seems to sit before a desktop: at a terminal, not over ssh, on Linux with a display. Undefined
 * elsewhere; a program that reads our output opens what it likes.
 */
export function opener(
  url: string,
  { stdout, env }: Pick<Io, 'stdout' | 'env'>,
  platform = process.platform,
): Opener | undefined {
  if (stdout.isTTY !== true) return undefined
  const display = env.DISPLAY || env.WAYLAND_DISPLAY
  const far = Boolean(env.SSH_CONNECTION || env.SSH_TTY)
  if (platform === 'win32') return far ? undefined : ['cmd.exe', '/d', '/c', 'start', '', url]
  if (platform === 'darwin') return far ? undefined : ['open', url]
  return display ? ['xdg-open', url] : undefined
}

/** Starts the program and forgets it: that it is absent, or fails, is no failure of ours. */
export function openInBrowser([program, ...args]: Opener): void {
  const child = spawn(program, args, { detached: true, stdio: 'ignore', windowsHide: true })
  child.on('error', () => undefined)
  child.unref()
}
