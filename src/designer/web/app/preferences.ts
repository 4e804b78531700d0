// What the person chose: kept by the browser.
import { create } from 'zustand'
import { type Language, languages, setLanguage } from '../../../base/text.js'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** Pixels of the panels, by name. */
  readonly sizes: Readonly<Record<string, number>>
}

const place = 'wmilink'

function initial(): Preferences {
  const stored = read()
  const wanted = [stored.language, ...navigator.languages.map(each => each.slice(0, 2).toLowerCase())]
  return {
    language:
      languages.find(language => wanted.find(each => languages.some(known => known === each)) === language) ?? 'en',
    theme: themes.find(theme => theme === stored.theme) ?? 'system',
    sizes: typeof stored.sizes === 'object' && stored.sizes !== null ? (stored.sizes as Record<string, number>) : {},
  }
}

function read(): Partial<Record<keyof Preferences, unknown>> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}')
  } catch {
    return {}
  }
}

export const usePreferences = create<Preferences>(initial)

apply(usePreferences.getState())
usePreferences.subscribe(preferences => {
  apply(preferences)
  try {
    localStorage.setItem(place, JSON.stringify(preferences))
  } catch {
    // A browser that keeps nothing forgets the choice.
  }
})

function apply({ language, theme }: Preferences): void {
  setLanguage(language)
  document.documentElement.lang = language
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** A size of a panel that the person may have changed. */
export function useSize(name: string, preset: number): [number, (size: number) => void] {
  const size = usePreferences(({ sizes }) => sizes[name] ?? preset)
  return [size, value => usePreferences.setState(({ sizes }) => ({ sizes: { ...sizes, [name]: value } }))]
}
