import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import { wsmanError } from '../../wsman/faults/wsman-error.js'
import type { ListenLimits } from '../limits.js'

/** Counts operations, of all users and of each. */
export class Slots {
  readonly #limits: Pick<ListenLimits, 'maxOperations' | 'maxOperationsPerUser'>
  readonly #byUser = new Map<string, number>()
  #all = 0

  constructor(limits: Pick<ListenLimits, 'maxOperations' | 'maxOperationsPerUser'>) {
    this.#limits = limits
  }

  /** Operations that run. */
  get used(): number {
    return this.#all
  }

  /** @returns gives the slot back; once. @throws WmiError ERROR_WSMAN_QUOTA_SYSTEM, ERROR_WSMAN_QUOTA_MAX_OPERATIONS */
  take(user: string): () => void {
    const key = foldName(user)
    const own = this.#byUser.get(key) ?? 0
    const { maxOperations, maxOperationsPerUser } = this.#limits
    if (own >= maxOperationsPerUser)
      throw wsmanError('ERROR_WSMAN_QUOTA_MAX_OPERATIONS', listenText('quotaUser', { max: maxOperationsPerUser }), {
        hint: listenText('quotaUserHint'),
      })
    if (this.#all >= maxOperations)
      throw wsmanError('ERROR_WSMAN_QUOTA_SYSTEM', listenText('quotaAll', { max: maxOperations }), {
        hint: listenText('quotaAllHint'),
      })
    this.#all += 1
    this.#byUser.set(key, own + 1)
    let given = false
    return () => {
      if (given) return
      given = true
      this.#all -= 1
      const rest = (this.#byUser.get(key) ?? 1) - 1
      if (rest === 0) this.#byUser.delete(key)
      else this.#byUser.set(key, rest)
    }
  }
}
