// The SOAP library as far as it is used: it reads the documents and joins the schemas that they import.
import type { WSDL } from 'soap'
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import { dtsError } from '../../../errors.js'
import { type WsdlDocuments, wrong } from './documents.js'
import { type QName, schemaNamespace } from './names.js'
import { xsdType } from './xsd.js'

type Definitions = WSDL['definitions']
type Schema = Definitions['schemas'][string]
type Part = Definitions['children'][number]

/** An element of a schema: a component, or something in one. */
export interface SchemaNode {
  /** Its local name, such as `sequence`. */
  readonly tag: string
  /** The target namespace of its schema. */
  readonly namespace: string
  /** Whether elements without a form are qualified. */
  readonly qualified: boolean
  readonly children: readonly SchemaNode[]
  /** The value of an attribute, whatever its prefix. */
  get(attribute: string): string | undefined
  /** The name that an attribute refers to. */
  refersTo(attribute: string): QName | undefined
}

/** The components of all schemas. */
export interface SchemaTables {
  component(kind: 'element' | 'type' | 'group', name: QName): SchemaNode | undefined
}

/** @throws DtsError 0xC002922D when the library cannot be loaded, 0xC0029243 when it cannot read the documents */
export async function readSchemas(documents: WsdlDocuments, place: string): Promise<SchemaTables> {
  const definitions = await readDefinitions(documents, place)
  return {
    component(kind, { namespace, name }) {
      const schema = own(definitions.schemas, namespace)
      if (!schema) return undefined
      const found =
        kind === 'element'
          ? own(schema.elements, name)
          : kind === 'group'
            ? own(schema.groups, name)
            : (own(schema.complexTypes, name) ?? own(schema.types, name))
      return found && new LibraryNode(found, schema, namespace, definitions)
    },
  }
}

async function readDefinitions({ url, texts }: WsdlDocuments, place: string): Promise<Definitions> {
  const { WSDL: Reader } = await loadLibrary()
  // What is not among the documents that were gathered is not there: the library opens nothing by itself.
  const httpClient = {
    request(asked: string, _data: unknown, answer: (error: unknown, response?: unknown, body?: string) => void) {
      const text = texts.get(asked)
      if (text === undefined) answer(new Error(asked))
      else answer(null, { status: 200 }, text)
    },
  }
  return await new Promise<Definitions>((resolve, reject) => {
    // Declared to make requests of its own kind; the answer is what counts.
    const reader = new Reader(texts.get(url.href) ?? '', url.href, { httpClient: httpClient as never })
    reader.onReady(error => {
      if (!error) resolve(reader.definitions)
      else reject(wrong(place, told(error), error))
    })
  })
}

function told(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300)
}

async function loadLibrary(): Promise<typeof import('soap')> {
  try {
    return await import('soap')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw dtsError('DTS_E_WEBSERVICETASK_CANNOT_LOAD_PROXY', { reason }, { cause, hint: webServiceText('libraryHint') })
  }
}

class LibraryNode implements SchemaNode {
  readonly namespace: string
  readonly #part: Part
  readonly #schema: Schema
  readonly #definitions: Definitions

  constructor(part: Part, schema: Schema, namespace: string, definitions: Definitions) {
    this.#part = part
    this.#schema = schema
    this.#definitions = definitions
    this.namespace = namespace
  }

  get tag(): string {
    return this.#part.name ?? ''
  }

  get qualified(): boolean {
    return this.#schema.$elementFormDefault === 'qualified'
  }

  get children(): readonly SchemaNode[] {
    return (this.#part.children ?? []).map(
      child => new LibraryNode(child, this.#schema, this.namespace, this.#definitions),
    )
  }

  get(attribute: string): string | undefined {
    // The library keeps attributes as members that begin with a dollar, but values of enumerations.
    const key = attribute === 'value' ? this.#part.valueKey : `$${attribute}`
    const member = Object.hasOwn(this.#part, key) ? key : this.#qualifiedKey(attribute)
    const value: unknown = member === undefined ? undefined : Reflect.get(this.#part, member)
    return typeof value === 'string' ? value : undefined
  }

  refersTo(attribute: string): QName | undefined {
    const text = this.get(attribute)?.trim()
    if (text === undefined || text === '') return undefined
    const colon = text.indexOf(':')
    const name = text.slice(colon + 1)
    if (colon >= 0) return { namespace: this.#namespaceOf(text.slice(0, colon)), name }
    // It does not keep default namespaces: what the schema does not have is a type of XML Schema itself.
    const schema = this.#schema
    const isOwn = [schema.complexTypes, schema.types, schema.elements, schema.groups].some(table =>
      Object.hasOwn(table, name),
    )
    return { namespace: !isOwn && xsdType(name) ? schemaNamespace : this.namespace, name }
  }

  /** Attributes of other namespaces keep their prefix. */
  #qualifiedKey(attribute: string): string | undefined {
    return Object.keys(this.#part).find(key => key.startsWith('$') && key.endsWith(`:${attribute}`))
  }

  #namespaceOf(prefix: string): string {
    const part = this.#part
    for (const scope of [
      part.xmlns,
      part.schemaXmlns,
      this.#schema.xmlns,
      part.definitionsXmlns,
      this.#definitions.xmlns,
    ]) {
      const namespace: unknown = scope && Object.hasOwn(scope, prefix) ? Reflect.get(scope, prefix) : undefined
      if (typeof namespace === 'string') return namespace
    }
    return ''
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
