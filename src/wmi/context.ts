import { ArgumentError } from '../base/errors.js'
import { wmiText } from '../base/texts/wmi.js'
import type { CallContext } from './services.js'

/** Only what the options say about the caller. @throws ArgumentError for a value that cannot be right */
export function contextOf({ locale, amended, architecture }: CallContext): CallContext {
  if (locale !== undefined && !/^MS_[0-9a-f]{1,5}$/i.test(locale))
    throw new ArgumentError(wmiText('localeForm', { value: String(locale) }), { hint: wmiText('localeHint') })
  if (amended !== undefined && typeof amended !== 'boolean')
    throw new ArgumentError(wmiText('amendedForm', { value: String(amended) }), { hint: wmiText('amendedHint') })
  if (architecture !== undefined && architecture !== 32 && architecture !== 64)
    throw new ArgumentError(wmiText('architectureForm', { value: String(architecture) }), {
      hint: wmiText('architectureHint'),
    })
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(amended === undefined ? {} : { amended }),
    ...(architecture === undefined ? {} : { architecture }),
  }
}
