// What a person wants to know of a task that ran: which connection, which query, how many rows, where they are.
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { DriveMap } from '../base/drives.js'
import type { Package, TaskHost } from '../ssis/index.js'
import { withoutSecrets } from './secrets.js'

/** A connection manager as reports name it. */
export interface ConnectionFacts {
  readonly name: string
  readonly type: string
  readonly connectionString: string
}

/** Where a task wrote, and how it begins. */
export interface OutputFacts {
  readonly kind: 'file' | 'variable'
  /** The FILE connection manager or the variable. */
  readonly name: string
  /** The native path of the file; null for a variable, or a path that leads nowhere here. */
  readonly path: string | null
  /** DataTable, PropertyValue or PropertyNameAndValue. */
  readonly form: string
  /** OverwriteDestination, AppendToDestination or KeepOriginal. */
  readonly mode: string
  /** The first lines; empty when there is nothing to read. */
  readonly preview: readonly string[]
}

/** What a WMI Data Reader did. */
export interface ReaderFacts {
  readonly connection: ConnectionFacts | null
  readonly query: string | null
  readonly rows: number | null
  readonly output: OutputFacts
}

/** How much of an output a preview shows. */
export const previewLimits = { lines: 5, bytes: 4096 } as const
