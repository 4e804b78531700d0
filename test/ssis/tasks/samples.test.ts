import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { WmiHost } from '../../../src/host/index.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package } from '../../../src/ssis/index.js'
import { executionRecord } from '../../../src/ssis/runtime/record.js'
import { sharedVectorPath, vectorPath } from '../../vectors.js'

const { Success, Failure } = DTSExecResult

/** The disk whose numbers stand in the real output file. */
const host = new WmiHost({
  providers: [
    {
      classes: ['Win32_LogicalDisk'],
      provider: {
        enumerate: () => [{ DeviceID: 'C:', FileSystem: 'NTFS', FreeSpace: 255694352384n, Size: 510958497792n }],
      },
    },
  ],
})

describe('a real package and the file it produced', () => {
  const sample = sharedVectorPath('dtsx/22_WMI_Data_Reader.dtsx')
  const output = sharedVectorPath('dtsx/22_WMI_Data_Reader.output.txt')

  test.skipIf(!sample || !output)('22_WMI_Data_Reader.dtsx writes the same bytes but for line ends', async () => {
    const pkg = await Package.load(sample ?? '')
    const root = mkdtempSync(join(tmpdir(), 'wmilink-'))
    // The package writes to C:\folder\…\WMI.txt.
    const parts = pkg.connections.get('WMI.txt').connectionString.split('\\')
    const folder = join(root, ...parts.slice(1, -1))
    mkdirSync(folder, { recursive: true })
    const drives = new DriveMap([`C:=${root}`], 'linux')
    expect(await pkg.execute({ drives, connect: { host } })).toBe(Success)
    const written = readFileSync(join(folder, 'WMI.txt'), 'latin1')
    expect(written.replaceAll('\r\n', '\n')).toBe(readFileSync(output ?? '', 'latin1'))
    expect(written).toBe('FileSystem, NTFS\r\nFreeSpace, 255694352384\r\nSize, 510958497792\r\n')
    expect([pkg.errors, pkg.warnings]).toEqual([[], []])
  })
})

test('WMIDataReader_7045kHz.dtsx fails by the query of its one enabled task, which is not WQL', async () => {
  const pkg = await Package.load(vectorPath('dtsx/WMIDataReader_7045kHz.dtsx'))
  expect(await pkg.execute({ connect: { host } })).toBe(Failure)
  expect(pkg.errors).toMatchObject([
    {
      code: 0xc0029252,
      symbol: 'DTS_E_WMIDRTASK_TASKFAILURE',
      source: 'WMI Data Reader Task 1',
      sourceId: '{715723BF-E0B0-4722-9220-38ECA11A5D11}',
      description: expect.stringMatching(
        /^the WMI query failed: WBEM_E_INVALID_QUERY \(0x80041017\): .* at column 66$/,
      ),
    },
  ])
  const results = [...pkg.executables].map(one => [one.name, executionRecord(one).executionResult])
  expect(results).toEqual([
    ['Data Flow Task', Success],
    ['WMI Data Reader Task', null],
    ['WMI Data Reader Task 1', Failure],
  ])
})

test('a direct query that is no WQL is told by validation, which leaves the verdict to the server', async () => {
  const pkg = await Package.load(vectorPath('dtsx/WMIDataReader_7045kHz.dtsx'))
  expect(await pkg.validate()).toBe(Success)
  expect(pkg.warnings).toMatchObject([
    {
      source: 'WMI Data Reader Task 1',
      description:
        'the query has single backslashes in a string, where they must be doubled: it will fail when the task runs',
      hint: String.raw`Write: Select * from Win32_RegistryAction where key ='HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full'`,
    },
  ])
})

describe('a package whose tasks cannot run here', () => {
  const sample = sharedVectorPath('dtsx/32_WMIEventWatcherTaskDemo.dtsx')

  test.skipIf(!sample)(
    '32_WMIEventWatcherTaskDemo.dtsx is refused with the name and kind of its script task',
    async () => {
      const pkg = await Package.load(sample ?? '')
      expect(await pkg.execute({ connect: { host } })).toBe(Failure)
      expect(pkg.errors.map(({ symbol, description }) => [symbol, description])).toEqual([
        [
          'DTS_E_TASKPRODUCTLEVEL',
          '"Script Task" is of the kind Microsoft.ScriptTask, which cannot run in this version',
        ],
      ])
    },
  )
})

describe.runIf(process.platform === 'linux')('a real package that waits for a file', () => {
  const sample = sharedVectorPath('dtsx/32_WMIEventWatcherTaskDemo.dtsx')

  test.skipIf(!sample)(
    '32_WMIEventWatcherTaskDemo.dtsx without its script task runs until the file comes',
    async () => {
      const pkg = await Package.load(sample ?? '')
      pkg.executables.get('Script Task').disable = true
      const root = mkdtempSync(join(tmpdir(), 'wmilink-'))
      mkdirSync(join(root, 'cv'))
      const drives = new DriveMap([`H:=${root}`], 'linux')
      const log = {
        log: ({ event }: { readonly event: string }) => {
          if (event === 'WMIEventWatcherWatchingForWMIEvents') writeFileSync(join(root, 'cv/Demo.mdf'), 'x')
        },
      }
      expect(await pkg.execute({ drives, log })).toBe(Success)
      expect(executionRecord(pkg.executables.get('WMI Event Watcher Task')).executionValue).toBe(1)
    },
    60_000,
  )
})
