import { describe, expect, test } from 'vitest'
import {
  formatObjectPath,
  formatPathPrefix,
  normalizeNamespace,
  type ObjectPath,
  parseNamespacePath,
  parseObjectPath,
  samePath,
} from '../../src/cim/path.js'

const local = { server: null, namespace: null, singleton: false }

describe('parseObjectPath', () => {
  test('a class', () => {
    expect(parseObjectPath('Win32_Service')).toEqual({ ...local, className: 'Win32_Service', keys: null })
  })

  test('an instance by named keys: text, number, boolean', () => {
    expect(parseObjectPath('A.Name="x",Id=-5,Big=18446744073709551615,On=TRUE,Off=false')).toEqual({
      ...local,
      className: 'A',
      keys: [
        { name: 'Name', value: 'x' },
        { name: 'Id', value: -5n },
        { name: 'Big', value: 18446744073709551615n },
        { name: 'On', value: true },
        { name: 'Off', value: false },
      ],
    })
  })

  test('an instance by its only key, unnamed', () => {
    expect(parseObjectPath("Win32_LogicalDisk='C:'").keys).toEqual([{ name: null, value: 'C:' }])
  })

  test('a singleton', () => {
    expect(parseObjectPath('Win32_OperatingSystem=@')).toEqual({
      ...local,
      className: 'Win32_OperatingSystem',
      keys: null,
      singleton: true,
    })
  })

  test.each([
    ['\\\\HOST\\root\\cimv2:A=@', 'HOST', 'root\\cimv2'],
    ['//./root/cimv2:A=@', '.', 'root\\cimv2'],
    ['\\\\::1\\root\\cimv2:A=@', '::1', 'root\\cimv2'],
    ['root/cimv2:A=@', null, 'root\\cimv2'],
    ['\\root\\cimv2:A=@', null, 'root\\cimv2'],
    ['root:A=@', null, 'root'],
  ])('the home in %s', (text, server, namespace) => {
    expect(parseObjectPath(text)).toMatchObject({ server, namespace, className: 'A', singleton: true })
  })

  test.each([
    ['A.K="C:\\\\"', 'C:\\'],
    ['A.K="a\\"b"', 'a"b'],
    ["A.K='a\"b'", 'a"b'],
    ["A.K='a\\'b'", "a'b"],
    ['A.K="C:\\Windows\\x"', 'C:\\Windows\\x'],
    ['A.K="a, b = c"', 'a, b = c'],
    ['A.K=""', ''],
  ])('the value in %s', (text, value) => {
    expect(parseObjectPath(text).keys).toEqual([{ name: 'K', value }])
  })

  test('a reference key holds a path, escaped once', () => {
    const path = parseObjectPath(
      'Win32_GroupUser.GroupComponent="\\\\\\\\HOST\\\\root\\\\cimv2:Win32_Group.Domain=\\"HOST\\",Name=\\"Users\\"",PartComponent="x"',
    )
    expect(path.keys?.[0]).toEqual({
      name: 'GroupComponent',
      value: '\\\\HOST\\root\\cimv2:Win32_Group.Domain="HOST",Name="Users"',
    })
    expect(parseObjectPath(String(path.keys?.[0]?.value)).server).toBe('HOST')
  })

  test.each([
    ['', 'expected a class name at column 1'],
    ['1A', 'expected a class name at column 1'],
    ['A B', 'expected ".", "=" at column 2'],
    ['A.', 'expected a key name at column 3'],
    ['A.K', 'expected "=" at column 4'],
    ['A.K=', 'expected a quoted text, a whole number, TRUE or FALSE at column 5'],
    ['A.K=x', 'expected a quoted text, a whole number, TRUE or FALSE at column 5'],
    ['A.K=1.5', 'expected a quoted text, a whole number, TRUE or FALSE at column 5'],
    ['A.K="x', 'the closing quote is missing'],
    ['A.K="C:\\"', 'the closing quote is missing'],
    ['A.K="x" ,L=1', 'expected "," at column 8'],
    ['A.K="x",', 'expected a key name at column 9'],
    ['A.K=1,k=2', 'the key k is given twice'],
    ['A=@x', 'expected "," at column 4'],
    ['\\\\\\root:A', 'a server name must follow the two slashes'],
    [':A', 'a namespace such as root\\cimv2 is missing or malformed'],
    ['\\ :A', 'a namespace such as root\\cimv2 is missing or malformed'],
    ['root\\my space:A', 'a namespace such as root\\cimv2 is missing or malformed'],
    ['\\\\HOST:A', 'it names no class'],
    ['\\\\HOST\\root\\cimv2', 'it names no class'],
    ['root\\cimv2', 'it names no class'],
    ['root\\cimv2:', 'expected a class name at column 12'],
  ])('refuses %j', (text, why) => {
    expect(() => parseObjectPath(text)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_INVALID_OBJECT_PATH', message: expect.stringContaining(why) }),
    )
  })
})

