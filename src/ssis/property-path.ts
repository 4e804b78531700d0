// Package paths as dtexec /SET and configurations write them:
//   \Package.Variables[User::X].Value            \Package.Variables[User::X].Properties[Value]
//   \Package.Connections[Name].Properties[P]     \Package\Container\Task.Properties[P]
//   \Package\Task.Variables[User::Y].Value       \Package.EventHandlers[OnError]\Task.Properties[P]
//   \Package.LogProviders[Name].Properties[P]
//   \Project.ConnectionManagers[Name].Properties[P]     \Project.Parameters[Name].Value     \Package.Parameters[Name].Value
import { modelText } from '../base/texts/ssis-model.js'
import type { DtsContainer } from './container.js'
import { type DtsError, dtsError } from './errors.js'
import { namesHint, sameName } from './names.js'
import type { Package } from './package.js'
import type { DtsProperty, PropertyHost } from './properties.js'

/** What a path leads to. */
export interface PathTarget {
  readonly object: PropertyHost
  readonly property: DtsProperty
  /** What the path calls the property. */
  readonly name: string
}

interface Named {
  readonly name: string
}

/**
 * Follows a package path.
 *
 * @throws DtsError DTS_E_COULDNOTRESOLVEPACKAGEPATH whose hint says which part was not found and what is there
 */
export function findByPath(pkg: Package, path: string): PathTarget {
  return new PathWalk(pkg, path).find()
}

/** Sets what a package path leads to, from text. @throws DtsError as {@link findByPath}, or because of the value */
export function setByPath(pkg: Package, path: string, value: unknown): void {
  const { object, property, name } = findByPath(pkg, path)
  property.setValue(object, value, name)
}

class PathWalk {
  readonly #package: Package
  readonly #whole: string
  #rest: string
  #container: DtsContainer

  constructor(pkg: Package, path: string) {
    this.#package = pkg
    this.#whole = path
    this.#rest = path.trim()
    this.#container = pkg
  }

