import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyColumn, recordOf } from '../../../src/ssis/logging/columns.js'
import type { LogForm } from '../../../src/ssis/logging/provider-kinds.js'
import { openLogWriter } from '../../../src/ssis/logging/writer.js'
import { sharedVectorPath } from '../../vectors.js'
import { entry, folder } from './entries.js'
import { readTextLog, readXmlLog } from './read-log.js'

/** Writes entries in a run of their own. */
function run(form: LogForm, path: string, ...entries: ReturnType<typeof entry>[]): void {
  const log = openLogWriter(form, path)
  for (const one of entries) log.write(recordOf(one, everyColumn))
  log.close()
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le')

describe('text logs', () => {
  test('are bytes as SSIS writes them', () => {
    const path = join(folder(), 'log.txt')
    run('text', path, entry('PackageStart'), entry('OnError', { dataCode: -1073548784, message: 'bad "x", y' }))
    const start = '{11111111-1111-1111-1111-111111111111},{33333333-3333-3333-3333-333333333333}'
    const times = '2025/05/29 11:27:57,2025/01/02 03:04:05'
    expect(readFileSync(path).toString('utf16le')).toBe(
      '\ufeff#Fields: event,computer,operator,source,sourceid,executionid,starttime,endtime,datacode,databytes,message\r\n' +
        `PackageStart,LAB1,LAB1\\ann,Demo,${start},${times},0,0x,Beginning of package execution.\r\n\r\n` +
        `OnError,LAB1,LAB1\\ann,Demo,${start},${times},-1073548784,0x,bad "x", y\r\n\r\n`,
    )
  })

  test('a log of SSIS and ours read alike', ({ skip }) => {
    const sample = sharedVectorPath('dtsx/logs/TextLog.txt')
    if (!sample) return skip('no shared vectors')
    const real = readFileSync(sample)
    const entries = readTextLog(real)
    expect(entries.map(({ event, datacode }) => [event, datacode])).toEqual([
      ['PackageStart', '0'],
      ['OnError', '-1073548784'],
      ['PackageEnd', '1'],
    ])
    const path = join(folder(), 'log.txt')
    const log = openLogWriter('text', path)
    for (const one of entries) {
      const [event, time] = [one.event, new Date(one.starttime.replaceAll('/', '-').replace(' ', 'T'))]
      const full = entry(event, {
        computer: one.computer,
        operator: one.operator,
        source: one.source,
        sourceId: one.sourceid,
        executionId: one.executionid,
        startTime: time,
        endTime: time,
        dataCode: Number(one.datacode),
        message: one.message,
      })
      log.write(recordOf(full, { ...everyColumn, sourceId: one.sourceid !== '', executionId: one.executionid !== '' }))
    }
    log.close()
    expect(readFileSync(path).equals(real)).toBe(true)
    // And a run of ours goes on with the file that SSIS left.
    writeFileSync(path, real)
    run('text', path, entry('PackageStart'))
    expect(readTextLog(readFileSync(path)).map(({ event }) => event)).toEqual([
      'PackageStart',
      'OnError',
      'PackageEnd',
      'PackageStart',
    ])
  })

  test('lines of a message end in CR LF, and its last line end is not doubled', () => {
    const path = join(folder(), 'log.txt')
    run('text', path, entry('OnError', { message: 'one\ntwo\r\nthree\r\n' }), entry('OnWarning'))
    expect(readTextLog(readFileSync(path)).map(({ message }) => message)).toEqual([
      'one\r\ntwo\r\nthree',
      'what OnWarning says',
    ])
  })

  test.each([2, 9, 18, 40, 215])('a head that was cut after %i bytes is completed', length => {
    const path = join(folder(), 'log.txt')
    run('text', path)
    truncateSync(path, length)
    run('text', path, entry('OnError'))
    expect(readTextLog(readFileSync(path)).map(({ event }) => event)).toEqual(['OnError'])
  })

  test.each([1, 2, 3, 4, 30, 31])('after an entry that lost %i bytes the next one has its own line', lost => {
    const path = join(folder(), 'log.txt')
    run('text', path, entry('OnError'), entry('OnWarning'))
    const whole = readFileSync(path)
    truncateSync(path, whole.length - lost)
    run('text', path, entry('OnInformation'))
    const lines = readFileSync(path).toString('utf16le').split('\r\n')
    expect(lines.filter(line => line.startsWith('OnInformation,'))).toHaveLength(1)
    expect(lines.filter(line => line.startsWith('OnError,'))).toHaveLength(1)
    expect(
      readFileSync(path)
        .subarray(0, whole.length - lost)
        .equals(whole.subarray(0, whole.length - lost)),
    ).toBe(true)
  })
})

describe('XML logs', () => {
  test('are bytes as SSIS writes them', () => {
    const path = join(folder(), 'log.xml')
    run('xml', path)
    run('xml', path, entry('OnError', { dataCode: -5, message: 'a < b & "c"' }))
    const start =
      '<sourceid>{11111111-1111-1111-1111-111111111111}</sourceid><executionid>{33333333-3333-3333-3333-333333333333}</executionid>'
    const times = '<starttime>2025/05/29 11:27:57</starttime><endtime>2025/01/02 03:04:05</endtime>'
    expect(readFileSync(path).toString('utf16le')).toBe(
      '\ufeff<?xml version="1.0"?>\r\n<dtslogs>\r\n\t<dtslog>\r\n\t</dtslog>\r\n\r\n\t<dtslog>\r\n' +
        '<record><event>OnError</event><message>a &lt; b &amp; "c"\r\n</message><computer>LAB1</computer>' +
        `<operator>LAB1\\ann</operator><source>Demo</source>${start}${times}<datacode>-5</datacode>` +
        '<databytes>0x</databytes></record>\t</dtslog>\r\n</dtslogs>',
    )
  })

  test('a log of SSIS and ours are the same bytes', ({ skip }) => {
    const sample = sharedVectorPath('dtsx/logs/XMLLog.xml')
    if (!sample) return skip('no shared vectors')
    const real = readFileSync(sample)
    const runs = readXmlLog(real)
    expect(runs.map(records => records.map(({ event }) => event))).toEqual([
      [],
      [],
      ['PackageStart', 'OnError', 'PackageEnd'],
    ])
    const path = join(folder(), 'log.xml')
    for (const records of runs) {
      const log = openLogWriter('xml', path)
      for (const one of records) {
        const time = new Date(one.starttime.replaceAll('/', '-').replace(' ', 'T'))
        const full = entry(one.event, {
          computer: one.computer,
          operator: one.operator,
          source: one.source,
          sourceId: one.sourceid,
          executionId: one.executionid,
          startTime: time,
          endTime: time,
          dataCode: Number(one.datacode),
          message: one.message,
        })
        log.write(recordOf(full, { ...everyColumn, executionId: one.executionid !== '' }))
      }
      log.close()
    }
    expect(readFileSync(path).equals(real)).toBe(true)
    run('xml', path, entry('PackageStart'))
    expect(readXmlLog(readFileSync(path)).map(records => records.length)).toEqual([0, 0, 3, 1])
  })

  test('are complete after every entry', () => {
    const path = join(folder(), 'log.xml')
    const log = openLogWriter('xml', path)
    expect(readXmlLog(readFileSync(path))).toEqual([[]])
    for (let count = 1; count <= 5; count += 1) {
      log.write(recordOf(entry('OnProgress'), everyColumn))
      expect(readXmlLog(readFileSync(path))[0]).toHaveLength(count)
    }
    log.close()
  })

  test('two runs that write in turn lose nothing', () => {
    const path = join(folder(), 'log.xml')
    const [one, other] = [openLogWriter('xml', path), openLogWriter('xml', path)]
    for (const name of ['A', 'B', 'C']) {
      one.write(recordOf(entry(`One${name}`), everyColumn))
      other.write(recordOf(entry(`Other${name}`), everyColumn))
    }
    one.close()
    other.close()
    const events = readXmlLog(readFileSync(path)).flatMap(records => records.map(({ event }) => event))
    expect(events).toEqual(['OneA', 'OtherA', 'OneB', 'OtherB', 'OneC', 'OtherC'])
  })

  test('a file that was cut anywhere goes on with its whole entries', () => {
    const place = folder()
    const path = join(place, 'log.xml')
    run('xml', path, entry('OnError', { message: 'first <record>' }), entry('OnWarning'))
    run('xml', path, entry('OnInformation'))
    const whole = readFileSync(path)
    const ends = ['OnError', 'OnWarning', 'OnInformation'].map(event => {
      const at = whole.indexOf(utf16(`<event>${event}`))
      return whole.indexOf(utf16('</record>'), at) + utf16('</record>').length
    })
    for (let size = 0; size <= whole.length; size += 1) {
      writeFileSync(path, whole.subarray(0, size))
      run('xml', path, entry('PackageStart'))
      const events = readXmlLog(readFileSync(path)).flatMap(records => records.map(({ event }) => event))
      const kept = ['OnError', 'OnWarning', 'OnInformation'].filter((_, index) => size >= (ends[index] ?? 0))
      if (events.join() !== [...kept, 'PackageStart'].join()) expect.fail(`cut after ${size} bytes: ${events.join()}`)
    }
  })

  test('what XML cannot carry is replaced', () => {
    const path = join(folder(), 'log.xml')
    run('xml', path, entry('OnError', { message: 'nul \0, half \ud800, face \u{1f600}\nnext' }))
    expect(readXmlLog(readFileSync(path))[0]?.[0]?.message).toBe('nul \ufffd, half \ufffd, face \u{1f600}\r\nnext')
  })
})

describe('JSON lines', () => {
  test('are one object for each entry, without the columns that were not selected', () => {
    const path = join(folder(), 'log.jsonl')
    const log = openLogWriter('json', path)
    log.write(recordOf(entry('OnError', { dataCode: -5, message: 'two\nlines' }), { ...everyColumn, computer: false }))
    log.close()
    const text = readFileSync(path, 'utf8')
    expect(text.endsWith('}\n')).toBe(true)
    expect(text.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(text)).toEqual({
      event: 'OnError',
      operator: 'LAB1\\ann',
      source: 'Demo',
      sourceId: '{11111111-1111-1111-1111-111111111111}',
      executionId: '{33333333-3333-3333-3333-333333333333}',
      startTime: new Date(2025, 4, 29, 11, 27, 57, 999).toISOString(),
      endTime: new Date(2025, 0, 2, 3, 4, 5).toISOString(),
      dataCode: -5,
      message: 'two\nlines',
    })
  })

  test('go on on a new line where a run was killed', () => {
    const path = join(folder(), 'log.jsonl')
    run('json', path, entry('OnError'))
    appendFileSync(path, '{"event":"On')
    run('json', path, entry('OnWarning'))
    const lines = readFileSync(path, 'utf8').split('\n')
    expect(lines[1]).toBe('{"event":"On')
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ event: 'OnWarning' })
  })
})

