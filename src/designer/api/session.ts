// The page and its server.
import * as v from 'valibot'
import { call } from './operation.js'

const nothing = v.object({})

export const sessionOperations = {
  /** What a page needs first. */
  'session.hello': call(
    v.object({ language: v.picklist(['en', 'fr']) }),
    v.object({
      version: v.string(),
      /** The name of the opened folder; its path only as far as the page should show it. */
      folder: v.string(),
      /** Who runs the designer: what "Windows authentication" means here. */
      account: v.string(),
      /** The package that the command named, below the folder. */
      open: v.nullable(v.string()),
      platform: v.string(),
    }),
  ),
  /** Texts of the server from now on. */
  'session.language': call(v.object({ language: v.picklist(['en', 'fr']) }), nothing),
  /** Ends a job; ending one that is over is no failure. */
  'job.cancel': call(v.object({ job: v.string() }), nothing),
  /** Jobs that still run, so that a page that was loaded again finds its run. */
  'job.list': call(
    nothing,
    v.object({ jobs: v.array(v.object({ job: v.string(), operation: v.string(), document: v.nullable(v.string()) })) }),
  ),
} as const
