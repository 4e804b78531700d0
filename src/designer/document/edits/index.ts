// Everything that can be done to a document, one file for each kind.
import type { Edit } from '../../api/index.js'
import { arrange } from './arrange.js'
import { addConnection, duplicateConnection } from './connections.js'
import { connect, setConstraint } from './constraints.js'
import type { EditHandler } from './edit-handler.js'
import { addEventHandler } from './event-handler.js'
import { addExecutable, move } from './executables.js'
import { setForeach } from './foreach.js'
import { paste } from './paste.js'
import { remove } from './remove.js'
import { set, setMany } from './set.js'
import { setParent } from './set-parent.js'
import { several } from './several.js'
import { addParameter, addVariable, retypeVariable } from './variables.js'
import { setWebMethod } from './web-method.js'

export const editHandlers: { readonly [K in Edit['kind']]: EditHandler<K> } = {
  set,
  setMany,
  addExecutable,
  remove,
  move,
  setParent,
  arrange,
  connect,
  setConstraint,
  paste,
  addConnection,
  duplicateConnection,
  addVariable,
  retypeVariable,
  addParameter,
  addEventHandler,
  setForeach,
  setWebMethod,
  several: several(kind => editHandlers[kind]),
}
