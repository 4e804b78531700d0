/** Who asks the host. A listener makes one per user that has proved who it is; in the same process it is {@link owner}. */
export interface Caller {
  /** The account as it logged on, such as `alice`; null is the person or program whose process this is. */
  readonly user: string | null
  /** True when the question came over a listener. */
  readonly remote: boolean
  /** May call methods that change the machine, if its rights let it execute methods at all. */
  readonly allowMethods: boolean
}

/** The program in whose process the host lives: everything is its own. */
export const owner: Caller = { user: null, remote: false, allowMethods: true }
