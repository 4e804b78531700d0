import { useEffect, useRef, useState } from 'react'
import { connectionText } from '../../../base/texts/designer-connections.js'
import type { Place } from '../../api/index.js'
import { ApiError, call } from '../state/api.js'
import { Combobox } from '../ui/combobox.js'

/** Namespaces that are asked for at most: a server has dozens. */
const most = 500

/** The namespaces of the server, found level by level when the list opens first. Only who calls for the list is asked whether to connect. */
export function NamespaceField(props: {
  readonly place: Place
  readonly value: string
  onChange(value: string): void
}) {
  const { value, onChange } = props
  const place = withoutNamespace(props.place)
  const [found, setFound] = useState<readonly string[]>([])
  const [loading, setLoading] = useState(false)
  const [error, setError] = useState<string>()
  const stop = useRef<AbortController>(undefined)
  const who = JSON.stringify(place)
  // Another server or user has namespaces of its own.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the place
  useEffect(() => {
    setFound([])
    setError(undefined)
    return () => stop.current?.abort()
  }, [who])
  const load = async (ask: boolean) => {
    if (loading || found.length > 0) return
    const asking = new AbortController()
    stop.current = asking
    setLoading(true)
    setError(undefined)
    try {
      await walk(place, { signal: asking.signal, ask }, setFound)
    } catch (failure) {
      if (ask && failure instanceof ApiError && failure.failure.kind !== 'cancelled') setError(failure.failure.message)
    } finally {
      setLoading(false)
    }
  }
  return (
    <Combobox
      label={connectionText('namespace')}
      inline
      error={error}
      value={value}
      onChange={onChange}
      options={found}
      loading={loading}
      onOpen={wanted => void load(wanted)}
    />
  )
}

/** What is typed here does not change what the server has. */
function withoutNamespace({ draft, ...place }: Place): Place {
  if (!draft) return place
  const { Namespace: _typed, ...values } = draft.values
  return { ...place, draft: { ...draft, values } }
}

/** Tells all namespaces that are known after each answer. Those below one that the user may not look into are left out. */
async function walk(
  place: Place,
  options: { readonly signal: AbortSignal; readonly ask: boolean },
  tell: (found: readonly string[]) => void,
): Promise<void> {
  const all = ['\\root']
  const below = async (parent: string): Promise<string[]> => {
    const { namespaces } = await call('schema.namespaces', { ...place, namespace: parent }, options)
    return namespaces.map(name => `${parent}\\${name}`)
  }
  let level = await below('\\root')
  while (level.length > 0 && !options.signal.aborted) {
    all.push(...level)
    tell([...all].sort((a, b) => a.localeCompare(b)).slice(0, most))
    if (all.length >= most) return
    const next = await Promise.allSettled(level.map(below))
    level = next.flatMap(each => (each.status === 'fulfilled' ? each.value : []))
  }
}
