import { expect, test } from 'vitest'
import { ArgumentError, DriveMap } from '../../src/base/index.js'

const linux = new DriveMap(['D:=/data', 'e:=/mnt/e/'], 'linux')

test.each([
  ['C:\\out\\x.txt', '/out/x.txt'],
  ['c:/out/x.txt', '/out/x.txt'],
  ['C:', '/'],
  ['C:\\', '/'],
  ['D:\\a\\b', '/data/a/b'],
  ['d:', '/data'],
  ['E:\\x', '/mnt/e/x'],
  ['D:\\..\\..\\etc\\passwd', '/data/etc/passwd'],
  ['/already/native', '/already/native'],
  ['out\\x.txt', 'out/x.txt'],
  ['x.txt', 'x.txt'],
])('%s is %s', (windows, native) => {
  expect(linux.toNative(windows)).toBe(native)
})

test.each([
  ['/', 'C:\\'],
  ['/out/x.txt', 'C:\\out\\x.txt'],
  ['/data', 'D:\\'],
  ['/data/a', 'D:\\a'],
  ['/database', 'C:\\database'],
  ['/mnt/e/x', 'E:\\x'],
])('%s is shown as %s', (native, windows) => {
  expect(linux.toWindows(native)).toBe(windows)
})

test('an unmapped letter names the option that maps it', () => {
  expect(() => linux.toNative('Q:\\x')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('--drive Q:=/path') }),
  )
})

test('a network path is refused', () => {
  expect(() => linux.toNative('\\\\server\\share\\x')).toThrow(ArgumentError)
})

test.each(['D', 'D:', 'D:=', 'DD:=/x', 'D=/x'])('the mapping %s is refused', mapping => {
  expect(() => new DriveMap([mapping], 'linux')).toThrow(ArgumentError)
})

test('C: may be mapped elsewhere', () => {
  const map = new DriveMap(['C:=/srv/c'], 'linux')
  expect(map.toNative('C:\\x')).toBe('/srv/c/x')
  expect(map.toWindows('/srv/c/x')).toBe('C:\\x')
  expect(map.toWindows('/etc')).toBe('/etc')
})

test('on Windows every path is its own', () => {
  const map = new DriveMap([], 'win32')
  expect(map.toNative('Q:\\x')).toBe('Q:\\x')
})
