import type { XmlElement } from '../../xml/index.js'
import type { AttributeStore } from '../component.js'
import type { DtsNode } from '../dtsx/node.js'
import { runValue, setRunValue } from '../dtsx/run-values.js'
import { parseBoolean } from '../dtsx/values.js'

const holder = 'ForEachFileEnumeratorProperties'

/** The properties of a File enumerator: one `FEFEProperty` element with one attribute for each. */
export class FileStore implements AttributeStore {
  readonly #node: DtsNode

  /** @param node the `DTS:ForEachEnumerator` */
  constructor(node: DtsNode) {
    this.#node = node
  }

  get(attribute: string): string | undefined {
    const kept = runValue(this.#node.element, attribute)
    return kept ? kept.text : this.#find(attribute)?.get(attribute)
  }

  forRun(attribute: string): string | undefined {
    return runValue(this.#node.element, attribute)?.text
  }

  set(attribute: string, value: string | undefined): void {
    if (this.setForRun(attribute, value)) return
    const present = this.#find(attribute)
    // Recurse is the one flag, and these files write flags as numbers.
    const flag = attribute === 'Recurse' && value !== undefined ? parseBoolean(value) : undefined
    const text = flag === undefined ? value : flag ? '-1' : '0'
    if (text === undefined) present?.remove()
    else if (present) present.set(attribute, text)
    else {
      const properties = this.#holder()
      properties.insert(properties.document.create(properties, 'FEFEProperty', { [attribute]: text }))
    }
  }

  setForRun(attribute: string, value: string | undefined): boolean {
    return setRunValue(this.#node.element, attribute, value)
  }

  #find(attribute: string): XmlElement | undefined {
    const properties = this.#node.child('ObjectData')?.element.child(holder, '')
    return properties?.children.find(child => child.get(attribute) !== undefined)
  }

  #holder(): XmlElement {
    const data = this.#node.child('ObjectData') ?? this.#node.insert(this.#node.make('ObjectData'))
    const present = data.element.child(holder, '')
    if (present) return present
    const made = data.element.document.create(data.element, holder)
    data.element.insert(made)
    return made
  }
}
