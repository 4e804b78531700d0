import { type Language, languages } from '../base/text.js'
import type { Io } from './io.js'

/** The language that the arguments ask for, else the one of the locale; read before anything is said. */
export function chooseLanguage(argv: readonly string[], env: Io['env']): Language {
  return asked(argv) ?? ofLocale(env)
}

function asked(argv: readonly string[]): Language | undefined {
  const at = argv.lastIndexOf('--lang')
  const text = at >= 0 ? argv[at + 1] : argv.findLast(arg => arg.startsWith('--lang='))?.slice('--lang='.length)
  return languages.find(language => language === text)
}

/** LC_ALL wins over LC_MESSAGES, and that over LANG; an empty one does not count (POSIX). */
function ofLocale(env: Io['env']): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return languages.find(language => new RegExp(`^${language}\\b|^${language}_`, 'i').test(locale)) ?? 'en'
}
