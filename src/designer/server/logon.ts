import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { WmilinkError } from '../../base/errors.js'
import { designerServerText } from '../../base/texts/designer-server.js'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
const keyLength = 32
const shortest = 8
const mostWaiting = 16
/** Wrong passwords in a row that cost nothing. */
const freeFailures = 5
const firstDelay = 500
const longestDelay = 30_000

/** What the check of passwords takes from outside, so that tests can fix it. */
export interface LogonSurroundings {
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** Checks the one password of a server that others reach: one attempt at a time, the slower the more were wrong. */
export class Logon {
  readonly #salt = randomBytes(16)
  readonly #key: Promise<Buffer>
  readonly #sleep: (milliseconds: number) => Promise<void>
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #failures = 0

  /** @throws WmilinkError for a short password */
  constructor(password: string, { sleep = wait }: LogonSurroundings = {}) {
    if (password.length < shortest)
      throw new WmilinkError(designerServerText('shortPassword', { min: shortest }), {
        hint: designerServerText('shortPasswordHint'),
      })
    this.#key = derive(password, this.#salt, keyLength)
    this.#sleep = sleep
  }

  /** Whether this is the password; `busy` when too many wait to be told already. */
  async check(password: string): Promise<'right' | 'wrong' | 'busy'> {
    if (this.#waiting >= mostWaiting) return 'busy'
    this.#waiting += 1
    const turn = this.#turn.then(() => this.#compare(password))
    this.#turn = turn.catch(() => undefined)
    try {
      return (await turn) ? 'right' : 'wrong'
    } finally {
      this.#waiting -= 1
    }
  }

  async #compare(password: string): Promise<boolean> {
    if (this.#failures >= freeFailures)
      await this.#sleep(Math.min(longestDelay, firstDelay * 2 ** Math.min(20, this.#failures - freeFailures)))
    const right = timingSafeEqual(await this.#key, await derive(password, this.#salt, keyLength))
    this.#failures = right ? 0 : this.#failures + 1
    return right
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
}
