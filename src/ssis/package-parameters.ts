// Parameters of a package as its file keeps them: made, changed and taken out.
import type { DtsNode } from './dtsx/node.js'
import { formatBoolean } from './dtsx/values.js'
import { dtsError } from './errors.js'
import { checkName, sameName } from './names.js'
import type { Package } from './package.js'
import { type VariableType, variableType } from './variable-types.js'

/** What can be said of a parameter; what is absent stays. */
export interface ParameterChange {
  readonly name?: string
  readonly description?: string
  /** A value of its type. */
  readonly value?: unknown
  readonly required?: boolean
  /** Its value is brought to this type, or becomes the default of the type where that cannot be. */
  readonly type?: VariableType
}

/**
 * Adds a parameter, which formats before 6 do not have.
 *
 * @returns its ID
 * @throws DtsError for a bad or taken name, a value of another type, a format without parameters
 */
export function addPackageParameter(pkg: Package, name: string, type: VariableType, value: unknown): string {
  pkg.checkEditable()
  const { node } = pkg
  if (!node.usesAttributes) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: 'PackageParameters' })
  checkParameterName(pkg, name)
  const accepted = accept(type, value, name)
  const id = pkg.newId()
  const attributes = { [node.qualified('DataType')]: String(type.code), [node.qualified('Name')]: 'ParameterValue' }
  const text = node.element.document.create(node.element, node.qualified('Property'), attributes, type.format(accepted))
  const properties = { CreationName: '', DataType: String(type.code), DTSID: id, ObjectName: name }
  node.addItem('PackageParameters', node.make('PackageParameter', properties, [text]))
  pkg.forgetParameters()
  return id
}

/** Changes a parameter of the package. @throws DtsError as {@link addPackageParameter}; DTS_E_ELEMENTNOTFOUND */
export function changePackageParameter(pkg: Package, id: string, change: ParameterChange): void {
  pkg.checkEditable()
  const node = nodeOf(pkg, id)
  const { name, description, value, required } = change
  if (name !== undefined && name !== node.get('ObjectName')) {
    checkParameterName(pkg, name, id)
    node.set('ObjectName', name)
  }
  if (description !== undefined) node.set('Description', description || undefined)
  if (required !== undefined) node.set('Required', required ? formatBoolean(true, node.format) : undefined)
  if (change.type) retype(node, change.type)
  if (value !== undefined) {
    const type = variableType(Number(node.get('DataType') ?? 8))
    const text = type.format(accept(type, value, node.get('ObjectName') ?? ''))
    const present = node.property('ParameterValue')
    if (present) present.text = text
    else node.element.insert(node.makeProperty('ParameterValue', text))
  }
  pkg.forgetParameters()
}

function retype(node: DtsNode, type: VariableType): void {
  const present = node.property('ParameterValue')
  const old = variableType(Number(node.get('DataType') ?? 8))
  node.set('DataType', String(type.code))
  if (!present) return
  const held = old.parse(present.text)
  // Booleans are numbers in the file, and words for people.
  const text = typeof held === 'boolean' && !type.valueType ? (held ? 'True' : 'False') : present.text
  present.set(node.qualified('DataType'), String(type.code))
  present.text = type.format(accept(type, type.parse(text) ?? type.default, node.get('ObjectName') ?? ''))
}

/** @throws DtsError DTS_E_ELEMENTNOTFOUND */
export function removePackageParameter(pkg: Package, id: string): void {
  pkg.checkEditable()
  nodeOf(pkg, id).remove()
  pkg.forgetParameters()
}

function accept(type: VariableType, value: unknown, name: string): unknown {
  const accepted = type.accept(value)
  if (accepted !== undefined && type.name !== 'Object') return accepted
  throw dtsError('DTS_E_RUNTIMEVARIABLETYPECHANGE', { name: `$Package::${name}`, type: type.name })
}

function checkParameterName(pkg: Package, name: string, except?: string): void {
  checkName(name)
  const taken = nodesOf(pkg).some(node => node.get('DTSID') !== except && sameName(node.get('ObjectName') ?? '', name))
  if (taken) throw dtsError('DTS_E_NAMEALREADYADDED', { name })
}

function nodesOf(pkg: Package): DtsNode[] {
  return pkg.node.items('PackageParameters', 'PackageParameter')
}

function nodeOf(pkg: Package, id: string): DtsNode {
  const found = nodesOf(pkg).find(node => sameName(node.get('DTSID') ?? '', id))
  if (found) return found
  throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: id })
}
