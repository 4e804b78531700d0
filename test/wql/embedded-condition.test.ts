import { describe, expect, test } from 'vitest'
import type { CimClass } from '../../src/cim/class.js'
import { conditionOnInstances } from '../../src/wql/embedded-condition.js'
import { formatCondition } from '../../src/wql/format.js'
import { parseEventQuery } from '../../src/wql/parse.js'
import { classesOf } from './support.js'

const mof = `
class Test_Base { [key] string Name; };
class Test_File : Test_Base { string Drive; uint32 Size; uint32 Id; };
class Test_Other : Test_Base { };`
const classes = classesOf(mof)

function classNamed(name: string): CimClass {
  const found = classes.get(name)
  if (!found) throw new Error(`no class ${name}`)
  return found
}
const kept = new Set(['name', 'drive', 'id'])

/** What a poll of Test_File may read under a WHERE clause. */
function narrowed(where: string): string | boolean {
  const query = parseEventQuery(`SELECT * FROM __InstanceOperationEvent WITHIN 1 WHERE ${where}`)
  const condition = conditionOnInstances(query.where, {
    class: classNamed('Test_File'),
    keeps: property => kept.has(property.toLowerCase()),
    isA: (name, ancestor) => classes.get(name)?.isA(ancestor) ?? false,
  })
  return typeof condition === 'boolean' ? condition : formatCondition(condition)
}

describe('a poll reads less', () => {
  test.each([
    ["TargetInstance.Name = 'a'", "Name = 'a'"],
    ["targetinstance.DRIVE = 'C:'", "DRIVE = 'C:'"],
    ["TargetInstance ISA 'Test_File' AND TargetInstance.Name = 'a'", "Name = 'a'"],
    ["TargetInstance.Name = 'a' AND TargetInstance.Size > 5", "Name = 'a'"],
    [
      "TargetInstance.Name = 'a' AND TargetInstance.Drive = 'C:' AND TargetInstance.Size = 1",
      "Name = 'a' AND Drive = 'C:'",
    ],
    ["TargetInstance.Name = 'a' OR TargetInstance.Name = 'b'", "Name = 'a' OR Name = 'b'"],
    ["TargetInstance.Name LIKE 'x%'", "Name LIKE 'x%'"],
    ["NOT TargetInstance.Name = 'a'", "NOT Name = 'a'"],
    ['TargetInstance.Id > 5', 'Id > 5'],
    ["PreviousInstance.Name = 'a'", "Name = 'a'"],
    [
      "(TargetInstance ISA 'Test_File' AND TargetInstance.Drive = 'C:') OR (TargetInstance ISA 'Test_Other' AND TargetInstance.Name = 'b')",
      "Drive = 'C:'",
    ],
  ])('for %s', (where, expected) => {
    const text = narrowed(where)
    expect(typeof text === 'string' ? text.replaceAll('"', "'") : text).toBe(expected)
  })
})

describe('a poll reads everything', () => {
  test.each([
    ['a property that may change', 'TargetInstance.Size = 5'],
    ['an alternative that may change', "TargetInstance.Name = 'a' OR TargetInstance.Size = 5"],
    ['the negation of what is known in part only', "NOT (TargetInstance.Name = 'a' AND TargetInstance.Size = 5)"],
    ['what is not so before', "NOT PreviousInstance.Name = 'a'"],
    ['the absence of a former copy', 'PreviousInstance.Name IS NULL'],
    ['a property of the event', 'TIME_CREATED > 5'],
    ['a system property', "TargetInstance.__CLASS = 'Test_File'"],
    ['a class above', "TargetInstance ISA 'Test_Base'"],
  ])('for %s', (_, where) => {
    expect(narrowed(where)).toBe(true)
  })
})

describe('no poll is needed', () => {
  test.each([
    ['for another class', "TargetInstance ISA 'Test_Other'"],
    ['for a property that the class does not have', "TargetInstance.Owner = 'x'"],
    ['for a constant that does not fit', "TargetInstance.Id = 'many'"],
    ['when one part can never be', "TargetInstance.Name = 'a' AND TargetInstance ISA 'Test_Other'"],
    ['for a former copy of another class', "PreviousInstance ISA 'Test_Other'"],
    ['for instances that do not exist', 'TargetInstance IS NULL'],
  ])('%s', (_, where) => {
    expect(narrowed(where)).toBe(false)
  })
})
