import { readdirSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { DataTable, WmiDataReaderTask } from '../../../src/ssis/tasks/index.js'
import { diskHost } from './disk-host.js'
import { query, readerPackage } from './reader-package.js'

const { Success, Failure } = DTSExecResult
const [DataTableType, Values, NamesAndValues] = [0, 1, 2]
const [Append, Keep] = [1, 2]
const VariableDestination = { destinationType: 1, destination: 'User::Result' }

afterEach(() => setLanguage('en'))

describe('output', () => {
  test('name and value lines go to the file', async () => {
    const p = readerPackage()
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('DeviceID, C:\r\nSize, 510958497792\r\n')
    expect(readdirSync(p.folder)).toEqual(['out.txt'])
  })

  test('value lines', async () => {
    const p = readerPackage({ outputType: Values })
    await p.run()
    expect(p.text()).toBe('C:\r\n510958497792\r\n')
  })

  test('a table with a line of names, or without', async () => {
    const p = readerPackage({ outputType: DataTableType, wqlQuerySource: 'SELECT Size, DeviceID FROM Test_Disk' })
    await p.run()
    expect(p.text()).toBe('DeviceID,Size\r\nC:,510958497792\r\nD:,\r\nZ:,\r\n')
    p.task.properties.get('ColumnNamesInFirstDataRow').setValue(p.task, false)
    await p.run()
    expect(p.text()).toBe('C:,510958497792\r\nD:,\r\nZ:,\r\n')
  })

  test('never depends on the language', async () => {
    const p = readerPackage({ wqlQuerySource: 'SELECT * FROM Test_Disk' })
    await p.run()
    const english = p.text()
    setLanguage('fr')
    await p.run()
    expect(p.text()).toBe(english)
  })

  test('a query with line breaks at its ends is fine', async () => {
    const p = readerPackage({ wqlQuerySource: `\r\n${query}\n` })
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('DeviceID, C:\r\nSize, 510958497792\r\n')
  })

  test('properties that only other instances have are left out of a table, with a warning', async () => {
    const p = readerPackage({ outputType: DataTableType, wqlQuerySource: 'SELECT * FROM Test_Disk' })
    expect(await p.run()).toBe(Success)
    expect(p.pkg.warnings).toMatchObject([
      {
        source: 'Read',
        description:
          'the table has the columns of the first instance; other instances also had Server, which were left out',
      },
    ])
  })

  test('zero rows: a warning repeats the question and the file is empty, or has the names of the table', async () => {
    const wqlQuerySource = 'SELECT Size, NAME FROM Test_Nothing'
    const lines = readerPackage({ wqlQuerySource })
    expect(await lines.run()).toBe(Success)
    expect(lines.text()).toBe('')
    expect(lines.pkg.warnings.map(({ description }) => description)).toEqual([
      'the query gave no rows: SELECT Size, NAME FROM Test_Nothing',
    ])
    const table = readerPackage({ wqlQuerySource, outputType: DataTableType })
    await table.run()
    expect(table.text()).toBe('Name,Size\r\n')
    const all = readerPackage({ wqlQuerySource: 'SELECT * FROM Test_Nothing', outputType: DataTableType })
    await all.run()
    expect(all.text()).toBe('Name,Size\r\n')
  })

  test('the run can be told afterwards', async () => {
    const p = readerPackage()
    await p.run()
    const { task } = p.task
    if (!(task instanceof WmiDataReaderTask)) throw new Error('not a WMI Data Reader task')
    expect(task.lastRun).toEqual({
      connection: 'WMI',
      place: `\\\\${diskHost().server}\\root\\cimv2`,
      query,
      rows: 1,
      destination: { kind: 'file', path: p.file },
    })
    expect(p.task.executionValue).toBe(1)
  })
})

describe('destination modes of a file', () => {
  test('append adds, and a table has one line of names', async () => {
    const p = readerPackage({ outputType: DataTableType, overwriteDestination: Append })
    await p.run()
    await p.run()
    expect(p.text()).toBe('DeviceID,Size\r\nC:,510958497792\r\nC:,510958497792\r\n')
  })

  test('keep writes a file that is not there', async () => {
    const p = readerPackage({ overwriteDestination: Keep })
    expect(await p.run()).toBe(Success)
    expect(p.text()).toBe('DeviceID, C:\r\nSize, 510958497792\r\n')
  })

  test('keep refuses a file that is there: 0xC002924F', async () => {
    const p = readerPackage({ overwriteDestination: Keep })
    writeFileSync(p.file, 'old')
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([
      {
        code: 0xc002924f,
        source: 'Read',
        description: `the file "${p.file}" already exists and is to be kept`,
        hint: 'Set OverwriteDestination to OverwriteDestination or AppendToDestination, or move the file away',
      },
    ])
    expect(p.text()).toBe('old')
  })

  test('keep is the default', () => {
    const p = readerPackage()
    const fresh = p.pkg.executables.add('STOCK:WmiDataReaderTask')
    expect(fresh.properties.get('OverwriteDestination').getValue(fresh)).toBe(Keep)
    expect(fresh.properties.get('OutputType').getValue(fresh)).toBe(DataTableType)
    expect(fresh.properties.get('WqlQuerySourceType').getValue(fresh)).toBe(1)
  })

  test('a manager whose file exists needs the file: 0xC002924A', async () => {
    const p = readerPackage()
    p.pkg.connections.get('Out').innerObject.fileUsageType = 0
    await p.run()
    expect(p.symbols()).toContain('DTS_E_WMIDRTASK_FILEDOESNOTEXIST')
    writeFileSync(p.file, 'old')
    expect(await p.run()).toBe(Success)
  })
})

describe('variables', () => {
  const withVariable = (value: unknown, properties: Record<string, string | number> = {}) => {
    const p = readerPackage({ ...VariableDestination, ...properties })
    const variable = p.pkg.variables.add('Result', false, 'User', value)
    return { ...p, variable }
  }

  test('lines go to a String or an Object variable', async () => {
    for (const value of ['', null]) {
      const p = withVariable(value)
      expect(await p.run()).toBe(Success)
      expect(p.variable.value).toBe('DeviceID, C:\r\nSize, 510958497792\r\n')
    }
  })

  test('a table goes to an Object variable', async () => {
    const p = withVariable(null, { outputType: DataTableType, wqlQuerySource: 'SELECT * FROM Test_Disk' })
    expect(await p.run()).toBe(Success)
    const table = p.variable.value
    if (!(table instanceof DataTable)) throw new Error('not a table')
    expect(table.columns.find(({ name }) => name === 'Levels')).toEqual({
      name: 'Levels',
      type: 'uint16',
      isArray: true,
    })
    expect(table.rows).toHaveLength(3)
    expect(table.toArray()[0]).toMatchObject({
      DeviceID: 'C:',
      Size: 510958497792n,
      Levels: [1, 2, 3],
      Compressed: false,
    })
  })

  test('an empty answer is a table with columns and no rows', async () => {
    const p = withVariable(null, { outputType: DataTableType, wqlQuerySource: 'SELECT * FROM Test_Nothing' })
    await p.run()
    expect(p.variable.value).toMatchObject({ rows: [], columns: [{ name: 'Name' }, { name: 'Size' }] })
  })

  test('append joins texts and tables', async () => {
    const text = withVariable('before|', { overwriteDestination: Append, outputType: Values })
    await text.run()
    expect(text.variable.value).toBe('before|C:\r\n510958497792\r\n')
    const table = withVariable(null, { overwriteDestination: Append, outputType: DataTableType })
    const second = table.pkg.executables.add('STOCK:WmiDataReaderTask')
    for (const property of table.task.properties)
      if (property.set && property.name !== 'Name' && second.properties.contains(property.name))
        second.properties.get(property.name).setValue(second, property.getValue(table.task))
    await table.run({ maxConcurrentExecutables: 1 })
    expect(table.variable.value).toMatchObject({
      rows: [
        ['C:', 510958497792n],
        ['C:', 510958497792n],
      ],
    })
  })

  test('append refuses to mix them', async () => {
    const p = withVariable(null, { overwriteDestination: Append, outputType: DataTableType })
    p.variable.value = 'text'
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors.map(({ description }) => description)).toEqual([
      'an error occurred: the variable "User::Result" holds something to which a data table cannot be appended',
    ])
  })

  test('keep refuses a variable with a value: 0xC0029253', async () => {
    const p = withVariable('old', { overwriteDestination: Keep })
    expect(await p.run()).toBe(Failure)
    expect(p.pkg.errors).toMatchObject([{ code: 0xc0029253, source: 'Read' }])
    expect(p.variable.value).toBe('old')
    const empty = withVariable('', { overwriteDestination: Keep })
    expect(await empty.run()).toBe(Success)
  })

  // value of the variable, output type, error
  test.each([
    [5, NamesAndValues, 'DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRINGOROBJECT'],
    ['', DataTableType, 'DTS_E_WMIDRTASK_VARNOTOBJECT'],
  ])('a variable of the wrong type fails validation (%s, %i)', async (value, outputType, symbol) => {
    const p = withVariable(value, { outputType })
    expect(await p.validate()).toBe(Failure)
    expect(p.symbols()).toEqual([symbol])
  })

  test('a variable that is missing, read-only, or computed fails validation', async () => {
    const missing = readerPackage(VariableDestination)
    expect(await missing.validate()).toBe(Failure)
    expect(missing.symbols()).toEqual(['DTS_E_VARIABLENOTFOUND'])
    const fixed = withVariable('')
    fixed.variable.readOnly = true
    await fixed.validate()
    expect(fixed.symbols()).toEqual(['DTS_E_VARIABLEREADONLY'])
    const computed = withVariable('')
    computed.variable.evaluateAsExpression = true
    computed.variable.expression = '"x"'
    await computed.validate()
    expect(computed.symbols()).toEqual(['DTS_E_VARIABLEREADONLY'])
    const system = readerPackage({ ...VariableDestination, destination: 'System::PackageName' })
    await system.validate()
    expect(system.symbols()).toEqual(['DTS_E_VARIABLEREADONLY'])
  })
})
