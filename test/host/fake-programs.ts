import type { ProgramEnd, Programs } from '../../src/host/programs.js'

/** How a program ends in a test; default with success and without a word. */
export type FakeEnd = Partial<ProgramEnd> & { readonly lines?: readonly string[] }

/** Programs that only note how they were called; `answer` tells how each ends. */
export function fakePrograms(names: readonly string[], answer: (args: readonly string[]) => FakeEnd = () => ({})) {
  const calls: (readonly string[])[] = []
  const programs: Programs = {
    has: name => names.includes(name),
    run(name, args) {
      calls.push([name, ...args])
      const { lines = [], code = 0, errors = '' } = names.includes(name) ? answer(args) : { code: 127 }
      return { lines: linesOf(lines), end: Promise.resolve({ code, errors }) }
    },
  }
  return { programs, calls }
}

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}
