import { glob } from '../../base/glob.js'
import { compareNames } from '../../base/name-map.js'
import { cliText } from '../../base/texts/cli.js'
import type { CimClass } from '../../cim/class.js'
import { type Execute, usedFormat, writeRows, writerFor } from '../context.js'
import type { Row } from '../format/row.js'
import { callOptions, withServices } from '../session.js'

/** `wmilink classes [GLOB]`: names and what kind of class each is, alphabetical. */
export const execute: Execute = (context, [pattern = '*']) =>
  withServices(context, {}, async wmi => {
    const matches = glob(pattern)
    // System classes such as __Win32Provider are shown when they are asked for.
    const system = context.options.system || pattern.startsWith('__')
    const found: CimClass[] = []
    for await (const cimClass of wmi.classes(callOptions(context)))
      if (matches(cimClass.name) && (system || !cimClass.name.startsWith('__'))) found.push(cimClass)
    found.sort((a, b) => compareNames(a.name, b.name))
    const format = usedFormat(context)
    const forPeople = format === 'table' || format === 'list'
    await writeRows(writerFor(context, { columns }), found.map(forPeople ? shown : summary))
    if (found.length === 0 && forPeople) context.messages.notice(cliText('noClasses'))
    return undefined
  })

const columns = ['name', 'superclass', 'abstract', 'association', 'singleton'] as const

/** What a person looks for: the flags that are set. */
function shown(cimClass: CimClass): Row {
  const { name, superclass, ...flags } = summary(cimClass)
  const set = Object.keys(flags).filter(flag => flags[flag] === true)
  return { name, superclass, kind: set.join(', ') }
}

function summary(cimClass: CimClass): Row {
  return {
    name: cimClass.name,
    superclass: cimClass.superclass,
    abstract: cimClass.isAbstract,
    association: cimClass.isAssociation,
    singleton: cimClass.isSingleton,
  }
}
