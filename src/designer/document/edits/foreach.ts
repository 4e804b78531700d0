import { documentText } from '../../../base/texts/designer-document.js'
import { columnTypes, type ItemType } from '../../../ssis/foreach/item.js'
import { ForEachLoop } from '../../../ssis/index.js'
import type { EditOf } from '../../api/index.js'
import { DesignerError } from '../../failure.js'
import { type EditHandler, notFor } from './edit-handler.js'

/** What a Foreach Loop goes through, and which variables receive what. */
export const setForeach: EditHandler<'setForeach'> = (document, edit) => {
  const { loop: key, mappings } = edit
  const found = document.entryOf(key)
  if (found.kind !== 'container' || !(found.object instanceof ForEachLoop)) throw notFor(key)
  const loop = found.object
  setEnumerator(loop, edit)
  const { variableMappings } = loop
  const wanted = JSON.stringify(mappings.map(({ variable, index }) => [variable, index]))
  const now = JSON.stringify([...variableMappings].map(({ variableName, valueIndex }) => [variableName, valueIndex]))
  if (wanted === now) return []
  for (let at = variableMappings.count - 1; at >= 0; at -= 1) variableMappings.remove(at)
  for (const { variable, index } of mappings) variableMappings.add(variable, index)
  return []
}

function setEnumerator(
  loop: ForEachLoop,
  { enumerator, values, expressions = {}, items, itemTypes }: EditOf<'setForeach'>,
): void {
  if (enumerator === null) return
  const present = loop.forEachEnumerator
  const kept = present && present.creationName === enumerator ? present : loop.setEnumerator(enumerator)
  for (const [name, value] of Object.entries(values)) kept.properties.get(name).setValue(kept, value ?? '')
  for (const [name, expression] of Object.entries(expressions)) kept.setExpression(name, expression || null)
  if (items) kept.setItems(items, itemTypes?.map(columnType))
}

/** @throws DesignerError invalid */
function columnType(name: string): ItemType {
  const type = columnTypes.find(each => each === name)
  if (type) return type
  throw new DesignerError({ kind: 'invalid', message: documentText('unknownType', { type: name }) })
}
