// What the Expression Builder offers: variables and parameters that the scope sees, and the language.
import { expressionText } from '../../../base/texts/designer-expressions.js'
import type { Output, ParameterView, VariableView } from '../../api/index.js'

/** One line of a tree; a group has children, everything else has a text that is inserted. */
export interface TreeNode {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly description?: string
  readonly insert?: string
  readonly children?: readonly TreeNode[]
}

/** Variables and parameters, nearest scope first: what a nearer one hides is left out. */
export function variableTree({ variables, parameters }: Output<'document.variables'>): TreeNode[] {
  const seen = new Set<string>()
  const visible = variables.filter(({ namespace, name }) => {
    const qualified = `${namespace}::${name}`
    if (seen.has(qualified)) return false
    seen.add(qualified)
    return true
  })
  const groups = [
    group('user', expressionText('user'), visible.filter(({ system }) => !system).map(variableNode)),
    group('parameters', expressionText('parameters'), parameters.map(parameterNode)),
    group('system', expressionText('system'), visible.filter(({ system }) => system).map(variableNode)),
  ]
  return groups.filter(({ children }) => children.length > 0)
}

function group(id: string, label: string, nodes: readonly TreeNode[]) {
  return { id, label, children: [...nodes].sort((a, b) => a.label.localeCompare(b.label)) }
}

function variableNode({ key, namespace, name, type, value, description }: VariableView): TreeNode {
  const now =
    value.isNull || value.text === ''
      ? expressionText('variableEmpty', { type })
      : expressionText('variableAbout', { type, value: value.text.slice(0, 200) })
  return node(key, `${namespace}::${name}`, type, [now, description])
}

function parameterNode({ key, name, type, value, description, project }: ParameterView): TreeNode {
  const now = value
    ? expressionText('variableAbout', { type, value: value.text.slice(0, 200) })
    : expressionText('sensitive', { type })
  return node(key, `${project ? '$Project' : '$Package'}::${name}`, type, [now, description])
}

function node(id: string, qualified: string, detail: string, about: readonly string[]): TreeNode {
  const description = about.filter(each => each !== '').join('. ')
  return { id, label: qualified, detail, description, insert: `@[${qualified}]` }
}

/** Functions, casts and operators by their group. */
export function catalogTree({ entries }: Output<'expression.catalog'>): TreeNode[] {
  const groups = new Map<string, TreeNode[]>()
  for (const { group: name, label, insert, description } of entries) {
    const members = groups.get(name) ?? []
    members.push({ id: `${name}/${label}`, label, insert, description })
    groups.set(name, members)
  }
  return [...groups].map(([label, children]) => ({ id: label, label, children }))
}

/** The lines that have a text in their label or description, with their groups. */
export function filtered(nodes: readonly TreeNode[], search: string): readonly TreeNode[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return nodes
  return nodes.flatMap(each => {
    const children = (each.children ?? []).filter(({ label, description = '' }) =>
      `${label} ${description}`.toLowerCase().includes(wanted),
    )
    return children.length > 0 ? [{ ...each, children }] : []
  })
}
