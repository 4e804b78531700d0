import type { ProgramEnd, Programs } from '../programs.js'

/** Runs a program of the system to its end, whatever it writes to its output. */
export async function runProgram(
  programs: Programs,
  name: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ProgramEnd> {
  const running = programs.run(name, args, signal)
  // Who does not read lets the program wait for ever.
  for await (const _line of running.lines);
  return running.end
}
