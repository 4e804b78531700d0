// Descriptions of services for tests, as small as they can be.

export interface WsdlParts {
  /** What stands in the schema of urn:t. */
  readonly schema?: string
  /** Members of the element Do. */
  readonly input?: string
  /** Members of the element DoResponse. */
  readonly output?: string
  readonly address?: string
  /** Replaces parts of the text. */
  readonly change?: readonly (readonly [string | RegExp, string])[]
}

/** A service S with the method Do, document style, SOAP 1.1. */
export function wsdl({
  schema = '',
  input = '',
  output = '',
  address = 'http://localhost/s',
  change = [],
}: WsdlParts = {}): string {
  const text = `<?xml version="1.0"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
  <wsdl:types>
    <xs:schema targetNamespace="urn:t" elementFormDefault="qualified">
      <xs:element name="Do"><xs:complexType><xs:sequence>${input}</xs:sequence></xs:complexType></xs:element>
      <xs:element name="DoResponse"><xs:complexType><xs:sequence>${output}</xs:sequence></xs:complexType></xs:element>
      ${schema}
    </xs:schema>
  </wsdl:types>
  <wsdl:message name="DoIn"><wsdl:part name="parameters" element="t:Do"/></wsdl:message>
  <wsdl:message name="DoOut"><wsdl:part name="parameters" element="t:DoResponse"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="Do"><wsdl:documentation>Does it.</wsdl:documentation><wsdl:input message="t:DoIn"/><wsdl:output message="t:DoOut"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="t:P">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Do"><soap:operation soapAction="urn:t#Do"/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="Port" binding="t:B"><soap:address location="${address}"/></wsdl:port></wsdl:service>
</wsdl:definitions>`
  return change.reduce((whole, [from, to]) => whole.replace(from, to), text)
}

/** An element of a schema. */
export const element = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`

/** The answer of a service. */
export function envelope(body: string, version: '1.1' | '1.2' = '1.1'): string {
  const namespace =
    version === '1.1' ? 'http://schemas.xmlsoap.org/soap/envelope/' : 'http://www.w3.org/2003/05/soap-envelope'
  return `<?xml version="1.0"?><e:Envelope xmlns:e="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>${body}</e:Body></e:Envelope>`
}

/** A method of rpc style with SOAP's encoding: Do(numbers: int[], color) gives texts. */
export const encodedWsdl = (address = 'http://localhost/s') => `<?xml version="1.0" encoding="iso-8859-1"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t" name="caf\u00e9">
  <types><schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:t">
    <import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
    <complexType name="Ints"><complexContent><restriction base="enc:Array"><attribute ref="enc:arrayType" w:arrayType="x:int[]"/></restriction></complexContent></complexType>
    <complexType name="Texts"><complexContent><restriction base="enc:Array"><attribute ref="enc:arrayType" w:arrayType="x:string[]"/></restriction></complexContent></complexType>
    <simpleType name="Color"><restriction base="string"><enumeration value="red"/><enumeration value="blue"/></restriction></simpleType>
  </schema></types>
  <message name="DoIn"><part name="numbers" type="t:Ints"/><part name="color" type="t:Color"/></message>
  <message name="DoOut"><part name="return" type="t:Texts"/></message>
  <portType name="P"><operation name="Do"><input message="t:DoIn"/><output message="t:DoOut"/></operation></portType>
  <binding name="B" type="t:P"><s:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Do"><s:operation soapAction=""/><input><s:body use="encoded" namespace="urn:m" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></input><output><s:body use="encoded" namespace="urn:m" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></output></operation></binding>
  <service name="S"><port name="Port" binding="t:B"><s:address location="${address}"/></port></service>
</definitions>`
