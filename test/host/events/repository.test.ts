import { describe, expect, test } from 'vitest'
import type { CimClass } from '../../../src/cim/class.js'
import { type CimInstance, InstanceShape } from '../../../src/cim/instance.js'
import { EventHost, FakeRows, told, Watching } from './event-host.js'

const mof = `
class Test_Kept { [key] string Name; uint32 Value; };
class Test_KeptBelow : Test_Kept { };
[dynamic, provider("Test")] class Test_Served : Test_Kept { };`

const testNamespace = 'root\\test'

describe('instances that the repository keeps', () => {
  test('tell creation, modification and deletion without WITHIN', async () => {
    const host = new EventHost(mof)
    const wmi = host.connect()
    const watching = await Watching.of(
      wmi,
      'SELECT * FROM __InstanceOperationEvent WHERE TargetInstance ISA "Test_Kept"',
    )
    host.put('Test_Kept', { Name: 'a' }, { Value: 1 })
    host.put('Test_KeptBelow', { Name: 'b' }, { Value: 2 })
    host.put('Test_Kept', { Name: 'a' }, { Value: 3 })
    host.put('Test_Kept', { Name: 'a' }, null)
    const events = await watching.take(4)
    expect(events.map(told)).toEqual(['Creation a', 'Creation b', 'Modification a 1->3', 'Deletion a'])
    expect(events.map(event => (event.TargetInstance as CimInstance).__CLASS)).toEqual([
      'Test_Kept',
      'Test_KeptBelow',
      'Test_Kept',
      'Test_Kept',
    ])
    await wmi.close()
  })

  test('of another namespace are not told', async () => {
    const host = new EventHost(mof)
    const root = host.connect(undefined, 'root')
    const watching = await Watching.of(root, 'SELECT * FROM __NamespaceOperationEvent')
    const own = host.connect()
    const inTest = await Watching.of(own, 'SELECT * FROM __NamespaceOperationEvent')
    const namespace = host.state.repository.namespace('root')
    const shape = new InstanceShape(namespace.classes.require('__NAMESPACE'), { home: namespace.home })
    const child = shape.create(['child'])
    host.state.repository.changes.tell({ namespace: 'root', kind: 'namespace', before: null, after: child })
    expect(((await watching.next()).TargetNamespace as CimInstance).Name).toBe('child')
    await Promise.all([own.close(), root.close()])
    await expect(inTest.next()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test('need WITHIN when a class below is served by a provider, and are then told beside its polls', async () => {
    const rows = new FakeRows()
    const host = new EventHost(mof, { Test_Served: rows })
    const wmi = host.connect()
    const query = (within: string) =>
      `SELECT * FROM __InstanceCreationEvent ${within} WHERE TargetInstance ISA "Test_Kept"`
    await expect(Watching.of(wmi, query(''))).rejects.toMatchObject({ name: 'WBEMESS_E_REGISTRATION_TOO_PRECISE' })
    const watching = await Watching.of(wmi, query('WITHIN 0.02'))
    host.put('Test_Kept', { Name: 'kept' }, {})
    expect(told(await watching.next())).toBe('Creation kept')
    rows.rows = [{ Name: 'served' }]
    expect(told(await watching.next())).toBe('Creation served')
    await wmi.close()
  })

  test('are not told twice when a provider serves the class as well', async () => {
    const host = new EventHost(mof, { Test_Kept: new FakeRows() })
    const wmi = host.connect()
    const watching = await Watching.of(
      wmi,
      'SELECT * FROM __InstanceOperationEvent WITHIN 0.02 WHERE TargetInstance ISA "Test_Kept"',
    )
    host.put('Test_Kept', { Name: 'a' }, { Value: 1 })
    expect(told(await watching.next())).toBe('Creation a')
    host.put('Test_Kept', { Name: 'a' }, null)
    expect(told(await watching.next())).toBe('Deletion a')
    await wmi.close()
  })
})

describe('namespaces', () => {
  test('are told as namespace events and as instance events, without WITHIN', async () => {
    const host = new EventHost('')
    const wmi = host.connect()
    const namespaces = await Watching.of(wmi, 'SELECT * FROM __NamespaceCreationEvent')
    const instances = await Watching.of(
      wmi,
      'SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA "__NAMESPACE"',
    )
    const { classes, home } = host.state.repository.namespace(testNamespace)
    const child = new InstanceShape(classes.require('__NAMESPACE'), { home }).create(['child'])
    host.state.repository.changes.tell({ namespace: testNamespace, kind: 'namespace', before: null, after: child })
    const event = await namespaces.next()
    expect((event.TargetNamespace as CimInstance).__PATH).toBe('\\\\TESTHOST\\root\\test:__NAMESPACE.Name="child"')
    expect(told(await instances.next())).toBe('Creation child')
    await wmi.close()
  })
})

describe('class events', () => {
  const changed = (host: EventHost, before: CimClass | null, after: CimClass | null) =>
    host.state.repository.changes.tell({ namespace: testNamespace, kind: 'class', before, after })

  test('carry class objects, the former one for a modification', async () => {
    const host = new EventHost(mof)
    const wmi = host.connect()
    const watching = await Watching.of(wmi, 'SELECT * FROM __ClassOperationEvent')
    const { classes } = host.state.repository.namespace(testNamespace)
    const kept = classes.require('Test_Kept')
    const below = classes.require('Test_KeptBelow')
    changed(host, null, kept)
    changed(host, below, kept)
    changed(host, kept, null)
    const events = await watching.take(3)
    expect(events.map(event => event.__CLASS)).toEqual([
      '__ClassCreationEvent',
      '__ClassModificationEvent',
      '__ClassDeletionEvent',
    ])
    expect(events.map(event => (event.TargetClass as CimInstance).__CLASS)).toEqual([
      'Test_Kept',
      'Test_Kept',
      'Test_Kept',
    ])
    expect(events.map(event => (event.TargetClass as CimInstance).__GENUS)).toEqual([1, 1, 1])
    const [, modification] = events
    expect(modification?.PreviousClass).toMatchObject({ __CLASS: 'Test_KeptBelow' })
    await wmi.close()
  })

  test('are limited by ISA on the class', async () => {
    const host = new EventHost(mof)
    const wmi = host.connect()
    const watching = await Watching.of(
      wmi,
      'SELECT * FROM __ClassCreationEvent WITHIN 30 WHERE TargetClass ISA "Test_KeptBelow"',
    )
    const { classes } = host.state.repository.namespace(testNamespace)
    changed(host, null, classes.require('Test_Kept'))
    changed(host, null, classes.require('Test_KeptBelow'))
    expect(((await watching.next()).TargetClass as CimInstance).__CLASS).toBe('Test_KeptBelow')
    await wmi.close()
  })
})

describe('the calls of methods', () => {
  test.each([' WITHIN 1', ''])('cannot be watched%s, and the host says so', async within => {
    const wmi = new EventHost(mof).connect()
    const query = `SELECT * FROM __MethodInvocationEvent${within} WHERE TargetInstance ISA "Test_Kept"`
    await expect(Watching.of(wmi, query)).rejects.toMatchObject({
      name: 'WBEM_E_NOT_SUPPORTED',
      message: 'no provider of this host reports the calls of methods, and polling cannot see them',
    })
  })
})
