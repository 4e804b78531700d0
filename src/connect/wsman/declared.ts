import type { CimClass } from '../../cim/class.js'
import type { ClassSource } from '../../wmi/typed-value.js'
import type { Asking } from './session.js'

/** Thrown out of work that needs a class that has not been read yet. */
class Needed extends Error {
  readonly className: string

  constructor(className: string) {
    super(className)
    this.className = className
  }
}

/**
 * Does work that asks for classes while it goes on, such as typing what a caller gives: it is done anew each time it has found a class that
 * had to be read. @throws what the server says of a class; what the work throws
 */
export async function withClasses<T>({ session, namespace }: Asking, work: (classes: ClassSource) => T): Promise<T> {
  const classes = session.classes(namespace)
  const read = new Map<string, CimClass>()
  const source: ClassSource = {
    require(name) {
      const found = classes.known(name) ?? read.get(name)
      if (!found) throw new Needed(name)
      return found
    },
  }
  for (;;) {
    try {
      return work(source)
    } catch (error) {
      if (!(error instanceof Needed)) throw error
      read.set(error.className, await classes.get(error.className))
    }
  }
}