describe('formatObjectPath', () => {
  test.each([
    ['A', 'A'],
    ['//host/root/cimv2:A', '\\\\host\\root\\cimv2:A'],
    ["root/cimv2:Win32_UserAccount.Name='N',Domain='D'", 'root\\cimv2:Win32_UserAccount.Domain="D",Name="N"'],
    ["A.K='it\"s \\\\ here'", 'A.K="it\\"s \\\\ here"'],
    ['A.k=true,j=+07', 'A.j=7,k=TRUE'],
    ['A="v"', 'A="v"'],
    ['root:A=@', 'root:A=@'],
  ])('%s prints as %s', (text, expected) => {
    expect(formatObjectPath(parseObjectPath(text))).toBe(expected)
  })

  test('what was printed reads back as the same path', () => {
    const path: ObjectPath = {
      server: 'HOST',
      namespace: 'root\\cimv2',
      className: 'Ünit_1',
      keys: [
        { name: 'A', value: 'C:\\x "y" \'z\'\n' },
        { name: 'B', value: -(2n ** 63n) },
        { name: 'C', value: false },
      ],
      singleton: false,
    }
    expect(parseObjectPath(formatObjectPath(path))).toEqual(path)
  })

  test.each([
    { ...local, className: 'A="x"', keys: null },
    { ...local, className: 'A', keys: [{ name: 'K=1,L', value: 1n }] },
    { ...local, className: 'A', keys: null, server: 'HOST' },
  ])('refuses %o, which would read differently', path => {
    expect(() => formatObjectPath(path)).toThrow(expect.objectContaining({ name: 'WBEM_E_INVALID_OBJECT_PATH' }))
  })

  test('the prefix', () => {
    expect(formatPathPrefix('HOST', 'root\\cimv2')).toBe('\\\\HOST\\root\\cimv2:')
    expect(formatPathPrefix(null, 'root')).toBe('root:')
  })
})

describe('samePath', () => {
  test.each([
    ['Win32_Service.Name="Spooler"', "win32_service.NAME='SPOOLER'"],
    ['\\\\A\\root\\cimv2:C.K=1', '//b/ROOT/CIMV2:C.K=1'],
    ['root\\cimv2:C.K=1', 'C.K=1'],
    ['C.A=1,B="x"', 'C.b="X",a=1'],
    ['C="x"', 'C.Name="x"'],
    ['C=@', 'c=@'],
    ['C.K="5"', 'C.K=5'],
    ['D.Name="c:\\\\out\\\\x.txt"', 'D.Name="C:\\\\\\\\out\\\\\\\\x.txt"'],
    ['C.R="\\\\\\\\H\\\\root:D.K=\\"x\\""', "C.R='D.K=\\'X\\''"],
  ])('%s is %s', (a, b) => {
    expect(samePath(a, b)).toBe(true)
    expect(samePath(parseObjectPath(b), a)).toBe(true)
  })

  test.each([
    ['C.K=1', 'C.K=2'],
    ['C.K=1', 'D.K=1'],
    ['C.K=1', 'C.K=1,L=2'],
    ['C', 'C=@'],
    ['C', 'C.K=1'],
    ['root\\a:C.K=1', 'root\\b:C.K=1'],
    ['C.A=1,B=2', 'C.A=1,D=2'],
    ['D.Name="c:\\\\out"', 'D.Name="c:/out"'],
    ['D.Name="c:\\\\out"', 'D.Name="c:\\\\out\\\\"'],
    ['D.Name="\\\\\\\\srv"', 'D.Name="\\\\srv"'],
    ['no path', 'no path'],
  ])('%s is not %s', (a, b) => {
    expect(samePath(a, b)).toBe(false)
    expect(samePath(b, a)).toBe(false)
  })
})

describe('namespaces', () => {
  test.each([
    ['root/cimv2', 'root\\cimv2'],
    ['\\root\\cimv2\\', 'root\\cimv2'],
    ['//ROOT//a', 'ROOT\\a'],
    ['', ''],
  ])('%j is normalized to %j', (text, expected) => {
    expect(normalizeNamespace(text)).toBe(expected)
  })

  test.each([
    ['\\\\.\\root\\cimv2', '.', 'root\\cimv2'],
    ['//srv/root', 'srv', 'root'],
    ['\\root\\x', null, 'root\\x'],
    ['root', null, 'root'],
  ])('%s names a server and a namespace', (text, server, namespace) => {
    expect(parseNamespacePath(text)).toEqual({ server, namespace })
  })

  test.each(['', '\\\\', '\\\\srv', '\\\\srv\\', 'root"x', 'root:'])('%j is no namespace path', text => {
    expect(() => parseNamespacePath(text)).toThrow(expect.objectContaining({ name: 'WBEM_E_INVALID_OBJECT_PATH' }))
  })
})
