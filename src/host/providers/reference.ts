import { formatObjectPath } from '../../cim/path.js'
import type { Machine } from '../machine.js'

/** The full path of an object of this machine, as reference properties hold it: `\\HOST\root\cimv2:Class.Key="value"`. */
export function reference(
  machine: Machine,
  className: string,
  keys: Readonly<Record<string, string | number>>,
  namespace = 'root\\cimv2',
): string {
  return formatObjectPath({
    server: machine.hostName,
    namespace,
    className,
    keys: Object.entries(keys).map(([name, value]) => ({
      name,
      value: typeof value === 'number' ? BigInt(value) : value,
    })),
    singleton: false,
  })
}

/** The full path of an object of which there is one: `\\HOST\root\cimv2:Class=@`. */
export function singletonReference(machine: Machine, className: string, namespace = 'root\\cimv2'): string {
  return formatObjectPath({ server: machine.hostName, namespace, className, keys: null, singleton: true })
}
