import { describe, expect, test } from 'vitest'
import { shapeOf } from '../../../src/cim/instance.js'
import { Columns } from '../../../src/ssis/tasks/data-reader/columns.js'
import { nameAndValueForm, type TextForm, tableForm, valueForm } from '../../../src/ssis/tasks/data-reader/text-form.js'
import { diskHost } from './disk-host.js'

const rows = (wql: string) => diskHost().connect('root\\cimv2').query(wql).toArray()

async function written(wql: string, form: TextForm): Promise<string> {
  return form.head() + (await rows(wql)).map(row => form.row(row)).join('')
}

async function table(wql: string, header = true): Promise<string> {
  const all = await rows(wql)
  const columns = new Columns(all[0] ? shapeOf(all[0]).properties : [])
  return written(wql, tableForm(columns, header))
}

describe('PropertyNameAndValue', () => {
  test('is one line for each property, alphabetical whatever the SELECT list says, in the case of the class', async () => {
    const wql = "SELECT size, FREESPACE, deviceid, FileSystem FROM Test_Disk WHERE DeviceID = 'C:'"
    expect(await written(wql, nameAndValueForm())).toBe(
      'DeviceID, C:\r\nFileSystem, NTFS\r\nFreeSpace, 255694352384\r\nSize, 510958497792\r\n',
    )
  })

  test('shows every type of value', async () => {
    expect(await written("SELECT * FROM Test_Disk WHERE DeviceID = 'C:'", nameAndValueForm())).toBe(
      [
        'Compressed, False',
        'DeviceID, C:',
        'FileSystem, NTFS',
        'FreeSpace, 255694352384',
        'Installed, 20250530084822.000000+120',
        'Letter, C',
        'Levels, 1,2,3',
        'Load, 0.1',
        'Mirror, Test_Disk.DeviceID="D:"',
        'Offset, -1',
        'Part, Test_Part',
        'Ratio, 1.5',
        'Size, 510958497792',
        'Tags, system,fast',
        '',
      ].join('\r\n'),
    )
  })

  test('shows nothing for null, and instances follow each other, each with its own properties', async () => {
    const wql = "SELECT * FROM Test_Disk WHERE DeviceID <> 'C:'"
    const names =
      'Compressed DeviceID FileSystem FreeSpace Installed Letter Levels Load Mirror Offset Part Ratio Size Tags'
    const block = (values: Record<string, string>, all: string) =>
      all
        .split(' ')
        .map(name => `${name}, ${values[name] ?? ''}\r\n`)
        .join('')
    expect(await written(wql, nameAndValueForm())).toBe(
      block({ Compressed: 'True', DeviceID: 'D:', FileSystem: 'a "b", c' }, names) +
        block({ DeviceID: 'Z:', FileSystem: 'NFS', Server: 'files' }, names.replace('Ratio Size', 'Ratio Server Size')),
    )
  })
})

test('PropertyValue is one line for each value', async () => {
  expect(await written("SELECT Size, DeviceID FROM Test_Disk WHERE DeviceID = 'C:'", valueForm())).toBe(
    'C:\r\n510958497792\r\n',
  )
})

describe('DataTable as text', () => {
  test('has a line of names and a line for each instance, quoted where needed', async () => {
    expect(await table('SELECT Tags, DeviceID, FileSystem FROM Test_Disk')).toBe(
      'DeviceID,FileSystem,Tags\r\nC:,NTFS,"system,fast"\r\nD:,"a ""b"", c",\r\nZ:,NFS,\r\n',
    )
  })

  test('does without the line of names when told so', async () => {
    expect(await table("SELECT DeviceID, Size FROM Test_Disk WHERE DeviceID = 'C:'", false)).toBe('C:,510958497792\r\n')
  })

  test('quotes line breaks', async () => {
    const [row] = await rows("SELECT DeviceID FROM Test_Disk WHERE DeviceID = 'C:'")
    if (!row) throw new Error('no row')
    const columns = new Columns(shapeOf(row).properties)
    const form = tableForm(columns, false)
    expect([form.row(shapeOf(row).create(['a\nb'])), form.row(shapeOf(row).create(['a\rb']))]).toEqual([
      '"a\nb"\r\n',
      '"a\rb"\r\n',
    ])
  })

  test('tells which properties of other instances have no column', async () => {
    const [first, , remote] = await rows('SELECT * FROM Test_Disk')
    if (!first || !remote) throw new Error('no rows')
    const columns = new Columns(shapeOf(first).properties)
    columns.valuesOf(first)
    expect([...columns.leftOut]).toEqual([])
    expect(columns.valuesOf(remote).filter(value => value !== null)).toEqual(['Z:', 'NFS'])
    expect([...columns.leftOut]).toEqual(['Server'])
  })
})
