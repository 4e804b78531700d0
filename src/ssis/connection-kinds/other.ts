import { WmilinkError } from '../../base/errors.js'
import { modelText } from '../../base/texts/ssis-model.js'
import type { XmlAttribute, XmlElement } from '../../xml/index.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ConnectionKind, ConnectionObject, PropertyDefinition } from '../contract.js'
import { dtsNamespace } from '../dtsx/format.js'
import { DtsNode } from '../dtsx/node.js'
import { runValue, setRunValue } from '../dtsx/run-values.js'
import { dtsError } from '../errors.js'
import type { PropertyValue } from '../property-values.js'
import { storedSecrets, withoutPasswords } from './secrets.js'

const runName = 'ConnectionString'
const properties: readonly PropertyDefinition[] = [{ name: 'ConnectionString', type: 'String', default: '' }]

/** The inner object of a manager that this version keeps but cannot acquire: its ConnectionString, whatever element has it. */
class OtherConnection implements ConnectionObject {
  readonly hasUnsavedSecret = false
  readonly #manager: ConnectionManager
  #dropped = false

  constructor(manager: ConnectionManager) {
    this.#manager = manager
  }

  initialize(): void {}

  /** Without the passwords that some kinds keep in it; setting what was read changes nothing. */
  get(name: string): PropertyValue {
    this.#checkName(name)
    const inner = this.#inner()
    const run = runValue(this.#manager.node.element, runName)
    const text = this.#attribute()?.value ?? (inner && this.#native(inner)?.get('ConnectionString')) ?? ''
    return withoutPasswords(run?.text ?? text)
  }

  /** Saved secrets belonged to the server and user of the string before: they are removed with it. The string of a run changes no file. */
  set(name: string, value: PropertyValue): void {
    this.#checkName(name)
    const text = String(value)
    if (this.get(name) === text) return
    if (setRunValue(this.#manager.node.element, runName, text)) return
    const attribute = this.#attribute()
    const inner = this.#inner()
    const native = inner && this.#native(inner)
    if (attribute) attribute.element.set(attribute.localName, text, attribute.namespace)
    else if (native) native.set('ConnectionString', text)
    else throw new WmilinkError(modelText('noConnectionString', { type: this.#manager.creationName }))
    for (const { element } of inner ? storedSecrets(inner) : []) {
      element.remove()
      this.#dropped = true
    }
  }

  problems(): [] {
    return []
  }

  secretWarnings(): string[] {
    return this.#dropped ? [modelText('passwordDropped', { name: this.#manager.name })] : []
  }

  async acquire(): Promise<never> {
    const { name, creationName: type } = this.#manager
    const reason = modelText('kindNotAcquired', { type })
    const hint = modelText('kindNotAcquiredHint', { types: 'WMI, FILE, FLATFILE, HTTP' })
    throw dtsError('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason }, { hint })
  }

  async release(): Promise<void> {}

  async dispose(): Promise<void> {}

  #checkName(name: string): void {
    if (name.toLowerCase() !== 'connectionstring') throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: name })
  }

  #inner(): XmlElement | undefined {
    return this.#manager.node.child('ObjectData')?.element.children[0]
  }

  #attribute(): XmlAttribute | undefined {
    return this.#inner()?.attributes.find(attribute => attribute.localName === 'ConnectionString')
  }

  #native(inner: XmlElement): DtsNode | undefined {
    return inner.is('ConnectionManager', dtsNamespace) ? new DtsNode(inner, this.#manager.node.format) : undefined
  }
}

/** The kind of a manager that is kept as it is. */
export function otherKind(creationName: string): ConnectionKind {
  return {
    creationName,
    title: `${creationName} Connection Manager`,
    properties,
    open: manager => new OtherConnection(manager),
  }
}
