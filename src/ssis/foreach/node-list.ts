// The Foreach NodeList enumerator: what an XPath expression finds in an XML document.
import { open } from 'node:fs/promises'
import { foreachText } from '../../base/texts/ssis-foreach.js'
import { decodeXml } from '../../xml/index.js'
import { ComponentElement } from '../component.js'
import type { PropertyDefinition } from '../contract.js'
import { dtsError } from '../errors.js'
import { fileReason } from '../file-reason.js'
import { findManager } from '../tasks/references.js'
import { type EnumeratorContext, type EnumeratorKind, type EnumeratorSource, enumeratorPattern } from './kinds.js'
import type { XmlNode, XPathDocument } from './xpath.js'

export const EnumerationType = { Navigator: 0, Node: 1, NodeText: 2, ElementCollection: 3 } as const
export const InnerElementType = { Navigator: 0, Node: 1, NodeText: 2 } as const
export const NodeListSourceType = { FileConnection: 0, Variable: 1, DirectInput: 2 } as const

/** A document with more bytes than this is not read. */
const limit = 64 << 20

const sourceType = { enum: NodeListSourceType, name: 'SourceType' } as const
const choice = (name: string): PropertyDefinition => ({
  name,
  type: sourceType,
  default: NodeListSourceType.DirectInput,
  attribute: name,
})
const text = (name: string): PropertyDefinition => ({ name, type: 'String', default: '', attribute: name })

const properties: readonly PropertyDefinition[] = [
  {
    name: 'EnumerationType',
    type: { enum: EnumerationType, name: 'EnumerationType' },
    default: EnumerationType.Navigator,
    attribute: 'EnumerationType',
  },
  choice('OuterXPathSourceType'),
  text('OuterXPathString'),
  {
    name: 'InnerElementType',
    type: { enum: InnerElementType, name: 'InnerElementType' },
    default: InnerElementType.Navigator,
    attribute: 'InnerElementType',
  },
  choice('InnerXPathSourceType'),
  text('InnerXPathString'),
  choice('SourceType'),
  text('SourceDocument'),
]

/** A text that stands in the package, in a variable or in the file of a connection manager. @throws DtsError */
async function read(source: EnumeratorSource, context: EnumeratorContext, type: string, name: string): Promise<string> {
  const place = String(source.properties.get(name))
  const kind = source.properties.get(type)
  if (kind === NodeListSourceType.DirectInput) return place
  if (kind === NodeListSourceType.Variable) return String(context.variables.get(place.trim()).value ?? '')
  return readManaged(source, context, place.trim())
}

async function readManaged(
  { connections }: EnumeratorSource,
  context: EnumeratorContext,
  name: string,
): Promise<string> {
  const manager = findManager(connections, name)
  if (!manager) throw dtsError('DTS_E_CONNECTIONNOTFOUND', { name })
  const path = manager.connectionString
  try {
    const file = await open(context.nativePath(path))
    try {
      if ((await file.stat()).size > limit) throw failure(foreachText('tooLong', { limit }))
      return decodeXml(await file.readFile({ signal: context.signal }), path).text
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    throw failure(foreachText('folderUnreadable', { path, reason: fileReason(error, 'read') }))
  }
}

function failure(reason: string): Error {
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason })
}

async function* items(source: EnumeratorSource, context: EnumeratorContext): AsyncGenerator<readonly unknown[]> {
  const outer = await read(source, context, 'OuterXPathSourceType', 'OuterXPathString')
  const kind = source.properties.get('EnumerationType')
  const inner =
    kind === EnumerationType.ElementCollection
      ? await read(source, context, 'InnerXPathSourceType', 'InnerXPathString')
      : ''
  const { openXml } = await import('./xpath.js')
  const document: XPathDocument = openXml(await read(source, context, 'SourceType', 'SourceDocument'))
  const innerKind = source.properties.get('InnerElementType')
  for (const node of document.select(outer)) {
    if (context.signal.aborted) return
    if (kind === EnumerationType.ElementCollection)
      yield document.select(inner, node).map(one => nodeValue(one, innerKind === InnerElementType.NodeText))
    else yield [nodeValue(node, kind === EnumerationType.NodeText)]
  }
}

/** Nodes and navigators are objects of .NET; here they are the XML text of the node. */
function nodeValue(node: XmlNode, asText: boolean): string {
  return asText ? node.text : node.xml
}

/** `Microsoft.ForEachNodeListEnumerator`: a node, or the nodes that the inner XPath finds in it by ValueIndex. */
export const nodeListEnumerator: EnumeratorKind = {
  creationName: 'Microsoft.ForEachNodeListEnumerator',
  pattern: enumeratorPattern('ForEachNodeListEnumerator'),
  properties,
  store: node =>
    new ComponentElement(
      node,
      'FEENODELIST',
      properties.flatMap(({ attribute }) => attribute ?? []),
    ),
  check(source, context) {
    const { name, properties: values, connections } = source
    if (String(values.get('OuterXPathString')).trim() === '') throw failure(foreachText('noXPath', { name }))
    for (const [type, place] of [
      ['OuterXPathSourceType', 'OuterXPathString'],
      ['SourceType', 'SourceDocument'],
    ] as const) {
      const reference = String(values.get(place)).trim()
      if (values.get(type) === NodeListSourceType.Variable) context.variables.get(reference)
      if (values.get(type) === NodeListSourceType.FileConnection && !findManager(connections, reference))
        throw dtsError('DTS_E_CONNECTIONNOTFOUND', { name: reference })
    }
  },
  open: items,
}
