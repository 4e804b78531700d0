import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Package, setByPath } from '../../../src/ssis/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'project-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const wmi = (name: string, server: string) => `<?xml version="1.0"?>
<DTS:ConnectionManager xmlns:DTS="www.microsoft.com/SqlServer/Dts"
  DTS:ObjectName="${name}"
  DTS:DTSID="{2F498BE7-5736-4AC7-8C8C-111C8B66F192}"
  DTS:CreationName="WMI">
  <DTS:ObjectData>
    <WmiConnectionManager
      ConnectionString="ServerName=\\\\${server};Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;" />
  </DTS:ObjectData>
</DTS:ConnectionManager>`

const parameter = (name: string, value: string, type: number, more = '') => `  <SSIS:Parameter SSIS:Name="${name}">
    <SSIS:Properties>
      <SSIS:Property SSIS:Name="ID">{fec4f54c-d60f-468d-8989-bf5b4b82322b}</SSIS:Property>
      <SSIS:Property SSIS:Name="Required">0</SSIS:Property>
      <SSIS:Property SSIS:Name="Sensitive">${more ? 1 : 0}</SSIS:Property>
      <SSIS:Property SSIS:Name="Value"${more}>${value}</SSIS:Property>
      <SSIS:Property SSIS:Name="DataType">${type}</SSIS:Property>
    </SSIS:Properties>
  </SSIS:Parameter>`

const params = (...parameters: string[]) => `\ufeff<?xml version="1.0"?>
<SSIS:Parameters xmlns:SSIS="www.microsoft.com/SqlServer/SSIS">
${parameters.join('\n')}
</SSIS:Parameters>`

async function packageIn(files: Record<string, string>): Promise<Package> {
  const path = join(folder, 'p.dtsx')
  await new Package().save(path)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return Package.load(path)
}

describe('connection managers', () => {
  test('those beside the package follow its own', async () => {
    const pkg = await packageIn({ 'Servers.conmgr': wmi('Servers', 'sql01'), 'notes.txt': '' })
    const manager = pkg.connections.get('Servers')
    expect(pkg.connections.count).toBe(1)
    expect(manager.scope).toBe('project')
    expect(manager.innerObject.serverName).toBe('\\\\sql01')
    expect(manager.getPackagePath()).toBe('\\Project.ConnectionManagers[Servers]')
    expect(pkg.toXml()).not.toContain('sql01')
  })

  test('paths of the project lead to them', async () => {
    const pkg = await packageIn({ 'Servers.conmgr': wmi('Servers', 'sql01') })
    setByPath(pkg, '\\Project.ConnectionManagers[Servers].Properties[ServerName]', '\\\\sql02')
    expect(pkg.connections.get('Servers').connectionString).toContain('\\\\sql02')
    setByPath(pkg, '\\Package.Connections[Servers].Properties[ServerName]', '\\\\sql03')
    expect(pkg.connections.get('Servers').connectionString).toContain('\\\\sql03')
    expect(() => setByPath(pkg, '\\Project.ConnectionManagers[No].ServerName', '')).toThrow('No')
    expect(readFileSync(join(folder, 'Servers.conmgr'), 'utf8')).toContain('sql01')
  })

  test('what an expression gives one during a run is gone after it', async () => {
    const pkg = await packageIn({ 'Servers.conmgr': wmi('Servers', 'sql01') })
    const manager = pkg.connections.get('Servers')
    const before = manager.node.element.document.toString()
    await pkg.validate({
      events: { onPreValidate: () => setByPath(pkg, '\\Project.ConnectionManagers[Servers].ServerName', '\\\\x') },
    })
    expect(manager.node.element.document.toString()).toBe(before)
    expect(manager.innerObject.serverName).toBe('\\\\sql01')
  })
})

describe('parameters', () => {
  test('have their types and can be given values', async () => {
    const pkg = await packageIn({
      'Project.params': params(
        parameter('Server', 'sql01', 18),
        parameter('Limit', '90', 9),
        parameter('On', 'True', 3),
      ),
    })
    const value = (name: string) => pkg.variables.get(`$Project::${name}`).value
    expect([value('Server'), value('Limit'), value('On')]).toEqual(['sql01', 90, true])
    setByPath(pkg, '\\Project.Parameters[Limit].Value', '95')
    expect(value('Limit')).toBe(95)
    expect(() => setByPath(pkg, '\\Project.Parameters[Limit].Value', 'many')).toThrow('Limit')
    expect(() => {
      pkg.variables.get('$Project::Server').value = 'x'
    }).toThrow()
  })

  test('the value of a sensitive one is not told', async () => {
    const pkg = await packageIn({ 'Project.params': params(parameter('Secret', 'hush', 18, ' SSIS:Sensitive="1"')) })
    expect(pkg.variables.get('$Project::Secret').value).toBeNull()
    expect(JSON.stringify(pkg.variables.get('$Project::Secret'))).not.toContain('hush')
  })
})

test('files that are no project files are said, and the package loads', async () => {
  const pkg = await packageIn({
    'bad.conmgr': '<not closed',
    'other.conmgr': '<x/>',
    'Good.conmgr': wmi('Good', 'sql01'),
  })
  expect(pkg.connections.count).toBe(1)
  expect(pkg.project?.problems).toHaveLength(2)
  expect(pkg.warnings.map(({ description }) => description).join('\n')).toContain('other.conmgr')
})

test('a package alone has no project', async () => {
  expect((await packageIn({})).project).toBeNull()
})
