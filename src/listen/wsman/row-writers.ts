// Rows as items of an answer: DSP0226 8.7 (enumeration modes), [MS-WSMV] (fragments for projections).
import { listenText } from '../../base/texts/listen.js'
import { type CimInstance, classOf } from '../../cim/instance.js'
import { parseObjectPath } from '../../cim/path.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { writeReference } from '../../wsman/reference.js'
import { referenceOfPath } from '../../wsman/reference-path.js'
import type { EnumerationMode } from '../../wsman/types.js'
import { RowWriter } from '../../wsman/values/index.js'
import type { Ask } from './ask.js'
import { howToWrite } from './transfer.js'

/**
 * Writes the rows of one answer after the other.
 * @param projected the query names properties: rows have no class of their own then
 * @throws WmiError ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED for references to rows that are no whole objects
 */
export function rowWriter(ask: Ask, mode: EnumerationMode, projected: boolean): (row: CimInstance) => string {
  if (mode !== 'EnumerateObject' && projected) throw modeUnsupported()
  const writer = new RowWriter(howToWrite(ask))
  const write = (row: CimInstance) => (projected ? writer.fragment(row) : writer.instance(row))
  if (mode === 'EnumerateObject') return write
  if (mode === 'EnumerateEPR') return row => reference(ask, row)
  return row => `<w:Item>${write(row)}${reference(ask, row)}</w:Item>`
}

function reference(ask: Ask, row: CimInstance): string {
  const path = row.__RELPATH
  if (path === null) throw modeUnsupported()
  const namespace = row.__NAMESPACE ?? ask.namespace
  return writeReference(referenceOfPath(parseObjectPath(path), ask.family, namespace, classOf(row)))
}

function modeUnsupported(): Error {
  return wsmanError('ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED', listenText('noReferences'), {
    hint: listenText('noReferencesHint'),
  })
}
