// Builds a package in code, runs it, and saves it. Run: node examples/package.mjs
import { DTSExecResult, Package } from 'wmilink/ssis'

const pkg = new Package()
pkg.name = 'disks'

const servers = pkg.connections.add('WMI')
servers.name = 'Servers'
servers.connectionString = 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;'

const output = pkg.variables.add('Disks', false, 'User', '')
const reader = pkg.executables.add('STOCK:WmiDataReaderTask')
reader.name = 'Read the disks'
const set = (property, value) => reader.properties.get(property).setValue(reader, value)
set('WmiConnection', servers.name)
set('WqlQuerySource', 'SELECT DeviceID, FreeSpace FROM Win32_LogicalDisk WHERE DriveType = 3')
set('DestinationType', 1) // Variable
set('Destination', output.qualifiedName)
set('OverwriteDestination', 0) // OverwriteDestination
set('OutputType', 2) // PropertyNameAndValue

const result = await pkg.execute()
if (result === DTSExecResult.Success) console.log(output.value)
else for (const error of pkg.errors) console.error(error.description)
await pkg.save('inventory-disks.dtsx')
