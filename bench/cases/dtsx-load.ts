import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'
import { Package } from '../../src/ssis/index.js'
import { pair, type Row } from '../measure.js'

/** A package of about `size` bytes: the inventory example with its first task repeated under other names and GUIDs. */
function bigPackage(size: number): string {
  const text = readFileSync('examples/inventory.dtsx', 'utf8')
  const start = text.indexOf('    <DTS:Executable\n      DTS:refId="Package\\Read the system"')
  const close = '    </DTS:Executable>\n'
  const end = text.indexOf(close, start) + close.length
  const task = text.slice(start, end)
  const copies = Array.from({ length: Math.ceil((size - text.length) / task.length) }, (_, copy) =>
    task
      .replaceAll('Read the system', `Read the system ${copy}`)
      .replace('2B9B0C1D4E05', copy.toString(16).toUpperCase().padStart(12, 'C')),
  )
  return text.slice(0, end) + copies.join('') + text.slice(end)
}

function saxes(text: string): number {
  let elements = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', () => {
    elements += 1
  })
  parser.write(text).close()
  return elements
}

/** A package into the full object model, beside a plain saxes pass that keeps nothing; and its unchanged save. */
export async function run(): Promise<Row[]> {
  const bytes = Buffer.from(bigPackage(10_000_000))
  const megabytes = bytes.length / 1e6
  const load = await pair(
    () => Package.parse(bytes),
    () => saxes(bytes.toString('utf8')),
  )
  const loaded = Package.parse(bytes)
  const save = await pair(
    () => loaded.toBytes(),
    () => Buffer.from(bytes.toString('utf8')),
  )
  const speed = (milliseconds: number) => `${((megabytes / milliseconds) * 1000).toFixed(0)} MB/s`
  return [
    {
      what: `load a ${megabytes.toFixed(0)} MB package beside saxes (namespaces on, nothing kept)`,
      ours: speed(load.a),
      beside: speed(load.b),
      ratio: `${(1 / load.ratio).toFixed(2)} × its speed`,
    },
    {
      what: 'save it unchanged beside a copy of its bytes through text',
      ours: speed(save.a),
      beside: speed(save.b),
      ratio: `${(1 / save.ratio).toFixed(2)} × its speed`,
    },
  ]
}
