import { useEffect, useState } from 'react'
import type { Failure, Input, Output } from '../../api/index.js'
import { ApiError, call } from '../state/api.js'

export type Service = Output<'service.describe'>

export interface Described {
  readonly service: Service | undefined
  readonly failure: Failure | undefined
  readonly loading: boolean
  /** Asks again, and the person where that needs a consent or a password. */
  refresh(): void
}

/** What a task can call. Without asking anybody at first: a file is read, a server is asked where that was agreed. */
export function useService(input: Input<'service.describe'>): Described {
  const [service, setService] = useState<Service>()
  const [failure, setFailure] = useState<Failure>()
  const [loading, setLoading] = useState(false)
  const asked = JSON.stringify(input)
  const load = (ask: boolean, signal?: AbortSignal) => {
    setLoading(true)
    call('service.describe', JSON.parse(asked), { ask, ...(signal ? { signal } : {}) }).then(
      found => {
        if (signal?.aborted) return
        setService(found)
        setFailure(undefined)
        setLoading(false)
      },
      error => {
        if (signal?.aborted) return
        setFailure(error instanceof ApiError ? error.failure : undefined)
        setLoading(false)
      },
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the input
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => load(false, stop.signal), 300)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked])
  return { service, failure, loading, refresh: () => load(true) }
}
