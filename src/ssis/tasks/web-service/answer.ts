// What a service answered: SOAP 1.1 4.4 and 5.4.1, SOAP 1.2 5.4.
import { TextError } from '../../../base/errors.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import { XmlDocument, type XmlElement } from '../../../xml/index.js'
import type { HttpAnswer } from '../../connection-kinds/http/connection.js'
import { type DtsError, dtsError } from '../../errors.js'
import { decodeText } from './wsdl/documents.js'
import { soapVersions } from './wsdl/names.js'
import type { WebMethod } from './wsdl/services.js'

const deepest = 500
/** How much of a fault is told. */
const longestFault = 2000

/** The body of an answer. */
export interface SoapBody {
  /** The element that the method's result is in, or is; undefined for an empty body. */
  readonly content: XmlElement | undefined
  /** The element with an ID, for values that are only referred to. */
  byId(id: string): XmlElement | undefined
}

/** @throws DtsError 0xC002922F for a fault, 0xC0029230 for what is no answer */
export function readAnswer(answer: HttpAnswer, method: WebMethod): SoapBody {
  const { status } = answer
  const isFine = status >= 200 && status < 300
  // A method without an answer gets a status only.
  if (isFine && answer.body.length === 0 && !method.output?.length) return { content: undefined, byId: () => undefined }
  const root = parse(answer)
  const versions = Object.values(soapVersions)
  const version = root && versions.find(({ envelope }) => root.is('Envelope', envelope))
  const body = version && root.child('Body', version.envelope)
  if (!version || !body) throw noAnswer(isFine ? webServiceText('noEnvelope') : webServiceText('badStatus', { status }))
  const fault = body.child('Fault', version.envelope)
  if (fault)
    throw dtsError('DTS_E_WEBSERVICETASK_WEBMETHOD_INVOKE_FAILED', { reason: faultText(fault).slice(0, longestFault) })
  if (!isFine) throw noAnswer(webServiceText('badStatus', { status }))
  return { content: body.children[0], byId: id => body.children.find(child => child.get('id') === id) }
}

function parse(answer: HttpAnswer): XmlElement | undefined {
  try {
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(answer.header('content-type'))?.[1]
    return XmlDocument.parse(decodeText(answer.body, charset), { maxDepth: deepest, lenient: true }).root
  } catch (error) {
    if (!(error instanceof TextError)) throw error
    if (answer.status >= 300) return undefined
    throw noAnswer(otherContent(answer) ?? error.message, error)
  }
}

/** What came instead of XML, when the server says it; nobody wants to read where a page stops being XML. */
function otherContent({ header }: HttpAnswer): string | undefined {
  const [type = ''] = header('content-type').split(';')
  const encoding = header('content-encoding').trim()
  const told = encoding && !/^identity$/i.test(encoding) ? encoding : /[/+]xml\s*$/i.test(type) ? '' : type.trim()
  return told ? webServiceText('otherContent', { type: told.slice(0, 100) }) : undefined
}

function noAnswer(reason: string, cause?: unknown): DtsError {
  return dtsError('DTS_E_WEBSERVICETASK_INVOKE_ERR', { reason }, { cause, hint: webServiceText('noAnswerHint') })
}

/** Code and text of a fault, in either version. */
function faultText(fault: XmlElement): string {
  const at = (...path: readonly string[]): string | undefined => {
    let element: XmlElement | undefined = fault
    for (const name of path) element = element?.children.find(child => child.localName === name)
    return element?.text.trim()
  }
  const codes = [at('faultcode') ?? at('Code', 'Value'), at('Code', 'Subcode', 'Value')].filter(Boolean)
  const text = at('faultstring') ?? at('Reason', 'Text') ?? ''
  const detail = fault.children.find(child => /^detail$/i.test(child.localName))
  const more = detail
    ? [...detail.descendants()].filter(each => each.children.length === 0).map(each => each.text.trim())
    : []
  const told = [codes.join(' '), text, more.filter(Boolean).join('; ')].filter(Boolean)
  // One line; nothing in it may control a terminal.
  return (told.join(': ') || '-').replace(/[\p{Cc}\s]+/gu, ' ')
}
