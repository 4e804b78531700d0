import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { parseEventQuery, validateEventQuery } from '../../src/wql/index.js'
import { classesOf, errorOf, hostClasses } from './support.js'

const classes = hostClasses()
classesOf('class Test_ArrayEvent : __ExtrinsicEvent { string Names[]; object Body; };', classes)

function plan(query: string) {
  return validateEventQuery(parseEventQuery(query), {
    lookup: name => classes.get(name),
    hasEvents: (eventClass, target) => eventClass.isA('__InstanceCreationEvent') && target.isA('Win32_NTLogEvent'),
  })
}

function names(query: string) {
  const { eventClass, targets, poll } = plan(query)
  return { event: eventClass.name, targets: targets?.map(target => target.name) ?? null, poll }
}

describe('what a notification query watches', () => {
  test('instances are polled in the interval', () => {
    expect(names('SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "win32_process"')).toEqual({
      event: '__InstanceCreationEvent',
      targets: ['Win32_Process'],
      poll: 5,
    })
  })

  test('several classes', () => {
    const query =
      'SELECT * FROM __InstanceOperationEvent WITHIN 0.5 WHERE ' +
      '(TargetInstance ISA "Win32_Process" OR TargetInstance ISA "Win32_Service") AND TargetInstance.Name LIKE "s%"'
    expect(names(query)).toEqual({
      event: '__InstanceOperationEvent',
      targets: ['Win32_Process', 'Win32_Service'],
      poll: 0.5,
    })
  })

  test('the copy before a change names the class as well', () => {
    const query =
      'SELECT * FROM __InstanceModificationEvent WITHIN 2 WHERE PreviousInstance ISA "Win32_Service" ' +
      'AND PreviousInstance.State = "Running"'
    expect(names(query).targets).toEqual(['Win32_Service'])
  })

  test('what a provider reports is not polled', () => {
    const query = 'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_NTLogEvent"'
    expect(names(query)).toEqual({ event: '__InstanceCreationEvent', targets: ['Win32_NTLogEvent'], poll: null })
    // The provider reports creations only.
    expect(names(query.replace('Creation', 'Deletion')).poll).toBe(5)
  })

  test('WITHIN on an extrinsic event has no effect', () => {
    expect(names('SELECT * FROM Win32_ProcessStartTrace WITHIN 10')).toEqual({
      event: 'Win32_ProcessStartTrace',
      targets: null,
      poll: null,
    })
  })

  test('grouping by properties of the event and of the embedded object', () => {
    const query =
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_Process" ' +
      'GROUP WITHIN 60 BY TargetInstance.Name, TIME_CREATED HAVING NumberOfEvents > 3'
    expect(names(query).targets).toEqual(['Win32_Process'])
  })

  test('a property that only a subclass of the watched class may have is no error', () => {
    const query =
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "CIM_Service" AND TargetInstance.Zzz = 1'
    expect(names(query).targets).toEqual(['CIM_Service'])
  })

  test('a condition that one of the watched classes can answer is no error', () => {
    const query =
      'SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE (TargetInstance ISA "Win32_LogicalDisk" OR ' +
      'TargetInstance ISA "Win32_Process") AND TargetInstance.Handle = "4"'
    expect(names(query).targets).toEqual(['Win32_LogicalDisk', 'Win32_Process'])
  })
})

