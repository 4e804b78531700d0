import { ForEachLoop } from '../../../ssis/index.js'
import { type EditHandler, notFor } from './edit-handler.js'

/** What a Foreach Loop goes through, and which variables receive what. */
export const setForeach: EditHandler<'setForeach'> = (document, edit) => {
  const { loop: key, enumerator, values, expressions = {}, items, mappings } = edit
  const found = document.entryOf(key)
  if (found.kind !== 'container' || !(found.object instanceof ForEachLoop)) throw notFor(key)
  const loop = found.object
  const present = loop.forEachEnumerator
  const kept = present && present.creationName === enumerator ? present : loop.setEnumerator(enumerator)
  for (const [name, value] of Object.entries(values)) kept.properties.get(name).setValue(kept, value ?? '')
  for (const [name, expression] of Object.entries(expressions)) kept.setExpression(name, expression || null)
  if (items) kept.setItems(items)
  const { variableMappings } = loop
  const wanted = JSON.stringify(mappings.map(({ variable, index }) => [variable, index]))
  const now = JSON.stringify([...variableMappings].map(({ variableName, valueIndex }) => [variableName, valueIndex]))
  if (wanted === now) return []
  for (let at = variableMappings.count - 1; at >= 0; at -= 1) variableMappings.remove(at)
  for (const { variable, index } of mappings) variableMappings.add(variable, index)
  return []
}
