import { useEffect, useState } from 'react'
import type { Output } from '../../api/index.js'
import { call } from '../state/api.js'
import { useDocument } from '../state/documents.js'
import type { Choice } from './references.js'

/** What an object can name: those of the package first, then the system's and the parameters. */
export interface SeenVariables {
  /** Whose value can be used. */
  readonly read: readonly Choice[]
  /** Which can receive a value. */
  readonly write: readonly Choice[]
}

const none: SeenVariables = { read: [], write: [] }

/** The variables that an object sees, by their qualified names; inner ones hide outer ones. */
export function useVariables(document: string, scope: string): SeenVariables {
  const revision = useDocument(document)?.state.revision
  const [seen, setSeen] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each revision may have others
  useEffect(() => {
    const stop = new AbortController()
    call('document.variables', { document, scope }, { signal: stop.signal, ask: false }).then(
      found => setSeen(choicesOf(found)),
      () => {},
    )
    return () => stop.abort()
  }, [document, scope, revision])
  return seen
}

function choicesOf({ variables, parameters }: Output<'document.variables'>): SeenVariables {
  const own = variables.filter(({ system }) => !system)
  const system = variables.filter(each => each.system)
  return {
    read: unique([
      ...[...own, ...system].map(({ namespace, name }) => `${namespace}::${name}`),
      ...parameters.filter(({ sensitive }) => !sensitive).map(({ project, name }) => parameterName(project, name)),
    ]),
    write: unique(own.filter(({ readOnly }) => !readOnly).map(({ namespace, name }) => `${namespace}::${name}`)),
  }
}

function parameterName(project: boolean, name: string): string {
  return `${project ? '$Project' : '$Package'}::${name}`
}

function unique(names: readonly string[]): Choice[] {
  return [...new Set(names)].map(value => ({ value, label: value }))
}
