import { WmiError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'
import { type CimInstance, classOf } from '../cim/instance.js'

/** The path under which the repository can keep an instance. @throws WmiError WBEM_E_INVALID_OBJECT or WBEM_E_ILLEGAL_NULL */
export function relativePath(instance: CimInstance): string {
  const path = instance.__RELPATH
  if (path !== null) return path
  const { name, keys } = classOf(instance)
  const empty = keys.find(key => instance[key.name] === null)
  if (empty) throw new WmiError('WBEM_E_ILLEGAL_NULL', hostText('nullKey', { class: name, name: empty.name }))
  throw new WmiError('WBEM_E_INVALID_OBJECT', hostText('keylessInstance', { class: name }), {
    hint: hostText('keylessInstanceHint'),
  })
}
