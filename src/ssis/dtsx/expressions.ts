import { dtsNamespace } from './format.js'
import { DtsNode } from './node.js'

/** A property expression as a file keeps it; this version evaluates none. */
export interface StoredExpression {
  readonly property: string
  readonly expression: string
}

export function readExpressions(node: DtsNode): StoredExpression[] {
  const found: StoredExpression[] = []
  for (const child of node.element.children)
    if (child.is('PropertyExpression', dtsNamespace))
      found.push({ property: child.get('Name', dtsNamespace) ?? '', expression: child.text })
  return found
}

/** The expression of a property, looked up without case; null when there is none. */
export function readExpression(node: DtsNode, property: string): string | null {
  const wanted = property.toLowerCase()
  return readExpressions(node).find(one => one.property.toLowerCase() === wanted)?.expression ?? null
}

/** Null or an empty text removes it. */
export function writeExpression(node: DtsNode, property: string, expression: string | null): void {
  const wanted = property.toLowerCase()
  const present = node.element.children.find(
    child => child.is('PropertyExpression', dtsNamespace) && child.get('Name', dtsNamespace)?.toLowerCase() === wanted,
  )
  if (expression === null || expression === '') present?.remove()
  else if (present) present.text = expression
  else {
    const name = node.qualified('PropertyExpression')
    const attributes = { [node.qualified('Name')]: property }
    node.insert(new DtsNode(node.element.document.create(node.element, name, attributes, expression), node.format))
  }
}
