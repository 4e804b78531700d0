import { describe, expect, test } from 'vitest'
import { setLanguage } from '../../../../src/base/text.js'
import { adviseOnQuery, type QueryTask } from '../../../../src/ssis/tasks/query-advice/index.js'
import { parseDataQuery, parseEventQuery } from '../../../../src/wql/index.js'

const cimv2 = '\\root\\cimv2'
const serverEvents = '\\root\\Microsoft\\SqlServer\\ServerEvents\\MSSQLSERVER'
const { raw } = String

/** Query, which advice in order, and the corrected query where there is one. */
type Case = [query: string, kinds: string[], corrected?: string | undefined]

function check(task: QueryTask, namespace: string, [query, kinds, corrected]: Case): void {
  const advice = adviseOnQuery(query, { task, namespace })
  expect(advice.map(({ kind }) => kind)).toEqual(kinds)
  const queries = new Set(advice.flatMap(({ correctedQuery }) => correctedQuery ?? []))
  expect([...queries]).toEqual(corrected === undefined ? [] : [corrected])
  if (corrected === undefined) return
  if (task === 'watcher') parseEventQuery(corrected)
  else parseDataQuery(corrected)
  // What is corrected needs no other correction.
  const left = adviseOnQuery(corrected, { task, namespace })
  expect(left.flatMap(each => each.correctedQuery ?? [])).toEqual([])
}

