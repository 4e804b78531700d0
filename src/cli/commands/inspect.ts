import { DriveMap } from '../../base/drives.js'
import { type Context, type Execute, usedFormat, writeRows, writerFor } from '../context.js'
import { painter } from '../format/colour.js'
import { jsonDocument } from '../format/json.js'
import type { Row } from '../format/row.js'
import { type Inspection, inspectPackage } from '../inspection.js'
import { inspectionText } from '../inspection-text.js'
import { openPackage } from '../package-file.js'
import { importModules } from '../session.js'

/** `wmilink inspect PACKAGE`: what is in it, what can run here, and why not. Connects to nothing. */
export const execute: Execute = async (context, [file = '']) => {
  await importModules(context)
  const pkg = await openPackage(context, file, { ask: false })
  const found = await inspectPackage(pkg, file, {
    signal: context.signal,
    drives: new DriveMap(context.options.drive),
  })
  if (context.signal.aborted) throw context.signal.reason
  await print(context, found)
  return undefined
}

async function print(context: Context, found: Inspection): Promise<void> {
  const format = usedFormat(context)
  if (format === 'json') await context.output.write(jsonDocument({ ...found }))
  else if (format === 'table' || format === 'list') {
    await context.output.write(inspectionText(found, painter(context.io.stdout, context.io.env)))
  } else await writeRows(writerFor(context, { columns }), rowsOf(found))
}

const columns = ['kind', 'path', 'name', 'type', 'value', 'disabled', 'runnable', 'problems'] as const

/** One row for the package and for each thing in it (docs/json.md). */
function rowsOf(found: Inspection): Row[] {
  const { connections, variables, parameters, executables, constraints, logProviders, configurations, ...pkg } = found
  return [
    { kind: 'package', ...pkg, name: pkg.package, path: '\\Package' },
    ...connections.map(each => ({
      kind: 'connection',
      ...each,
      path: `\\Package.Connections[${each.name}]`,
      value: each.connectionString,
    })),
    ...variables.map(each => ({ kind: 'variable', ...each, path: `${each.scope}.Variables[${each.name}]` })),
    ...parameters.map(each => ({ kind: 'parameter', ...each, path: `\\Package.Variables[${each.name}]` })),
    ...executables.map(each => ({ ...each, kind: each.kind })),
    ...constraints.map(({ value: result, ...each }) => ({
      kind: 'constraint',
      ...each,
      result,
      path: `${each.scope}.PrecedenceConstraints[${each.name}]`,
    })),
    ...configurations.map(each => ({
      kind: 'configuration',
      ...each,
      path: each.packagePath,
      value: each.configurationString,
    })),
    ...logProviders.map(each => ({
      kind: 'logProvider',
      ...each,
      path: `\\Package.LogProviders[${each.name}]`,
      value: each.configString,
    })),
  ]
}
