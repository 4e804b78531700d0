import type { MessagePart, SecurityProtection, SecurityStep } from '../context.js'
import { notEstablished, usedUp } from '../failures.js'
import type { NegotiableContext } from './mechanism.js'

const unprotected: SecurityProtection = { sign: false, seal: false }

/** What both sides of SPNEGO share: one use, and the chosen mechanism that protects messages once the negotiation has ended well. */
export abstract class NegotiateContext<Chosen extends NegotiableContext> {
  #chosen: Chosen | undefined
  #established = false
  #open = true

  /** The mechanism that was chosen, `SPNEGO` before. */
  get mechanism(): string {
    return this.#chosen?.mechanism ?? 'SPNEGO'
  }

  get established(): boolean {
    return this.#established
  }

  get protection(): SecurityProtection {
    return this.#established ? (this.#chosen?.protection ?? unprotected) : unprotected
  }

  get signatureLength(): number {
    return this.#chosen?.signatureLength ?? 0
  }

  get peerName(): string | undefined {
    return this.#chosen?.peerName
  }

  async step(token?: Uint8Array): Promise<SecurityStep> {
    if (!this.#open) throw usedUp()
    // What fails, or is asked again meanwhile, finds nothing to go on with.
    this.#open = false
    const step = await this.advance(token)
    this.#established = step.done
    this.#open = !step.done
    return step
  }

  /** One step of the negotiation. */
  protected abstract advance(token: Uint8Array | undefined): Promise<SecurityStep>

  /** The chosen mechanism; undefined before. */
  protected get chosen(): Chosen | undefined {
    return this.#chosen
  }

  protected choose(context: Chosen): Chosen {
    this.#chosen = context
    return context
  }

  seal(parts: readonly MessagePart[]): Uint8Array {
    return this.#ready().seal(parts)
  }

  unseal(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#ready().unseal(parts, signature)
  }

  sign(parts: readonly MessagePart[]): Uint8Array {
    return this.#ready().sign(parts)
  }

  verify(parts: readonly MessagePart[], signature: Uint8Array): void {
    this.#ready().verify(parts, signature)
  }

  #ready(): Chosen {
    if (!this.#established || !this.#chosen) throw notEstablished()
    return this.#chosen
  }
}
