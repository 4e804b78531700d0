// The SOAP library as far as it is used: it reads schemas.
import type { WSDL } from 'soap'
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import { dtsError } from '../../../errors.js'
import { type SchemaText, type WsdlDocuments, wrong } from './documents.js'
import { folderOrigin, type QName } from './names.js'

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

/** A schema as the library has read it. */
interface ReadSchema {
  readonly source: SchemaText
  readonly schema: Schema
  readonly definitions: Definitions
}

/** @throws DtsError 0xC002922D when the library cannot be loaded, 0xC0029243 when it cannot read a schema */
export async function readSchemas({ schemas, name: place }: WsdlDocuments): Promise<SchemaTables> {
  const { WSDL: Reader } = await loadLibrary()
  const byNamespace = new Map<string, ReadSchema[]>()
  for (const source of schemas) {
    const definitions = await readDefinitions(Reader, source, place)
    // One schema without a namespace is kept under the name of what it does not have.
    for (const schema of Object.values(definitions.schemas)) {
      const known = byNamespace.get(source.namespace) ?? []
      known.push({ source, schema, definitions })
      byNamespace.set(source.namespace, known)
    }
  }
  return {
    component(kind, { namespace, name }) {
      for (const read of byNamespace.get(namespace) ?? []) {
        const part = find(kind, read.schema, name)
        if (part) return new LibraryNode(part, read)
      }
      return undefined
    },
  }
}

function find(kind: 'element' | 'type' | 'group', schema: Schema, name: string): Part | undefined {
  if (kind === 'element') return own(schema.elements, name)
  return kind === 'group' ? own(schema.groups, name) : (own(schema.complexTypes, name) ?? own(schema.types, name))
}

/** Each schema is read for itself: joining several, the library takes those of one namespace for one another. */
async function readDefinitions(Reader: typeof WSDL, { text }: SchemaText, place: string): Promise<Definitions> {
  return await new Promise<Definitions>((resolve, reject) => {
    const reader = new Reader(text, `${folderOrigin}/`, {})
    reader.onReady(error => {
      if (error) reject(wrong(place, told(error), error))
      else resolve(reader.definitions)
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
  readonly #read: ReadSchema

  constructor(part: Part, read: ReadSchema) {
    this.#part = part
    this.#read = read
    this.namespace = read.source.namespace
  }

  get tag(): string {
    return this.#part.name ?? ''
  }

  get qualified(): boolean {
    return this.#read.schema.$elementFormDefault === 'qualified'
  }

  get children(): readonly SchemaNode[] {
    return (this.#part.children ?? []).map(child => new LibraryNode(child, this.#read))
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
    // The library does not keep default namespaces.
    return { namespace: this.#read.source.defaultNamespace || this.namespace, name }
  }

  /** Attributes of other namespaces keep their prefix. */
  #qualifiedKey(attribute: string): string | undefined {
    return Object.keys(this.#part).find(key => key.startsWith('$') && key.endsWith(`:${attribute}`))
  }

  #namespaceOf(prefix: string): string {
    const part = this.#part
    const { schema, definitions } = this.#read
    for (const scope of [part.xmlns, part.schemaXmlns, schema.xmlns, definitions.xmlns]) {
      const namespace: unknown = scope && Object.hasOwn(scope, prefix) ? Reflect.get(scope, prefix) : undefined
      if (typeof namespace === 'string') return namespace
    }
    return ''
  }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
