/** What a listener spends on its callers. Times in milliseconds, sizes in bytes. */
export interface ListenLimits {
  /** TCP connections at a time; for one more, one that has not logged on is closed, or else itself. */
  readonly maxConnections: number
  /** The largest message taken and given: WinRM's MaxEnvelopeSizekb. */
  readonly maxEnvelopeSize: number
  /** Of the HTTP header of a request. */
  readonly maxHeaderSize: number
  /** HTTP header lines of a request. */
  readonly maxHeaders: number
  /** How deep the elements of a message may nest. */
  readonly maxDepth: number
  /** Until the whole request must have come: WinRM's MaxPacketRetrievalTimeSeconds. */
  readonly requestTimeout: number
  /** Until a connection must have shown its first signed request. */
  readonly logonTimeout: number
  /** Until a connection without requests is closed. */
  readonly idleTimeout: number
  /** Until the caller must have taken an answer. */
  readonly sendTimeout: number
  /** Longest time that one message may work, whatever it asks for: WinRM's MaxTimeoutms. Pulls excepted. */
  readonly maxOperationTimeout: number
  /** Rows in one answer: WinRM's MaxBatchItems. */
  readonly maxBatchItems: number
  /** Operations at a time (open enumerations and subscriptions among them) of all users, and of one. */
  readonly maxOperations: number
  readonly maxOperationsPerUser: number
  /** Until an enumeration or subscription that nobody pulls is ended: WinRM's EnumerationTimeoutms. */
  readonly enumerationTimeout: number
}

/** As Windows has them where it has them; fewer operations, for each may hold one page of rows. */
export const defaultLimits: ListenLimits = {
  maxConnections: 300,
  maxEnvelopeSize: 512_000,
  maxHeaderSize: 16_384,
  maxHeaders: 100,
  maxDepth: 100,
  requestTimeout: 30_000,
  logonTimeout: 30_000,
  idleTimeout: 120_000,
  sendTimeout: 60_000,
  maxOperationTimeout: 60_000,
  maxBatchItems: 32_000,
  maxOperations: 500,
  maxOperationsPerUser: 100,
  enumerationTimeout: 240_000,
}
