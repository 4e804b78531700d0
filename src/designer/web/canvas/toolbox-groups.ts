// What the toolbox shows.
import type { Output } from '../../api/index.js'

export type ToolboxEntry = Output<'toolbox.list'>['executables'][number]

export const toolboxGroups = ['wmi', 'containers', 'other'] as const
export type ToolboxGroup = (typeof toolboxGroups)[number]

/** Letters without their accents and case, as people search. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Entries in which every word of the search is found, by group; groups without any are left out. */
export function toolboxEntries(
  entries: readonly ToolboxEntry[],
  search: string,
): { readonly group: ToolboxGroup; readonly entries: readonly ToolboxEntry[] }[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  const found = entries.filter(({ title, description, type }) => {
    const text = plain(`${title} ${type} ${description}`)
    return words.every(word => text.includes(word))
  })
  return toolboxGroups.flatMap(group => {
    const own = found.filter(entry => entry.group === group)
    return own.length > 0 ? [{ group, entries: own }] : []
  })
}
