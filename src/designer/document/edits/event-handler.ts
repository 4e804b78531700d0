import { type EditHandler, notFor } from './edit-handler.js'

/** The handler of an event, a new one where there is none yet. */
export const addEventHandler: EditHandler<'addEventHandler'> = (document, { executable, event }) => {
  const found = document.entryOf(executable)
  if (found.kind !== 'container') throw notFor(executable)
  return [found.object.eventHandlers.add(event)]
}
