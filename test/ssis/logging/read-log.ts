// One strict reader of logs, for those that real runs of SSIS left and for ours: anything that is not exactly as in the samples is an error.

/** One entry as a log tells it. */
export interface ReadEntry {
  readonly event: string
  readonly computer: string
  readonly operator: string
  readonly source: string
  readonly sourceid: string
  readonly executionid: string
  readonly starttime: string
  readonly endtime: string
  readonly datacode: string
  readonly databytes: string
  readonly message: string
}

const names = [
  'event',
  'computer',
  'operator',
  'source',
  'sourceid',
  'executionid',
  'starttime',
  'endtime',
  'datacode',
  'databytes',
  'message',
] as const

function decode(bytes: Buffer): string {
  if (bytes.length % 2 !== 0) throw new Error('half a character')
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) throw new Error('no byte order mark of UTF-16LE')
  const text = bytes.subarray(2).toString('utf16le')
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) throw new Error('a line that does not end in CR LF')
  return text
}

function checked(entry: ReadEntry): ReadEntry {
  for (const time of [entry.starttime, entry.endtime])
    if (!/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/.test(time)) throw new Error(`the time ${time}`)
  if (!/^-?\d+$/.test(entry.datacode)) throw new Error(`the data code ${entry.datacode}`)
  if (entry.databytes !== '0x') throw new Error(`the bytes ${entry.databytes}`)
  if (!entry.message.endsWith('\r\n')) throw new Error('a message without its line end')
  return { ...entry, message: entry.message.slice(0, -2) }
}

const line =
  /([^,\r]+),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([^,\r]*),([\s\S]*?\r\n)\r\n/y

/** The entries of a text log. */
export function readTextLog(bytes: Buffer): ReadEntry[] {
  const text = decode(bytes)
  const header = `#Fields: ${names.join(',')}\r\n`
  if (!text.startsWith(header)) throw new Error('no header')
  const entries: ReadEntry[] = []
  line.lastIndex = header.length
  let at = header.length
  while (at < text.length) {
    const match = line.exec(text)
    if (!match) throw new Error(`no entry at ${at}: ${JSON.stringify(text.slice(at, at + 200))}`)
    const values = names.map((name, index) => [name, match[index + 1] ?? ''])
    entries.push(checked(Object.fromEntries(values) as ReadEntry))
    at = line.lastIndex
  }
  return entries
}

const order = ['event', 'message', ...names.filter(name => name !== 'event' && name !== 'message')]
const record = new RegExp(`<record>${order.map(name => `<${name}>([^<]*)</${name}>`).join('')}</record>`, 'y')

/** The entries of an XML log, run by run. */
export function readXmlLog(bytes: Buffer): ReadEntry[][] {
  const text = decode(bytes)
  const body = /^<\?xml version="1\.0"\?>\r\n<dtslogs>\r\n([\s\S]*)<\/dtslogs>$/.exec(text)?.[1]
  if (body === undefined) throw new Error('not the frame of a log')
  if (body === '') return []
  if (!body.endsWith('\t</dtslog>\r\n')) throw new Error('a last run without its end')
  return body
    .slice(0, -'\t</dtslog>\r\n'.length)
    .split('\t</dtslog>\r\n\r\n')
    .map(run => {
      if (!run.startsWith('\t<dtslog>\r\n'))
        throw new Error(`a run that begins with ${JSON.stringify(run.slice(0, 40))}`)
      return readRecords(run.slice('\t<dtslog>\r\n'.length))
    })
}

function readRecords(text: string): ReadEntry[] {
  const entries: ReadEntry[] = []
  record.lastIndex = 0
  let at = 0
  while (at < text.length) {
    const match = record.exec(text)
    if (!match) throw new Error(`no record at ${at}: ${JSON.stringify(text.slice(at, at + 200))}`)
    const values = order.map((name, index) => [name, plain(match[index + 1] ?? '')])
    const entry = Object.fromEntries(values) as ReadEntry
    // A message that was not selected leaves an empty element.
    entries.push(entry.message === '' ? { ...entry } : checked(entry))
    at = record.lastIndex
  }
  return entries
}

function plain(text: string): string {
  if (/&(?!(?:amp|lt|gt);)/.test(text)) throw new Error(`a reference in ${JSON.stringify(text)}`)
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
