// Streams rows from this machine. Run: node examples/query.mjs
import { connect, wql } from 'wmilink'

const wmi = await connect({ namespace: 'root\\cimv2' })
try {
  const name = 'node'
  for await (const process of wmi.query(
    wql`SELECT ProcessId, Name, WorkingSetSize FROM Win32_Process WHERE Name = ${name}`,
  )) {
    console.log(process.ProcessId, process.Name, process.WorkingSetSize)
  }
} finally {
  await wmi.close()
}
