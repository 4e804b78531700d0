// Package paths as dtexec /SET takes them (SSIS "dtexec Utility", option /Set):
//   \Package.Variables[User::X].Value          \Package.Variables[User::X].Properties[ReadOnly]
//   \Package.Connections[Name].Properties[P]   \Package\Container\Task.Properties[P]
import { ArgumentError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { DtsContainer, Package } from '../ssis/index.js'

/** A package path taken apart. Names cannot contain brackets, so the last ones delimit. */
export interface PackagePath {
  /** Names from below the package to the container or task. */
  readonly executables: readonly string[]
  readonly member: { readonly kind: 'Variables' | 'Connections'; readonly key: string } | null
  readonly property: string
}

/** @throws ArgumentError for text that is no package path */
export function parsePackagePath(text: string): PackagePath {
  // `$Sensitive::` says that the value is a secret; values are never shown anyway.
  const path = text.trim().replace(/^\$Sensitive::/i, '')
  const match =
    /^\\Package((?:\\[^\\]+?)*?)(?:\.(Variables|Connections)\[([^\]]+)\])?\.(?:Properties\[([^\]]+)\]|(Value))$/is.exec(
      path,
    )
  const [, names = '', kind, key, property, value] = match ?? []
  const name = property ?? (kind?.toLowerCase() === 'variables' ? value : undefined)
  if (!match || name === undefined) throw new ArgumentError(cliText('setPath'), { hint: cliText('setPathHint') })
  return {
    executables: names.split('\\').slice(1),
    member:
      kind === undefined || key === undefined
        ? null
        : { kind: kind.toLowerCase() === 'variables' ? 'Variables' : 'Connections', key },
    property: name,
  }
}

/**
 * Sets what a package path names, from text, as dtexec does.
 *
 * @throws ArgumentError when the path names nothing; DtsError when the object model refuses the value
 */
export function setByPath(pkg: Package, path: string, value: string): void {
  const { executables, member, property } = parsePackagePath(path)
  let at: DtsContainer = pkg
  for (const name of executables) at = child(at, name)
  const object =
    member === null ? at : member.kind === 'Variables' ? at.variables.get(member.key) : pkg.connections.get(member.key)
  object.properties.get(property).setValue(object, value)
}

/** The executable of this name: as spelled, else without case where that is one only. */
function child(container: DtsContainer, name: string): DtsContainer {
  const children = 'executables' in container ? [...container.executables] : []
  const exact = children.find(each => each.name === name)
  const folded = children.filter(each => each.name.toLowerCase() === name.toLowerCase())
  const found = exact ?? (folded.length === 1 ? folded[0] : undefined)
  if (found) return found
  const names = children.map(each => each.name).join(', ')
  throw new ArgumentError(cliText('noExecutable', { name, container: container.name }), {
    hint: names ? cliText('noExecutableHint', { names }) : cliText('noExecutables'),
  })
}