describe('the watcher', () => {
  const good: readonly string[] = [
    "SELECT * from __InstanceModificationEvent WITHIN 2 WHERE TargetInstance ISA 'Win32_Processor' and TargetInstance.LoadPercentage > 40",
    raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA "CIM_DirectoryContainsFile" and TargetInstance.GroupComponent= "Win32_Directory.Name=\"c:\\\\WMIFileWatcher\""`,
    raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'h:\\cv\\Demo.mdf'`,
    raw`SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Drive = 'C:' AND TargetInstance.Path = '\\in\\'`,
    'SELECT * FROM Win32_ProcessStartTrace',
    "SELECT * FROM Win32_ProcessStopTrace WHERE ProcessName = 'a.exe'",
    'SELECT * FROM Win32_VolumeChangeEvent WHERE EventType = 2',
    'SELECT * FROM Win32_PowerManagementEvent',
    raw`SELECT * FROM RegistryKeyChangeEvent WHERE Hive = 'HKEY_LOCAL_MACHINE' AND KeyPath = 'SOFTWARE\\X'`,
    "SELECT * FROM __TimerEvent WHERE TimerId = 'x'",
    'SELECT * FROM __NamespaceCreationEvent',
    'SELECT * FROM __ClassModificationEvent',
    "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_NTLogEvent' AND TargetInstance.EventCode = 7",
    "SELECT * FROM __InstanceModificationEvent WHERE TargetInstance ISA 'Win32_LocalTime' AND TargetInstance.Hour = 6",
    "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'My_Job'",
    'SELECT * FROM My_Event',
    'SELECT * FROM MSFT_NetConnectionProfileEvent',
    "SELECT * FROM __InstanceOperationEvent WITHIN 1 WHERE TargetInstance ISA 'Win32_Service' GROUP WITHIN 10",
    '',
    '  ',
  ]
  test.each(good)('has nothing to say about %s', query => {
    check('watcher', cimv2, [query, []])
  })

  test.each(['SELECT * FROM DEADLOCK_GRAPH', "SELECT * FROM CREATE_DATABASE WHERE DatabaseName = 'x'"])(
    'knows the events of SQL Server: %s',
    query => {
      check('watcher', serverEvents, [query, []])
      check('watcher', 'root/microsoft/sqlserver/ServerEvents/SQL2022', [query, []])
    },
  )

  test.each<Case>([
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process'",
      ['needsWithin'],
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'",
    ],
    [
      raw`select *  from __instancecreationevent where TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name='c:\\a.txt'`,
      ['needsWithin'],
      raw`select *  from __instancecreationevent WITHIN 10 where TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name='c:\\a.txt'`,
    ],
    [
      "SELECT * FROM __InstanceDeletionEvent WHERE TargetInstance ISA 'Win32_NTLogEvent'",
      ['needsWithin'],
      "SELECT * FROM __InstanceDeletionEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_NTLogEvent'",
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process' GROUP WITHIN 10",
      ['needsWithin'],
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process' GROUP WITHIN 10",
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 0.5 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\\a.txt'`,
      ['shortWithin'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\\a.txt'`,
    ],
    [
      raw`SELECT * FROM __InstanceDeletionEvent WITHIN 1 WHERE TargetInstance ISA 'Win32_Directory' AND TargetInstance.Name = 'c:\\a'`,
      ['shortWithin'],
      raw`SELECT * FROM __InstanceDeletionEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Directory' AND TargetInstance.Name = 'c:\\a'`,
    ],
    ["SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile'", ['wholeDrive']],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Drive = 'C:' AND TargetInstance.Extension = 'csv'",
      ['wholeDrive'],
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Path = '\\in\\'`,
      ['wholeDrive'],
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND (TargetInstance.Name = 'c:\\a' OR TargetInstance.FileSize > 5)`,
      ['wholeDrive'],
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile'",
      ['wholeDrive'],
    ],
    ["SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'Win32_Product'", ['installer']],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\in\a.txt'`,
      ['backslash'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\\in\\a.txt'`,
    ],
    [
      // The last backslash swallows the quote.
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Path = '\in\' AND TargetInstance.Drive = 'C:'`,
      ['backslash'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Path = '\\in\\' AND TargetInstance.Drive = 'C:'`,
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = 'Win32_Directory.Name="c:\in\new"'`,
      ['backslash', 'pathBackslash'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = 'Win32_Directory.Name="c:\\\\in\\\\new"'`,
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = "\\\\.\\root\\cimv2:Win32_Directory.Name='c:\\in'"`,
      ['pathBackslash'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = "\\\\.\\root\\cimv2:Win32_Directory.Name='c:\\\\in'"`,
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'; ",
      ['semicolon'],
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'",
    ],
    [
      "SELECT * FROM __InstanceCreationEvent -- it's new\nWITHIN 5 /* five\nseconds */WHERE TargetInstance ISA 'Win32_Process';",
      ['comment', 'semicolon'],
      "SELECT * FROM __InstanceCreationEvent  \nWITHIN 5  WHERE TargetInstance ISA 'Win32_Process'",
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process' AND TargetInstance.Name = ?",
      ['placeholder'],
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process' WITHIN 10",
      ['withinAfterWhere'],
      "SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'Win32_Process'",
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process' WITHIN 10 AND TargetInstance.Name = 'a';",
      ['semicolon', 'withinAfterWhere'],
      "SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'Win32_Process' AND TargetInstance.Name = 'a'",
    ],
    [
      raw`SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\a.txt' WITHIN 1`,
      ['backslash', 'withinAfterWhere', 'shortWithin'],
      raw`SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'c:\\a.txt'`,
    ],
    [
      "SELECT Name FROM Win32_Process WHERE Name = 'a.exe' OR ProcessId = 5",
      ['dataToWatcher'],
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_Process" AND (TargetInstance.Name = "a.exe" OR TargetInstance.ProcessId = 5)',
    ],
    [
      'SELECT * FROM Win32_NTLogEvent',
      ['dataToWatcher'],
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_NTLogEvent"',
    ],
    [
      'SELECT * FROM Win32_LogicalDisk WITHIN 60 WHERE NOT DriveType = 5',
      ['dataToWatcher'],
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_LogicalDisk" AND NOT TargetInstance.DriveType = 5',
    ],
    ['SELECT * FROM', ['invalid']],
    ['SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE Name LIKE', ['invalid']],
    ['SELECT * FROM meta_class', ['invalid']],
    ["ASSOCIATORS OF {Win32_LogicalDisk.DeviceID='C:'}", ['invalid']],
    ['SELECT * FROM A WHERE B ==; ', ['semicolon', 'invalid']],
    [`SELECT * FROM A WHERE B = '${'x'.repeat(70_000)}'`, ['invalid']],
  ])('about %s: %j', (query, kinds, corrected) => {
    check('watcher', cimv2, [query, kinds, corrected])
  })
})

describe('the reader', () => {
  test.each([
    'SELECT *  from Win32_OperatingSystem ',
    raw`SELECT * FROM CIM_DataFile WHERE Name = 'c:\\a.txt'`,
    raw`SELECT * FROM Win32_Directory WHERE Drive = 'C:' AND Path = '\\a\\'`,
    raw`SELECT * FROM Win32_Service WHERE PathName LIKE '%c:\windows%'`,
    'SELECT * FROM meta_class',
    "ASSOCIATORS OF {Win32_LogicalDisk.DeviceID='C:'} WHERE ClassDefsOnly",
    'SELECT * FROM My_Class',
    "SELECT * FROM Win32_NTLogEvent WHERE Logfile = 'Application' AND Type = '?'",
    "SELECT * FROM Win32_Service WHERE Name = 'a;b--c/*d*/' OR Name = 'x;'",
  ])('has nothing to say about %s', query => {
    check('reader', cimv2, [query, []])
  })

  test.each<Case>([
    [
      raw`Select * from Win32_RegistryAction where key ='HKEY_LOCAL_MACHINE\SOFTWARE\NET Framework Setup\NDP\v4\Full' `,
      ['backslash'],
      raw`Select * from Win32_RegistryAction where key ='HKEY_LOCAL_MACHINE\\SOFTWARE\\NET Framework Setup\\NDP\\v4\\Full'`,
    ],
    ['SELECT Name FROM Win32_Product', ['installer']],
    ["SELECT * FROM CIM_DataFile WHERE Drive = 'C:' AND Extension = 'log'", ['wholeDrive']],
    ['SELECT * FROM Win32_SubDirectory', ['wholeDrive']],
    [
      raw`SELECT * FROM CIM_DirectoryContainsFile WHERE GroupComponent = 'Win32_Directory.Name="c:\\in"'`,
      ['pathBackslash'],
      raw`SELECT * FROM CIM_DirectoryContainsFile WHERE GroupComponent = 'Win32_Directory.Name="c:\\\\in"'`,
    ],
    ['SELECT Name FROM Win32_Service;', ['semicolon'], 'SELECT Name FROM Win32_Service'],
    ['SELECT Name FROM Win32_Service -- all of them', ['comment'], 'SELECT Name FROM Win32_Service'],
    ['SELECT Name FROM Win32_Service WHERE Name = ?;', ['semicolon', 'placeholder']],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process' AND TargetInstance.Name = 'a'",
      ['eventToReader'],
      'SELECT * FROM Win32_Process WHERE Name = "a"',
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process' OR TargetInstance ISA 'Win32_Thread'",
      ['eventToReader'],
    ],
    ['SELECT * FROM Win32_ProcessStartTrace', ['eventToReader']],
    ['SELECT * FROM __TimerEvent', ['eventToReader']],
    [
      "SELECT Name FROM Win32_Process WITHIN 5 WHERE Name = 'a'",
      ['withinOnData'],
      'SELECT Name FROM Win32_Process WHERE Name = "a"',
    ],
    ['SELECT Name FROM My_Class WITHIN 5', ['invalid']],
    ['SELECT Name, FROM Win32_Process', ['invalid']],
  ])('about %s: %j', (query, kinds, corrected) => {
    check('reader', cimv2, [query, kinds, corrected])
  })

  test('knows that the classes of SQL Server are events', () => {
    check('reader', serverEvents, ['SELECT * FROM DEADLOCK_GRAPH', ['eventToReader']])
  })
})

describe('the words', () => {
  const first = (query: string, task: QueryTask = 'watcher') => adviseOnQuery(query, { task, namespace: cimv2 })[0]

  test('a hint has the corrected query', () => {
    expect(first("SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process'")).toMatchObject({
      problem:
        'nobody reports __InstanceCreationEvent for Win32_Process, and the query does not say how often to look: it needs WITHIN',
      hint: "Write: SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'",
    })
    expect(first('SELECT * FROM __InstanceCreationEvent', 'reader')?.hint).toBe('Use a WMI Event Watcher task')
    expect(first('SELECT * FROM Win32_Process')?.hint).toBe(
      'Watch for events about its instances, or use a WMI Data Reader task. For example: SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_Process"',
    )
  })

  test('a hint for files has the prefix that the query needs, and backslashes that can be copied', () => {
    const watched = "SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DataFile'"
    expect(first(watched)?.hint).toBe(
      raw`Add TargetInstance.Drive = 'C:' AND TargetInstance.Path = '\\folder\\', or TargetInstance.Name = 'C:\\folder\\file.txt'`,
    )
    expect(first('SELECT * FROM Win32_SubDirectory', 'reader')?.hint).toBe(
      raw`Add GroupComponent = 'Win32_Directory.Name="C:\\\\folder"'`,
    )
  })

  test('what cannot be read is told with the place', () => {
    expect(first('SELECT Name, FROM Win32_Process')?.problem).toMatch(
      /^the query is not valid and will fail when the task runs: WBEM_E_INVALID_QUERY: .* at column 14$/,
    )
  })

  test('in French', () => {
    setLanguage('fr')
    try {
      expect(first('SELECT Name FROM Win32_Process;', 'reader')).toMatchObject({
        problem: expect.stringMatching(/^la requête se termine par un point-virgule/),
        hint: 'Écrivez : SELECT Name FROM Win32_Process',
      })
    } finally {
      setLanguage('en')
    }
  })
})
