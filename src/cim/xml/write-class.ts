// Class declarations as CIM-XML: DSP0201 5.2.3, with WMI's attributes as Windows writes them.
import { escapeAttribute } from '../../xml/index.js'
import type { CimClass, CimElement, CimMethod, CimParameter, CimProperty, Qualifiers } from '../class.js'
import { restrictedFlavor } from '../flavor.js'
import { writeInstanceXml } from './instance.js'
import { writeQualifier, writeQualifiers } from './qualifiers.js'
import { cimTypeQualifier, cimTypeText, type TypedElement, writeType } from './type.js'
import { writeXmlValue } from './values.js'

/** What a declaration tells, as the options of the class resource name it ([MS-WSMV] 2.2.4); all of it unless said. */
export interface ClassXmlOptions {
  /** IncludeQualifiers. Without them keys and the direction of parameters are not told. */
  readonly qualifiers?: boolean
  /** IncludeInheritedElements: also what the class does not declare itself. */
  readonly inherited?: boolean
  /** IncludeInheritanceHierarchy: all ancestors, in DERIVATION. */
  readonly hierarchy?: boolean
  /** IncludeClassOrigin: the class that first declared each property and method. */
  readonly classOrigin?: boolean
}

/** A class as a CLASS element; with all options {@link readClassXml} gives an equal class. */
export function writeClassXml(cimClass: CimClass, options: ClassXmlOptions = {}): string {
  const writer = new ClassWriter(options)
  return writer.write(cimClass)
}

class ClassWriter {
  readonly #qualifiers: boolean
  readonly #inherited: boolean
  readonly #hierarchy: boolean
  readonly #origin: boolean

  constructor({ qualifiers = true, inherited = true, hierarchy = true, classOrigin = true }: ClassXmlOptions) {
    this.#qualifiers = qualifiers
    this.#inherited = inherited
    this.#hierarchy = hierarchy
    this.#origin = classOrigin
  }

  write(cimClass: CimClass): string {
    const { name, superclass, derivation } = cimClass
    const parts = [
      `<CLASS NAME="${escapeAttribute(name)}"`,
      superclass === null ? '' : ` SUPERCLASS="${escapeAttribute(superclass)}"`,
      this.#hierarchy && derivation.length > 0 ? ` DERIVATION="${escapeAttribute(derivation.join(','))}"` : '',
      '>',
      this.#qualifiersOf(cimClass.qualifiers),
    ]
    for (const property of cimClass.properties)
      if (this.#inherited || !property.propagated) parts.push(this.#property(property))
    for (const method of cimClass.methods) if (this.#inherited || !method.propagated) parts.push(this.#method(method))
    return `${parts.join('')}</CLASS>`
  }

  #property(property: CimProperty): string {
    return this.#element('PROPERTY', property, this.#descent(property))
  }

  #element(kind: 'PROPERTY' | 'PARAMETER', element: CimElement, attributes: string): string {
    const { form, attributes: typed } = writeType(element)
    const content = this.#qualifiersOf(element.qualifiers, element) + defaultOf(element)
    return `<${kind}${form} NAME="${escapeAttribute(element.name)}"${attributes}${typed}>${content}</${kind}${form}>`
  }

  #method(method: CimMethod): string {
    const { name, returnType, returnIsArray, returnClassName } = method
    const result: TypedElement | undefined =
      returnType === 'void'
        ? undefined
        : { type: returnType, isArray: false, ...(returnClassName === undefined ? {} : { className: returnClassName }) }
    const attributes = result ? methodType(result) + (returnIsArray ? ' ISARRAY="true"' : '') : ''
    const parameters = method.parameters.map((parameter: CimParameter) => this.#element('PARAMETER', parameter, ''))
    const reference =
      returnType === 'reference' ? `ref${returnClassName === undefined ? '' : `:${returnClassName}`}` : undefined
    const qualifiers = this.#qualifiersOf(method.qualifiers, result, reference)
    return `<METHOD NAME="${escapeAttribute(name)}"${attributes}${this.#descent(method)}>${qualifiers}${parameters.join('')}</METHOD>`
  }

  #descent({ origin, propagated }: CimProperty | CimMethod): string {
    const from = this.#origin ? ` CLASSORIGIN="${escapeAttribute(origin)}"` : ''
    return propagated ? `${from} PROPAGATED="true"` : from
  }

  #qualifiersOf(qualifiers: Qualifiers, element?: TypedElement, reference?: string): string {
    if (!this.#qualifiers) return ''
    const value = reference ?? (element && cimTypeText(element))
    const type =
      value === undefined
        ? ''
        : writeQualifier({
            name: cimTypeQualifier,
            value,
            flavor: { ...restrictedFlavor, toInstance: true },
            propagated: false,
          })
    return type + writeQualifiers(qualifiers)
  }
}

function methodType(result: TypedElement): string {
  return result.type === 'reference' ? ' TYPE="string"' : writeType(result).attributes
}

function defaultOf({ type, defaultValue }: CimElement): string {
  return writeXmlValue(type, defaultValue, writeInstanceXml)
}
