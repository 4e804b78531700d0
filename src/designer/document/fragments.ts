// Executables as pieces of text: how they move to another container or package with every byte that is in them.
import { randomBytes } from 'node:crypto'
import { dtsNamespace } from '../../ssis/dtsx/format.js'
import { DtsNode } from '../../ssis/dtsx/node.js'
import type { Executable, ExecutableContainer, Package } from '../../ssis/index.js'
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import type { OpenDocument } from '../workspace/index.js'

/** The text of a package with all changes. */
export function contentOf(pkg: Package): string {
  return pkg.node.element.document.toString()
}

/**
 * The text of an executable, its namespaces declared in it, so that it can stand anywhere.
 *
 * @param executable of a package as it was read: without changes
 * @param place where it will stand, whose namespaces need no declaration
 */
export function fragmentOf(executable: Executable, place?: XmlElement): string {
  const { element } = executable.node
  const { source, document } = element
  if (!source || document.changed) throw new Error('a fragment is cut from a text as it was read')
  const text = document.text.slice(source.start, source.end)
  const open = document.text.slice(source.start, source.tailStart)
  const prefixes = new Set([...text.matchAll(/[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]/g)].map(match => match[1] ?? ''))
  let declarations = ''
  for (const prefix of prefixes) {
    const uri = element.scope.namespaceOf(prefix)
    const declared = prefix === 'xml' || prefix === 'xmlns' || open.includes(`xmlns:${prefix}=`)
    if (uri !== undefined && !declared && place?.scope.namespaceOf(prefix) !== uri)
      declarations += ` xmlns:${prefix}="${uri.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`
  }
  const { nameEnd } = source
  return document.text.slice(source.start, nameEnd) + declarations + document.text.slice(nameEnd, source.end)
}

/** The element of a fragment. @throws TextError for what is not well-formed */
export function parseFragment(text: string): XmlElement {
  return XmlDocument.parse(text, { maxDepth: 200 }).root
}

/** True for the element of an executable. */
export function isExecutable(element: XmlElement): boolean {
  return element.is('Executable', dtsNamespace)
}

/**
 * Puts executables at the end of a container. Call it inside a change: the package is another object afterwards.
 *
 * @param fragments as {@link fragmentOf} cuts them
 * @param key of the container
 */
export function insertFragments(
  document: OpenDocument,
  container: ExecutableContainer,
  fragments: readonly string[],
): void {
  if (fragments.length === 0) return
  // A word that stands nowhere else marks the place in the printed text.
  const mark = `place-${randomBytes(12).toString('hex')}`
  const { node } = container
  const marker = new DtsNode(
    node.element.document.create(node.element, node.qualified('Executable'), { mark }),
    node.format,
  )
  node.addItem('Executables', marker)
  const text = contentOf(document.package)
  const at = text.indexOf(mark)
  const start = text.lastIndexOf('<', at)
  const end = text.indexOf('>', at) + 1
  const lead = /[\r\n]+[ \t]*$/.exec(text.slice(0, start))?.[0] ?? ''
  document.replaceText(text.slice(0, start) + fragments.join(lead) + text.slice(end))
}
