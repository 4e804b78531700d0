import { designerServerText } from '../../base/texts/designer-server.js'
import { Refusal } from './failures.js'
import { Job, type JobHead, type JobLimits } from './job.js'
import { randomText } from './random.js'

/** What all jobs together may cost. */
export interface JobsLimits extends JobLimits {
  readonly jobs: number
  readonly finishedJobs: number
  readonly finishedTime: number
}

/** The jobs of a server: those at work, and for a while those that are over. */
export class Jobs {
  readonly #limits: JobsLimits
  readonly #jobs = new Map<string, Job>()
  readonly #timers = new Map<string, NodeJS.Timeout>()

  constructor(limits: JobsLimits) {
    this.#limits = limits
  }

  /** A new job under a random name. @throws Refusal 429 when too many are at work */
  make(head: Omit<JobHead, 'id'>): Job {
    const count = this.running().length
    if (count >= this.#limits.jobs)
      throw new Refusal(429, designerServerText('tooManyJobs', { count }), designerServerText('tooManyJobsHint'))
    const job = new Job({ ...head, id: randomText() }, this.#limits)
    this.#jobs.set(job.head.id, job)
    return job
  }

  /** To be called when a job is over: it is kept for a while. */
  finished(job: Job): void {
    const { id } = job.head
    const timer = setTimeout(() => this.#forget(id), this.#limits.finishedTime)
    timer.unref()
    this.#timers.set(id, timer)
    for (const oldest of this.#timers.keys()) {
      if (this.#timers.size <= this.#limits.finishedJobs) break
      this.#forget(oldest)
    }
  }

  /** @throws Refusal 404 for a name that no job has, or none has any more */
  get(id: string): Job {
    const job = this.#jobs.get(id)
    if (!job) throw new Refusal(404, designerServerText('noJob'))
    return job
  }

  /** Cancels a job; one that is over, or was never there, is left alone. */
  cancel(id: string): void {
    this.#jobs.get(id)?.cancel()
  }

  running(): Job[] {
    return [...this.#jobs.values()].filter(({ over }) => !over)
  }

  /** Cancels all jobs and forgets them. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    for (const job of this.#jobs.values()) job.dispose()
    this.#jobs.clear()
  }

  #forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#jobs.delete(id)
  }
}
