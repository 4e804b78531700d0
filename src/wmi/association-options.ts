import { WmiError } from '../base/errors.js'
import { associationText } from '../base/texts/host-associations.js'
import type { AssociationOptions, AssociationQuery } from '../wql/ast.js'
import { associationOptions, conflictingOptions } from '../wql/parse-association.js'

const wholeName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/**
 * What a caller gives `associators()` and `references()`, held to the rules of the query language: nobody has parsed it.
 *
 * @throws WmiError WBEM_E_INVALID_QUERY for options that the language refuses too, WBEM_E_INVALID_PARAMETER for what is
 *   no option or has a value of another type
 */
export function checkAssociationOptions(
  kind: AssociationQuery['kind'],
  given: AssociationOptions | null | undefined,
): AssociationOptions {
  const options: Record<string, string | true> = {}
  for (const [name, value] of Object.entries<unknown>({ ...given })) {
    const known = associationOptions.find(option => option.name === name)
    if (!known) {
      throw invalid('WBEM_E_INVALID_PARAMETER', associationText('optionUnknown', { option: name }), {
        hint: associationText('optionUnknownHint', { options: associationOptions.map(each => each.name).join(', ') }),
      })
    }
    if (value === undefined || value === null || (value === false && !known.takesName)) continue
    if (typeof value !== (known.takesName ? 'string' : 'boolean')) {
      const text = known.takesName ? 'optionText' : 'optionFlag'
      throw invalid('WBEM_E_INVALID_PARAMETER', associationText(text, { option: name, type: typeof value }))
    }
    if (typeof value === 'string' && !wholeName.test(value))
      throw invalid('WBEM_E_INVALID_QUERY', associationText('optionName', { option: name, name: shown(value) }))
    if (kind === 'references' && !known.references) {
      throw invalid('WBEM_E_INVALID_QUERY', associationText('optionOfAssociators', { option: name }), {
        hint: associationText('optionOfAssociatorsHint'),
      })
    }
    options[name] = typeof value === 'string' ? value : true
  }
  for (const [option, other] of conflictingOptions) {
    if (Object.hasOwn(options, option) && Object.hasOwn(options, other)) {
      throw invalid('WBEM_E_INVALID_QUERY', associationText('optionConflict', { option, other }), {
        hint: associationText('optionConflictHint'),
      })
    }
  }
  return options
}

function invalid(
  status: 'WBEM_E_INVALID_QUERY' | 'WBEM_E_INVALID_PARAMETER',
  message: string,
  details: { readonly hint?: string } = {},
): WmiError {
  return new WmiError(status, message, details)
}

function shown(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
