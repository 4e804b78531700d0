// Tells of files that come into a folder, one that is gone again at once too. Run: node examples/watch.mjs /tmp
import { resolve } from 'node:path'
import { connect, wql } from 'wmilink'

const folder = `c:${resolve(process.argv[2] ?? '.').replaceAll('/', '\\')}`
const path = `Win32_Directory.Name=${JSON.stringify(folder)}`
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())

const wmi = await connect()
try {
  const events = wmi.watch(
    wql`SELECT * FROM __InstanceCreationEvent WITHIN 1
     WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = ${path}`,
    { signal: stop.signal, onReady: () => console.log(`watching ${folder}`) },
  )
  for await (const event of events) console.log(event.TargetInstance.PartComponent)
} catch (error) {
  if (!stop.signal.aborted) throw error
} finally {
  await wmi.close()
}
