import type { Machine } from '../../machine.js'

/**
 * What udev learned about a device when it appeared: the `E:NAME=value` lines of its run-time database. Empty where udev
 * does not run.
 * @param id `b8:0` for a block device, `n2` for a network interface
 */
export function readUdev(machine: Machine, id: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const text = machine.text(`/run/udev/data/${id}`) ?? ''
  for (const [, name = '', value = ''] of text.matchAll(/^E:([^=]+)=(.+)$/gm)) properties.set(name, value)
  return properties
}

/** Bytes that cannot stand in a name are written `\x20`. */
export function unescapeUdev(text: string): string {
  return text.replace(/(?:\\x[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('\\x', ''), 'hex').toString('utf8'))
}