describe.each(['text', 'xml', 'json'] as const)('%s logs', form => {
  const count = (path: string): number => {
    const bytes = readFileSync(path)
    if (form === 'text') return readTextLog(bytes).length
    if (form === 'xml') return readXmlLog(bytes).flat().length
    return bytes.toString('utf8').split('\n').filter(Boolean).length
  }

  test.each(['hello\n', '<?xml version="1.0"?><other/>', '\0'.repeat(10), 'x'])(
    'leave a foreign file %j alone',
    text => {
      const path = join(folder(), 'file')
      for (const bytes of [Buffer.from(text), utf16(`\ufeff${text}`)]) {
        writeFileSync(path, bytes)
        expect(() => openLogWriter(form, path)).toThrow('something else')
        expect(readFileSync(path).equals(bytes)).toBe(true)
      }
    },
  )

  test('begin anew when somebody takes the file away, and end in an error without its folder', () => {
    const place = join(folder(), 'logs')
    execFileSync('mkdir', [place])
    const path = join(place, 'file')
    const log = openLogWriter(form, path)
    log.write(recordOf(entry('A'), everyColumn))
    unlinkSync(path)
    log.write(recordOf(entry('B'), everyColumn))
    expect(count(path)).toBe(1)
    rmSync(place, { recursive: true })
    expect(() => log.write(recordOf(entry('C'), everyColumn))).toThrow('ENOENT')
    expect(existsSync(path)).toBe(false)
    execFileSync('mkdir', [place])
    log.write(recordOf(entry('D'), everyColumn))
    expect(count(path)).toBe(1)
    log.close()
  })

  test('follow a file that was renamed, as those who rotate logs expect', () => {
    const place = folder()
    const path = join(place, 'file')
    const log = openLogWriter(form, path)
    renameSync(path, join(place, 'old'))
    log.write(recordOf(entry('A'), everyColumn))
    log.close()
    expect(count(join(place, 'old'))).toBe(1)
  })

  test('long messages and many entries', () => {
    const path = join(folder(), 'file')
    const message = 'é\u{1f600}<&"'.repeat(20_000)
    run(form, path, ...Array.from({ length: 20 }, () => entry('OnError', { message })))
    expect(count(path)).toBe(20)
    run(form, path, entry('OnError'))
    expect(count(path)).toBe(21)
  })
})