  find(): PathTarget {
    if (/^\\Project(?=[\\.]|$)/i.test(this.#rest)) return this.#inProject()
    const start = /^\\Package(?=[\\.]|$)/i.exec(this.#rest)
    if (!start) throw this.#failure(modelText('pathStart'))
    this.#rest = this.#rest.slice(start[0].length)
    for (;;) {
      if (this.#rest.startsWith('\\')) this.#enterChild()
      else if (this.#rest.startsWith('.')) {
        const target = this.#member()
        if (target) return target
      } else throw this.#failure(modelText('pathNoProperty'))
    }
  }

  /** `\Project.ConnectionManagers[…]` and `\Project.Parameters[…]`: what stands beside the package. */
  #inProject(): PathTarget {
    this.#rest = this.#rest.slice('\\Project'.length)
    const word = /^\.(\w+)\[/.exec(this.#rest)?.[1]?.toLowerCase()
    if (word === 'connectionmanagers' || word === 'connections') return this.#connection('project')
    if (word === 'parameters') return this.#parameter('$Project')
    throw this.#failure(modelText('pathPart', { part: this.#rest, where: '\\Project' }), modelText('pathForm'))
  }

  #parameter(namespace: string): PathTarget {
    const parameters = this.#package.parameters.filter(each => each.namespace === namespace)
    const parameter = this.#item(parameters, 'whereParameters', each => each.qualifiedName)
    return this.#tail(parameter, parameter.getPackagePath())
  }

  /** `\Name`: an executable of the container. Loaded names may contain dots, so the longest that fits counts. */
  #enterChild(): void {
    const rest = this.#rest.slice(1)
    const children = [...(this.#container.children ?? [])]
    const fitting = children.filter(
      ({ name }) => startsWithName(rest, name) && /^(?:[\\.]|$)/.test(rest.slice(name.length)),
    )
    const longest = Math.max(0, ...fitting.map(({ name }) => name.length))
    const exact = fitting.filter(({ name }) => name.length === longest)
    const child = exact.find(({ name }) => rest.startsWith(name)) ?? (exact.length === 1 ? exact[0] : undefined)
    const part = /^[^\\.]*/.exec(rest)?.[0] ?? ''
    if (!child) throw this.#missing(part, 'whereExecutables', children)
    this.#container = child
    this.#rest = rest.slice(child.name.length)
  }

  #member(): PathTarget | undefined {
    const match = /^\.(\w+)(\[?)/.exec(this.#rest)
    const word = match?.[1]?.toLowerCase()
    if (match?.[2] === '' && word !== undefined) return this.#plain(match[1] ?? '')
    if (word === 'properties') return this.#property(this.#container, this.#container.getPackagePath())
    if (word === 'variables') return this.#variable()
    if (word === 'connections') return this.#connection('package')
    if (word === 'logproviders') return this.#logProvider()
    if (word === 'parameters') return this.#parameter('$Package')
    if (word === 'eventhandlers') {
      const handlers = this.#container.eventHandlers
      this.#container = this.#item(handlers, 'whereHandlers')
      return undefined
    }
    throw this.#failure(
      modelText('pathPart', { part: match?.[0] ?? this.#rest, where: this.#container.getPackagePath() }),
      modelText('pathForm'),
    )
  }

  /** `.Name` without brackets at the end: a property of the container. */
  #plain(name: string): PathTarget {
    return this.#target(this.#container, this.#container.getPackagePath(), name)
  }

  #variable(): PathTarget {
    const variables = [...this.#container.variables].sort((a, b) => Number(a.systemVariable) - Number(b.systemVariable))
    const named = variables.map(variable => ({ name: variable.qualifiedName, variable }))
    const { variable } = this.#item(named, 'whereVariables', ({ variable: { name } }) => name)
    return this.#tail(variable, variable.getPackagePath())
  }

  /** A project's managers are found on the package's path too, after its own. */
  #connection(scope: 'package' | 'project'): PathTarget {
    const managers = [...this.#package.connections].filter(each => scope === 'package' || each.scope === scope)
    const manager = this.#item(managers, 'whereConnections', ({ id }) => id)
    return this.#tail(manager, manager.getPackagePath())
  }

  #logProvider(): PathTarget {
    const provider = this.#item([...this.#package.logProviders], 'whereLogProviders', ({ id }) => id)
    return this.#tail(provider, provider.getPackagePath())
  }

  /** After an item: `.Properties[P]` or `.P`. */
  #tail(object: PropertyHost, path: string): PathTarget {
    if (/^\.properties\[/i.test(this.#rest)) return this.#property(object, path)
    const name = /^\.(\w+)$/.exec(this.#rest)?.[1]
    if (name === undefined) throw this.#failure(modelText('pathNoProperty'), modelText('pathForm'))
    return this.#target(object, path, name)
  }

  #property(object: PropertyHost, path: string): PathTarget {
    const name = /^\.properties\[(.*)\]$/is.exec(this.#rest)?.[1]
    if (name === undefined) throw this.#failure(modelText('pathUnclosed', { part: this.#rest }), modelText('pathForm'))
    return this.#target(object, path, name)
  }

  #target(object: PropertyHost, path: string, name: string): PathTarget {
    if (object.properties.contains(name)) return { object, property: object.properties.get(name), name }
    throw this.#missing(name, 'whereProperties', object.properties, path)
  }

  /**
   * `.Collection[Name]`: the item whose name stands between the brackets. A name may contain `]`: the longest that fits
   * and is closed counts.
   */
  #item<T extends Named>(
    items: readonly T[],
    where: 'whereVariables' | 'whereConnections' | 'whereLogProviders' | 'whereHandlers' | 'whereParameters',
    alternative?: (item: T) => string,
  ): T {
    const inner = this.#rest.slice(this.#rest.indexOf('[') + 1)
    if (!inner.includes(']'))
      throw this.#failure(modelText('pathUnclosed', { part: this.#rest }), modelText('pathForm'))
    const fits = (name: string) => name !== '' && startsWithName(inner, name) && inner.startsWith(']', name.length)
    const candidates = [
      ...items.filter(({ name }) => fits(name)).map(item => ({ item, name: item.name })),
      ...(alternative ? items.map(item => ({ item, name: alternative(item) })).filter(({ name }) => fits(name)) : []),
    ]
    const best =
      candidates.find(({ name }) => inner.startsWith(name)) ??
      candidates.reduce<(typeof candidates)[number] | undefined>(
        (longest, each) => (longest && longest.name.length >= each.name.length ? longest : each),
        undefined,
      )
    if (!best) throw this.#missing(inner.slice(0, inner.indexOf(']')), where, items)
    this.#rest = inner.slice(best.name.length + 1)
    return best.item
  }

  #missing(
    part: string,
    where:
      | 'whereVariables'
      | 'whereConnections'
      | 'whereLogProviders'
      | 'whereHandlers'
      | 'whereExecutables'
      | 'whereProperties'
      | 'whereParameters',
    there: Iterable<Named>,
    path = this.#container.getPackagePath(),
  ): DtsError {
    const place =
      where === 'whereConnections' || where === 'whereParameters' ? modelText(where) : modelText(where, { path })
    return this.#failure(modelText('pathPart', { part, where: place }), namesHint([...there].map(({ name }) => name)))
  }

  #failure(reason: string, hint = modelText('pathForm')): DtsError {
    const sentence = reason.charAt(0).toUpperCase() + reason.slice(1)
    return dtsError('DTS_E_COULDNOTRESOLVEPACKAGEPATH', { path: this.#whole }, { hint: `${sentence}. ${hint}` })
  }
}

function startsWithName(text: string, name: string): boolean {
  return sameName(text.slice(0, name.length), name)
}
