import type { Asker } from '../scope.js'

/** Watchers with the same text see the same values, so that they may share what is read for them. */
export function viewOf({ caller, context }: Asker): string {
  return JSON.stringify([
    caller.user,
    caller.remote,
    context.locale ?? null,
    context.amended ?? false,
    context.architecture ?? null,
  ])
}
