// The types of connection managers that people register.
import { ArgumentError } from '../../base/errors.js'
import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { ConnectionKind } from '../contract.js'
import { checkDefinition, type RegisterOptions } from '../definitions.js'
import { sameName } from '../names.js'
import { type ConnectionDefinition, definedKind } from './defined.js'

/**
 * The types of connection managers, those of this project and registered ones. Made by the index of the types, because what is
 * there already is not to be replaced by accident.
 */
export class ConnectionRegistry {
  readonly #kinds: ConnectionKind[]

  constructor(kinds: readonly ConnectionKind[]) {
    this.#kinds = [...kinds]
  }

  /** In the order in which they came. */
  get kinds(): readonly ConnectionKind[] {
    return this.#kinds
  }

  /** @throws ArgumentError when the definition is not one, or the name is taken */
  register(definition: ConnectionDefinition | ConnectionKind, { replace = false }: RegisterOptions = {}): void {
    const kind = isKind(definition) ? checkedKind(definition) : definedKind(definition)
    const place = this.#kinds.findIndex(other => sameName(other.creationName, kind.creationName))
    if (place < 0) this.#kinds.push(kind)
    else if (replace) this.#kinds[place] = kind
    else {
      const name = kind.creationName
      throw new ArgumentError(stockText('connectionTaken', { name }), { hint: stockText('takenHint') })
    }
  }
}

function isKind(definition: unknown): definition is ConnectionKind {
  return typeof definition === 'object' && definition !== null && 'open' in definition
}

function checkedKind(kind: ConnectionKind): ConnectionKind {
  checkDefinition('registerConnectionManager', kind, {
    creationName: 'name',
    title: 'name',
    properties: 'array?',
    open: 'function',
  })
  return kind
}
