// XPath 1.0 on XML documents; the libraries are loaded with this module, when a NodeList enumerator runs.
import { DOMParser, type Document, type Node, XMLSerializer } from '@xmldom/xmldom'
import xpath from 'xpath'
import { foreachText } from '../../base/texts/ssis-foreach.js'
import { dtsError } from '../errors.js'

/** A node that an XPath expression found. */
export interface XmlNode {
  /** The text in it. */
  readonly text: string
  /** The node as XML. */
  readonly xml: string
}

export interface XPathDocument {
  /** The nodes that the expression finds, in document order. @param from a node of an earlier answer. @throws DtsError */
  select(path: string, from?: XmlNode): XmlNode[]
}

function failure(reason: string): Error {
  return dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason })
}

class FoundNode implements XmlNode {
  readonly node: Node

  constructor(node: Node) {
    this.node = node
  }

  get text(): string {
    return this.node.textContent ?? this.node.nodeValue ?? ''
  }

  get xml(): string {
    return new XMLSerializer().serializeToString(this.node)
  }
}

/** @throws DtsError for a text that is not well-formed, and for a DOCTYPE: entities could make any size of it */
export function openXml(text: string): XPathDocument {
  if (/<!DOCTYPE/i.test(text)) throw failure(foreachText('badXml', { reason: foreachText('noDoctype') }))
  let document: Document
  try {
    document = new DOMParser({
      onError: (_level, message) => {
        throw new Error(message)
      },
    }).parseFromString(text.replace(/^\ufeff/, ''), 'text/xml')
  } catch (error) {
    throw failure(foreachText('badXml', { reason: firstLine(error) }))
  }
  return { select: (path, from) => select(document, path, from) }
}

function select(document: Document, path: string, from: XmlNode | undefined): XmlNode[] {
  let found: unknown
  try {
    const place = from instanceof FoundNode ? from.node : document
    // The types of the two libraries name the same DOM differently.
    found = xpath.select(path, place as unknown as globalThis.Node)
  } catch (error) {
    throw failure(foreachText('badXPath', { path, reason: firstLine(error) }))
  }
  if (!Array.isArray(found)) throw failure(foreachText('badXPath', { path, reason: String(found) }))
  return found.map((node: Node) => new FoundNode(node))
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0] ?? message
}
