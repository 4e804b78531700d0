import { compareNames } from '../../base/name-map.js'
import { cliText } from '../../base/texts/cli.js'
import type { CimClass } from '../../cim/class.js'
import { type Execute, usedFormat, writeRows, writerFor } from '../context.js'
import type { Row } from '../format/row.js'
import { glob } from '../glob.js'
import { callOptions, withServices } from '../session.js'

/** `wmilink classes [GLOB]`: names and what kind of class each is, alphabetical. */
export const execute: Execute = (context, [pattern = '*']) =>
  withServices(context, {}, async wmi => {
    const matches = glob(pattern)
    // System classes such as __Win32Provider are shown when they are asked for.
    const system = context.options.system || pattern.startsWith('__')
    const found: Row[] = []
    for await (const cimClass of wmi.classes(callOptions(context)))
      if (matches(cimClass.name) && (system || !cimClass.name.startsWith('__'))) found.push(summary(cimClass))
    found.sort((a, b) => compareNames(String(a.name), String(b.name)))
    await writeRows(writerFor(context, { columns }), found)
    const format = usedFormat(context)
    if (found.length === 0 && (format === 'table' || format === 'list')) context.messages.notice(cliText('noClasses'))
    return undefined
  })

const columns = ['name', 'superclass', 'abstract', 'association', 'singleton'] as const

function summary(cimClass: CimClass): Row {
  return {
    name: cimClass.name,
    superclass: cimClass.superclass,
    abstract: cimClass.isAbstract,
    association: cimClass.isAssociation,
    singleton: cimClass.isSingleton,
  }
}
