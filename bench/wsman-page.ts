import { type CimClass, CimDateTime, type CimInstance, type CimValue, InstanceShape } from '../src/cim/index.js'
import { cimTypes } from '../src/cim/types.js'
import type { RowContext } from '../src/wsman/rows/index.js'
import { RowWriter } from '../src/wsman/values/index.js'

const home = { server: 'SRV', namespace: 'root\\cimv2' }
export const rowCount = 4000
/** As many as fit into an envelope of 500 kB, of which Windows fills about half. */
export const pageRows = 100

/** Rows of Win32_Process with what a Windows server says of its processes. */
function rowsOf(cimClass: CimClass): CimInstance[] {
  const shape = new InstanceShape(cimClass, { home })
  return Array.from({ length: rowCount }, (_, row) => {
    const values: Record<string, CimValue> = {
      Caption: `process${row % 50}.exe`,
      CommandLine:
        row % 3 === 0
          ? null
          : `"C:\\Program Files\\Vendor ${row % 7}\\process${row % 50}.exe" /id:${row}${row % 10 === 0 ? ' & <x>' : ''}`,
      CreationClassName: 'Win32_Process',
      CreationDate: CimDateTime.fromMicroseconds(1_700_000_000_000_000n + BigInt(row * 1_234_567)),
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: 'SRV-SQL-0001',
      Description: `process${row % 50}.exe`,
      ExecutablePath: row % 3 === 0 ? null : `C:\\Program Files\\Vendor ${row % 7}\\process${row % 50}.exe`,
      Handle: String(row * 4),
      Name: `process${row % 50}.exe`,
      OSCreationClassName: 'Win32_OperatingSystem',
      OSName: 'Microsoft Windows Server 2022 Standard|C:\\Windows|\\Device\\Harddisk0\\Partition3',
      ProcessId: row * 4,
      WindowsVersion: '10.0.20348',
    }
    const own = shape.properties.map(({ name, type }, column) => {
      if (name in values) return values[name] ?? null
      const { kind, bits } = cimTypes[type]
      if (kind !== 'integer' || /^(?:Execution|Maximum|Minimum)/.test(name)) return null
      const number = (row * 7919 + column * 104_729) % 50_000_000
      return bits === 64 ? BigInt(number) * 97n : number % 2 ** Math.min(bits, 30)
    })
    return shape.create(own)
  })
}

export function pageOf(items: string): Buffer {
  return Buffer.from(
    `<s:Envelope xml:lang="en-US" xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration" xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header><a:Action>http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse</a:Action></s:Header><s:Body><n:PullResponse><n:EnumerationContext>uuid:1</n:EnumerationContext><n:Items>${items}</n:Items></n:PullResponse></s:Body></s:Envelope>`,
  )
}

/** The rows in both forms. */
export function processPages(cimClass: CimClass) {
  const rows = rowsOf(cimClass)
  const writer = new RowWriter({ family: 'wmi', namespace: 'root\\cimv2' })
  const pages: Buffer[] = []
  const documents: Buffer[] = []
  for (let start = 0; start < rowCount; start += pageRows) {
    const some = rows.slice(start, start + pageRows)
    pages.push(pageOf(some.map(row => writer.instance(row)).join('')))
    documents.push(Buffer.from(JSON.stringify(some)))
  }
  const context: RowContext = { home, classNamed: name => (name === 'Win32_Process' ? cimClass : undefined) }
  return { rows, pages, documents, context }
}
