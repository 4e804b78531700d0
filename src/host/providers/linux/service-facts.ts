/** What a service manager knows of one service. Reading a property may read files, so only what is wanted is read. */
export interface ServiceFacts {
  readonly name: string
  readonly displayName: string | null
  readonly description: string | null
  readonly pathName: string | null
  /** Null when it is not known what starts it. */
  readonly startMode: 'Auto' | 'Manual' | 'Disabled' | null
  readonly startName: string | null
  /** Null when nothing tells whether it runs. */
  readonly running: boolean | null
  /** The main process; 0 when stopped, null when unknown. */
  readonly processId: number | null
  /** Whether it can be stopped now; null when unknown. */
  readonly acceptsStop: boolean | null
}
