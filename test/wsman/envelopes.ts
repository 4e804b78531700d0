// Messages as servers write them, for tests.
import { namespaces } from '../../src/wsman/names.js'

const declared = ['s', 'a', 'n', 'w', 'x', 'e', 'm', 'b', 'f', 'xsi']
  .map(prefix => `xmlns:${prefix}="${namespaces[prefix as keyof typeof namespaces]}"`)
  .join(' ')

/** An envelope with all prefixes declared. */
export function envelope(header: string, body: string): Buffer {
  return Buffer.from(`<s:Envelope ${declared}><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`)
}

/** A fault of Windows with a code of the service. */
export function faultXml(code: number, message: string, subcode = 'w:InternalError'): string {
  return `<s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en-US">${message}</s:Text></s:Reason><s:Detail><f:WSManFault Code="${code}" Machine="m"><f:Message>${message}</f:Message></f:WSManFault></s:Detail></s:Fault>`
}
