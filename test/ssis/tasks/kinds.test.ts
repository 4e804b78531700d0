import { describe, expect, test } from 'vitest'
import type { ComponentData, ComponentProperties } from '../../../src/ssis/contract.js'
import { taskKindOf, taskKinds, taskTitle } from '../../../src/ssis/tasks/index.js'

const qualified = (task: string, assembly: string, version: string) =>
  `Microsoft.SqlServer.Dts.Tasks.${task}.${task}, Microsoft.SqlServer.${assembly}, ` +
  `Version=${version}, Culture=neutral, PublicKeyToken=89845dcd8080cc91`

const noProperties: ComponentProperties = { get: () => '', set: () => {} }
const data = (components: number): ComponentData => ({
  element: undefined,
  make: () => {
    throw new Error('nothing is made in this test')
  },
  get: () => undefined,
  set: () => {},
  count: name => (name === 'component' ? components : 0),
})

describe('a kind is found by its CreationName in every format', () => {
  test.each([
    ['Microsoft.WmiDataReaderTask', 'WmiDataReaderTask'],
    ['STOCK:wmidatareadertask', 'WmiDataReaderTask'],
    [qualified('WmiDataReaderTask', 'WMIDRTask', '9.0.242.0'), 'WmiDataReaderTask'],
    [qualified('WmiDataReaderTask', 'WMIDRTask', '11.0.0.0'), 'WmiDataReaderTask'],
    ['Microsoft.WmiEventWatcherTask', 'WmiEventWatcherTask'],
    [qualified('WmiEventWatcherTask', 'WMIEWTask', '10.0.0.0'), 'WmiEventWatcherTask'],
    ['Microsoft.WebServiceTask', 'WebServiceTask'],
    [qualified('WebServiceTask', 'WebServiceTask', '10.0.0.0'), 'WebServiceTask'],
    ['Microsoft.Pipeline', 'PipelineTask'],
    ['SSIS.Pipeline.3', 'PipelineTask'],
    ['DTS.Pipeline.1', 'PipelineTask'],
    ['STOCK:PipelineTask', 'PipelineTask'],
    ['SSIS.Pipeline.4', 'PipelineTask'],
    ['Microsoft.ExpressionTask', 'ExpressionTask'],
    ['Microsoft.ExecuteProcess', 'ExecuteProcessTask'],
    ['STOCK:ExecuteProcessTask', 'ExecuteProcessTask'],
    [qualified('ExecuteProcess', 'ExecProcTask', '9.0.242.0'), 'ExecuteProcessTask'],
    [qualified('FileSystemTask', 'FileSystemTask', '10.0.0.0'), 'FileSystemTask'],
    ['SSIS.ExecutePackageTask.3', 'ExecutePackageTask'],
    ['SSIS.ExecutePackageTask.2', 'ExecutePackageTask'],
    ['Microsoft.ExecutePackageTask', 'ExecutePackageTask'],
    ['Microsoft.ScriptTask', 'ScriptTask'],
    [qualified('ExecuteSQLTask', 'SQLTask', '9.0.242.0'), 'SQLTask'],
    ['Attunity.CdcControlTask', 'CdcControlTask'],
    ['Microsoft.DbMaintenanceBackupTask', 'DbMaintenanceBackupTask'],
    ['Example.Task', undefined],
    ['Microsoft.WmiDataReaderTaskPlus', undefined],
    ['WmiDataReaderTask', undefined],
    ['', undefined],
  ])('%s', (creationName, stockName) => {
    expect(taskKindOf(creationName)?.stockName).toBe(stockName)
  })
})

test('a data flow without components can run, one with components cannot', () => {
  const kind = taskKindOf('Microsoft.Pipeline')
  expect(kind?.create(noProperties, undefined, data(0)).unsupported).toBeUndefined()
  expect(kind?.create(noProperties, data(0), data(0)).unsupported).toBeUndefined()
  expect(kind?.create(noProperties, data(2), data(2)).unsupported).toBe(
    'Data flows with components are kept in the package but do not run here',
  )
})

test('a stock task that does not run here says what to do', () => {
  for (const name of ['Microsoft.ScriptTask', 'STOCK:SQLTask', 'Microsoft.DbMaintenanceShrinkTask'])
    expect(taskKindOf(name)?.create(noProperties, undefined, data(0)).unsupported).toMatch(
      /^The .* Task is kept in the package but does not run here: .*registerTask/,
    )
  expect(taskTitle('Microsoft.DbMaintenanceShrinkTask')).toBe('Shrink Database Task')
  expect(taskTitle('Example.Unknown')).toBeUndefined()
})

test('attributes are written in the order of the real files', () => {
  const attributes = (name: string) =>
    taskKinds.find(({ stockName }) => stockName === name)?.properties.flatMap(({ attribute }) => attribute ?? [])
  expect(attributes('WmiDataReaderTask')).toEqual([
    'WQLQuerySourceType',
    'WQLQuerySource',
    'DestinationType',
    'Destination',
    'OverwriteDestination',
    'OutputType',
    'WMIConnectionName',
  ])
  expect(attributes('WmiEventWatcherTask')).toEqual([
    'WMIConnectionName',
    'WQLQuerySourceType',
    'WQLQuerySource',
    'ActionAtEvent',
    'AfterEvent',
    'ActionAtTimeout',
    'AfterTimeout',
    'NumberOfEvents',
    'Timeout',
  ])
})
