// Namespaces of descriptions and messages.
export const wsdlNamespace = 'http://schemas.xmlsoap.org/wsdl/'
export const wsdl2Namespace = 'http://www.w3.org/ns/wsdl'
export const schemaNamespace = 'http://www.w3.org/2001/XMLSchema'
export const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance'
export const encodingNamespace = 'http://schemas.xmlsoap.org/soap/encoding/'

/** How SOAP comes in a description (binding) and on the wire (envelope). */
export const soapVersions = {
  '1.1': {
    binding: 'http://schemas.xmlsoap.org/wsdl/soap/',
    envelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  },
  '1.2': {
    binding: 'http://schemas.xmlsoap.org/wsdl/soap12/',
    envelope: 'http://www.w3.org/2003/05/soap-envelope',
  },
} as const
export type SoapVersion = keyof typeof soapVersions

/** A name with its namespace; '' for none. */
export interface QName {
  readonly namespace: string
  readonly name: string
}

/** One text for a name, for maps. */
export function keyOf({ namespace, name }: QName): string {
  return `{${namespace}}${name}`
}

/** Stands for the folder of a WSDL file, so that no location of a document can leave it. */
export const folderOrigin = 'https://wsdl.invalid'
