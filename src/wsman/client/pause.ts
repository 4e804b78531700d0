import { setTimeout as sleep } from 'node:timers/promises'

/** Waits. @throws the reason of the signal when it is raised meanwhile */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {})
  } catch (error) {
    throw signal?.aborted ? signal.reason : error
  }
}
