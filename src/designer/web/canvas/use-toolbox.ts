import { useEffect, useState } from 'react'
import { language } from '../../../base/text.js'
import { productTitle } from '../../../base/texts/designer-titles.js'
import type { Output } from '../../api/index.js'
import { call } from '../state/api.js'

type ToolboxList = Output<'toolbox.list'>

const empty: ToolboxList = { executables: [], connections: [], variableTypes: [], events: [] }
/** Titles and descriptions are texts: they are asked for once in each language. */
const known = new Map<string, Promise<ToolboxList>>()

function load(): Promise<ToolboxList> {
  const present = known.get(language())
  if (present) return present
  const asked = call('toolbox.list', {}).then(translated)
  const key = language()
  known.set(key, asked)
  // Another try is free to succeed.
  asked.catch(() => known.delete(key))
  return asked
}

function translated(list: ToolboxList): ToolboxList {
  return {
    ...list,
    executables: list.executables.map(each => ({ ...each, title: productTitle(each.title) })),
    connections: list.connections.map(each => ({ ...each, title: productTitle(each.title) })),
  }
}

/** What can be put on the canvas and into the tray; empty until the server told. @param wanted false: not asked for yet */
export function useToolbox(wanted = true): ToolboxList {
  const [list, setList] = useState(empty)
  const spoken = language()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language has other texts
  useEffect(() => {
    let gone = false
    if (wanted)
      load().then(
        loaded => {
          if (!gone) setList(loaded)
        },
        () => {},
      )
    return () => {
      gone = true
    }
  }, [wanted, spoken])
  return list
}
