import { expect, test } from 'vitest'
import { instanceQueries } from '../../../../src/ssis/tasks/wmi-query/instance-queries.js'
import { formatWql, parseEventQuery } from '../../../../src/wql/index.js'

const select = 'SELECT * FROM __InstanceModificationEvent WITHIN 5'

test.each<[where: string, queries: string[]]>([
  ["TargetInstance ISA 'A'", ['SELECT * FROM A']],
  ["TargetInstance ISA 'A' AND TargetInstance.X = 1", ['SELECT * FROM A WHERE X = 1']],
  [
    "targetinstance.X LIKE 'a%' AND TargetInstance isa 'A' AND TargetInstance.Y IS NULL",
    ['SELECT * FROM A WHERE X LIKE "a%" AND Y IS NULL'],
  ],
  [
    "TargetInstance ISA 'A' AND (TargetInstance.X = 1 OR NOT TargetInstance.Y = 2)",
    ['SELECT * FROM A WHERE X = 1 OR NOT Y = 2'],
  ],
  [
    "(TargetInstance ISA 'A' AND TargetInstance.X = 1) OR (TargetInstance ISA 'B' AND TargetInstance.Y = 2)",
    ['SELECT * FROM A WHERE X = 1', 'SELECT * FROM B WHERE Y = 2'],
  ],
  ["TargetInstance ISA 'A' AND PreviousInstance.X = 1 AND TargetInstance.X = 2", ['SELECT * FROM A WHERE X = 2']],
  // Nothing can be said of what is not about the instance alone.
  ["TargetInstance ISA 'A' AND (TargetInstance.X = 1 OR PreviousInstance.X = 1)", ['SELECT * FROM A']],
  ["TargetInstance ISA 'A' AND NOT (TargetInstance.X = 1 AND TIME_CREATED > 5)", ['SELECT * FROM A']],
  ["TargetInstance ISA 'A' AND NOT TargetInstance ISA 'A'", []],
  ['TargetInstance.X = 1', []],
  ["PreviousInstance ISA 'A'", []],
])('%s', (where, queries) => {
  expect(instanceQueries(parseEventQuery(`${select} WHERE ${where}`)).map(formatWql)).toEqual(queries)
})

test('without WHERE there is none', () => {
  expect(instanceQueries(parseEventQuery(select))).toEqual([])
})