describe('what is wrong with a notification query', () => {
  const creation = 'SELECT * FROM __InstanceCreationEvent'
  const process = 'WHERE TargetInstance ISA "Win32_Process"'
  test.each([
    ['SELECT * FROM No_Such_Event', 'WBEM_E_INVALID_CLASS', 'there is no class No_Such_Event'],
    ['SELECT * FROM Win32_Process', 'WBEM_E_NOT_EVENT_CLASS', 'Win32_Process is not an event class'],
    [
      'SELECT * FROM Win32_Process WITHIN 5 WHERE Name = "x"',
      'WBEM_E_NOT_EVENT_CLASS',
      'Win32_Process is not an event class',
    ],
    ['SELECT Foo FROM __TimerEvent', 'WBEM_E_INVALID_QUERY', 'the class __TimerEvent has no property Foo'],
    [
      'SELECT TimerId.Foo FROM __TimerEvent',
      'WBEM_E_PROPERTY_NOT_AN_OBJECT',
      'TimerId is of type string, so TimerId.Foo names nothing',
    ],
    [
      'SELECT * FROM __TimerEvent WHERE TimerId.Foo = 1',
      'WBEM_E_PROPERTY_NOT_AN_OBJECT',
      'TimerId is of type string, so TimerId.Foo names nothing',
    ],
    [
      'SELECT * FROM __TimerEvent WHERE Foo = 1',
      'WBEM_E_INVALID_QUERY',
      'the class __TimerEvent has no property Foo (column 34)',
    ],
    [
      'SELECT * FROM __TimerEvent WHERE NumFirings = "many"',
      'WBEM_E_INVALID_QUERY',
      '"many" cannot be compared with NumFirings, which is of type uint32 (column 34)',
    ],
    [
      `${creation} WITHIN 5`,
      'WBEMESS_E_REGISTRATION_TOO_BROAD',
      'the query for __InstanceCreationEvent does not say which class of instances it watches',
    ],
    [
      `${creation} WITHIN 5 ${process} OR TargetInstance.Name = "x"`,
      'WBEMESS_E_REGISTRATION_TOO_BROAD',
      'the query for __InstanceCreationEvent does not say which class of instances it watches',
    ],
    [
      `${creation} ${process}`,
      'WBEMESS_E_REGISTRATION_TOO_PRECISE',
      'no provider reports __InstanceCreationEvent for Win32_Process, and the query gives no polling interval',
    ],
    [`${creation} WITHIN 5 WHERE TargetInstance ISA "No_Such"`, 'WBEM_E_INVALID_CLASS', 'there is no class No_Such'],
    [
      `${creation} WITHIN 5 ${process} AND TargetInstance.ProcessId = "many"`,
      'WBEM_E_INVALID_QUERY',
      '"many" cannot be compared with ProcessId, which is of type uint32 (column 93)',
    ],
    [
      `${creation} WITHIN 5 ${process} AND TargetInstance.Name.Part = "x"`,
      'WBEM_E_PROPERTY_NOT_AN_OBJECT',
      'Name is of type string, so Name.Part names nothing',
    ],
    [`${creation} WITHIN 5 ${process} GROUP BY TIME_CREATED`, 'WBEM_E_MISSING_GROUP_WITHIN', 'GROUP has no interval'],
    [
      `${creation} WITHIN 5 ${process} GROUP WITHIN 5 BY TargetInstance`,
      'WBEM_E_AGGREGATING_BY_OBJECT',
      'BY TargetInstance names an embedded object',
    ],
    [
      `${creation} WITHIN 5 ${process} GROUP WITHIN 5 BY TIME_CREATED.x`,
      'WBEM_E_PROPERTY_NOT_AN_OBJECT',
      'TIME_CREATED is of type uint64, so TIME_CREATED.x names nothing',
    ],
    [
      `${creation} WITHIN 5 ${process} GROUP WITHIN 5 BY Foo`,
      'WBEM_E_INVALID_QUERY',
      'the class __InstanceCreationEvent has no property Foo',
    ],
    ['SELECT * FROM Test_ArrayEvent GROUP WITHIN 5 BY Names', 'WBEM_E_INVALID_QUERY', 'BY Names names an array'],
  ])('%s: %s', (query, name, message) => {
    const error = errorOf(() => plan(query))
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ name, message })
  })

  test('the hint writes the query that was meant', () => {
    expect(errorOf(() => plan('SELECT * FROM Win32_Service'))).toMatchObject({
      hint: 'Watch instances with SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA "Win32_Service"',
    })
  })
})
