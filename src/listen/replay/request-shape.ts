import { foldName } from '../../base/name-map.js'
import { readRequest } from '../../wsman/message/request.js'
import { actions } from '../../wsman/names.js'
import type { Selector } from '../../wsman/types.js'
import type { XmlElement } from '../../xml/index.js'

/** What a request asks for. */
export interface RequestShape {
  /** Equal for requests that ask for the same, whatever their ids, time-outs and page sizes. */
  readonly key: string
  /** For people: the action's last part, the resource, the filter. */
  readonly text: string
  readonly messageId: string
  readonly isIdentify: boolean
}

/** @throws RequestError for what is no request */
export function requestShape(bytes: Uint8Array): RequestShape {
  const { header, body } = readRequest(bytes, { maxDepth: 100, maxHeaders: 100 })
  const { action, uri, selectors, identifier, messageId } = header
  const key = JSON.stringify([
    action,
    foldName(uri),
    selectors.map(selectorShape).sort(),
    identifier ?? '',
    body ? elementShape(body) : null,
  ])
  const inside = body ? words(body) : ''
  return {
    key,
    text: `${action.slice(action.lastIndexOf('/') + 1)} ${uri}${inside === '' ? '' : ` ${inside}`}`.slice(
      0,
      longestText,
    ),
    messageId,
    isIdentify: action === actions.identify,
  }
}

const longestText = 300
/** Elements whose content does not matter: how much and how long. */
const terms: ReadonlySet<string> = new Set(['MaxElements', 'MaxTime', 'MaxCharacters', 'Heartbeats', 'Expires'])
/** Traces have no secrets, so requests are compared without them. */
const secret = /(?:password|passwd|passphrase|secret)$/i

function selectorShape({ name, value }: Selector): string {
  const text =
    typeof value === 'string' ? value : JSON.stringify([foldName(value.uri), value.selectors.map(selectorShape).sort()])
  return `${foldName(name)}=${text}`
}

function elementShape(element: XmlElement): unknown {
  const { localName, namespace, children } = element
  if (terms.has(localName)) return localName
  const attributes = element.attributes
    .filter(attribute => !attribute.declares)
    .map(({ name, value }) => [name.slice(name.indexOf(':') + 1), value])
    .sort()
  const content =
    children.length > 0 ? children.map(elementShape) : secret.test(localName) ? '***' : element.text.trim()
  return [localName, foldName(namespace), attributes, content]
}

/** The texts in a body, in one line. */
function words(body: XmlElement): string {
  const texts = [body, ...body.descendants()].filter(
    ({ children, localName }) => children.length === 0 && !terms.has(localName) && !secret.test(localName),
  )
  return texts
    .map(element => element.text.trim())
    .filter(Boolean)
    .join(' ')
}
