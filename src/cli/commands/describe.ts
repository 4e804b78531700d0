import { language } from '../../base/text.js'
import { cliText } from '../../base/texts/cli.js'
import { declarationOf } from '../../cim/declaration.js'
import { formatClassMof } from '../../cim/mof/format.js'
import type { CallContext } from '../../wmi/services.js'
import { classDocument, memberRows } from '../class-document.js'
import { type Execute, writeRows, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { jsonDocument } from '../format/json.js'
import type { Format } from '../format/row.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'

const memberFormats: ReadonlySet<Format | undefined> = new Set<Format>(['table', 'list', 'csv'])

/** What numbers mean, in the language of the command. */
function textsForPeople(): CallContext {
  return { amended: true, locale: language() === 'fr' ? 'MS_40C' : 'MS_409' }
}

/** `wmilink describe CLASS`: MOF, or the class as an object of JSON, or its members as a table. */
export const execute: Execute = async (context, [text = '']) => {
  if (/^\w*[*?][\w*?]*$/.test(text))
    throw new UsageError(cliText('noSuchName', { text }), { hint: cliText('noSuchNameHint', { text }) })
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const cimClass = await wmi.getClass(path.className, { ...callOptions(context), ...textsForPeople() })
    if (memberFormats.has(context.format)) await writeRows(writerFor(context), memberRows(cimClass))
    else if (context.format === 'json') await context.output.write(jsonDocument(classDocument(cimClass)))
    else if (context.format === 'ndjson') await context.output.write(`${JSON.stringify(classDocument(cimClass))}\n`)
    else await context.output.write(formatClassMof(declarationOf(cimClass)))
    return undefined
  })
}
