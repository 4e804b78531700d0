import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DTSExecResult, Package } from '../../src/ssis/index.js'

const shared = `<?xml version="1.0"?>
<DTS:ConnectionManager xmlns:DTS="www.microsoft.com/SqlServer/Dts" DTS:ObjectName="Shared"
  DTS:DTSID="{2F498BE7-5736-4AC7-8C8C-111C8B66F192}" DTS:CreationName="WMI">
  <DTS:ObjectData>
    <WmiConnectionManager ConnectionString="ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;" />
  </DTS:ObjectData>
</DTS:ConnectionManager>`

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copy-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('a copy is the package as it stands, and then one of its own', async () => {
  const folder = temporary()
  const pkg = new Package()
  await pkg.save(join(folder, 'p.dtsx'))
  pkg.variables.add('N', false, 'User', 1)
  pkg.offlineMode = true
  const copy = await pkg.copy()
  expect(copy.toXml()).toBe(pkg.toXml())
  expect(copy.path).toBe(pkg.path)
  expect(copy.offlineMode).toBe(true)
  copy.variables.get('User::N').value = 2
  pkg.variables.add('M', false, 'User', 1)
  expect(pkg.variables.get('User::N').value).toBe(1)
  expect(copy.variables.find('User::M')).toBeUndefined()
})

test('both run at the same time', async () => {
  const pkg = new Package()
  pkg.variables.add('N', false, 'User', 1)
  const task = pkg.executables.add('STOCK:ExpressionTask')
  task.innerObject.expression = '@[User::N] = @[User::N] + 1'
  const copy = await pkg.copy()
  const running = copy.execute()
  expect(pkg.executing).toBe(false)
  pkg.executables.remove(task.id)
  expect(await running).toBe(DTSExecResult.Success)
  expect(copy.variables.get('User::N').value).toBe(2)
  expect(pkg.variables.get('User::N').value).toBe(1)
})

test('secrets that were opened are open in it, and its text closes them again', async () => {
  const path = join(temporary(), 'p.dtsx')
  const made = new Package()
  const manager = made.connections.add('WMI')
  manager.name = 'Server'
  Object.assign(manager.innerObject, { useWindowsAuth: false, serverName: '\\\\sql01', userName: 'alice' })
  manager.properties.get('Password').setValue(manager, 'hunter2')
  made.protectionLevel = 2
  made.packagePassword = 'gehëim'
  await made.save(path)
  const open = await (await Package.load(path, { password: 'gehëim' })).copy()
  expect(open.connections.get('Server').missingSecrets()).toEqual([])
  expect(open.toXml()).not.toContain('hunter2')
  const closed = await (await Package.load(path)).copy()
  expect(closed.connections.get('Server').missingSecrets()).toMatchObject([{ property: 'Password', user: 'alice' }])
})

test('what belongs to the project is its own too', async () => {
  const folder = temporary()
  await new Package().save(join(folder, 'p.dtsx'))
  writeFileSync(join(folder, 'Shared.conmgr'), shared)
  const pkg = await Package.load(join(folder, 'p.dtsx'))
  const copy = await pkg.copy()
  const manager = copy.connections.get('Shared')
  expect(manager.scope).toBe('project')
  manager.properties.get('ServerName').setValue(manager, '\\\\sql02')
  expect(pkg.connections.get('Shared').innerObject.serverName).toBe('\\\\sql01')
  // One that was loaded without its project has none in its copy.
  const alone = await Package.load(join(folder, 'p.dtsx'), { alone: true })
  expect((await alone.copy()).connections.count).toBe(0)
})
