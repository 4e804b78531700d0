import { expect, test } from 'vitest'
import { adviseOnQuery, type QueryTask } from '../../src/ssis/tasks/query-advice/index.js'
import { parseDataQuery, parseEventQuery, parseWql } from '../../src/wql/index.js'
import { fuzzCases } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const { raw } = String
const queries = [
  raw`SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA "CIM_DirectoryContainsFile" and TargetInstance.GroupComponent= "Win32_Directory.Name=\"c:\\\\WMIFileWatcher\""`,
  raw`SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'CIM_DataFile' AND TargetInstance.Name = 'h:\cv\Demo.mdf' WITHIN 1;`,
  "SELECT Name FROM Win32_Process WITHIN 5 WHERE Name = 'a' AND NOT (ProcessId = ? OR Handle = 'b') -- all",
  "SELECT * FROM __InstanceOperationEvent WHERE (TargetInstance ISA 'Win32_Product' OR PreviousInstance ISA 'Win32_Service') GROUP WITHIN 5",
]
const tokens = [
  "'",
  '"',
  '\\',
  '\\\\',
  ';',
  '--',
  '/*',
  '*/',
  '?',
  ' WITHIN 2 ',
  ' WHERE ',
  ' FROM ',
  'GroupComponent = ',
  '\n',
  ' OR ',
]

test('any text is advised on; what is corrected can be read, and has nothing more to correct', () => {
  const random = seeded(20)
  for (let index = 0; index < fuzzCases; index += 1) {
    const text = mutateText(queries[index % queries.length] ?? '', random, tokens)
    const task: QueryTask = random() < 0.5 ? 'reader' : 'watcher'
    const advice = adviseOnQuery(text, { task, namespace: 'root\\cimv2' })
    for (const { problem, correctedQuery } of advice) {
      expect(problem).not.toBe('')
      if (correctedQuery === undefined) continue
      if (task === 'reader') parseDataQuery(correctedQuery)
      else parseEventQuery(correctedQuery)
      const again = adviseOnQuery(correctedQuery, { task, namespace: 'root\\cimv2' })
      expect(
        again.find(each => each.correctedQuery),
        text,
      ).toBeUndefined()
    }
    if (advice.length > 0) continue
    if (text.trim()) parseWql(text)
  }
})
