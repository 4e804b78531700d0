// Datetimes in XML: DSP0230 (WS-CIM) 5.2.2 and common.xsd, XML Schema Part 2 3.2.6 and 3.2.7.
import { CimDateTime } from '../../cim/datetime.js'
import { typeMismatch } from '../../cim/mismatch.js'

const instant = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))?$/
const duration =
  /^P(?:0{1,9}Y)?(?:0{1,9}M)?(?:(\d{1,15})D)?(?:T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{1,20}))?S)?)?$/

/** The elements in which a datetime stands, by local name. */
const forms: ReadonlyMap<string, (text: string) => CimDateTime> = new Map([
  ['Datetime', parseInstant],
  ['Interval', parseDuration],
  ['CIM_DateTime', CimDateTime.parse],
  ['Date', CimDateTime.parseLoose],
])

/** How the element of this local name says a datetime; undefined for an element that does not. */
export function datetimeForm(localName: string): ((text: string) => CimDateTime) | undefined {
  return forms.get(localName)
}

/** A text without an element around it: any of the forms. @throws WmiError WBEM_E_TYPE_MISMATCH */
export function parsePlainDateTime(text: string): CimDateTime {
  const trimmed = text.trim()
  return trimmed.startsWith('P') ? parseDuration(trimmed) : parseInstant(trimmed)
}

/**
 * xs:dateTime: microseconds and the zone are kept, digits behind them are cut off; no zone is UTC, as Windows writes instants.
 * @throws WmiError WBEM_E_TYPE_MISMATCH
 */
export function parseInstant(text: string): CimDateTime {
  return utcInstant(text) ?? anyInstant(text)
}

/** The form that Windows writes, `2013-04-15T16:28:43.488171Z`, without an expression; undefined for another. */
function utcInstant(text: string): CimDateTime | undefined {
  const { length } = text
  if (length < 20 || length > 27 || text.charCodeAt(length - 1) !== 90) return undefined
  for (const [at, code] of separators) if (text.charCodeAt(at) !== code) return undefined
  if (length > 20 && text.charCodeAt(19) !== 46) return undefined
  const day = text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10)
  const clock = text.slice(11, 13) + text.slice(14, 16) + text.slice(17, 19)
  return CimDateTime.parse(`${day}${clock}.${text.slice(20, -1).padEnd(6, '0')}+000`)
}

const separators = [
  [4, 45],
  [7, 45],
  [10, 84],
  [13, 58],
  [16, 58],
] as const

function anyInstant(text: string): CimDateTime {
  const trimmed = text.trim()
  const match = instant.exec(trimmed)
  // Servers also write the text of CIM here.
  if (!match) return CimDateTime.parseLoose(trimmed)
  const [, year, month, day, hours, minutes, seconds, fraction = '', sign = '+', zoneHours = '0', zoneMinutes = '0'] =
    match
  const zone = Number(zoneHours) * 60 + Number(zoneMinutes)
  if (zone > 999) throw typeMismatch('datetime', text)
  const micro = fraction.slice(0, 6).padEnd(6, '0')
  // Without an offset there is no sign to keep.
  const offset = `${zone === 0 ? '+' : sign}${String(zone).padStart(3, '0')}`
  return CimDateTime.parse(`${year}${month}${day}${hours}${minutes}${seconds}.${micro}${offset}`)
}

/** xs:duration without years and months, which have no length. @throws WmiError WBEM_E_TYPE_MISMATCH */
export function parseDuration(text: string): CimDateTime {
  const trimmed = text.trim()
  const match = duration.exec(trimmed)
  if (!match || !/\d/.test(trimmed)) return CimDateTime.parse(trimmed)
  const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match
  return CimDateTime.interval({
    days: Number(days),
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    microseconds: Number(fraction.slice(0, 6).padEnd(6, '0')),
  })
}

/** xs:dateTime has no zone beyond 14 hours. */
const widestZone = 840

/**
 * The element that says a datetime so that its 25 characters come back: cim:Datetime with its zone, cim:Interval, or cim:CIM_DateTime for
 * what XML Schema cannot say (asterisks, zones beyond 14 hours, the year 0, a negative zero). @param prefix `cim:`, or nothing in a projection
 */
export function writeDateTime(value: CimDateTime, prefix: string): string {
  const { text } = value
  const digits = text.slice(15, 21).replace(/0+$/, '')
  const fraction = digits === '' ? '' : `.${digits}`
  if (value.isInterval) {
    const clock = `${Number(text.slice(8, 10))}H${Number(text.slice(10, 12))}M${Number(text.slice(12, 14))}${fraction}S`
    return `<${prefix}Interval>P${Number(text.slice(0, 8))}DT${clock}</${prefix}Interval>`
  }
  const zone = zoneText(text)
  if (zone === undefined) return `<${prefix}CIM_DateTime>${text}</${prefix}CIM_DateTime>`
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`
  const time = `${text.slice(8, 10)}:${text.slice(10, 12)}:${text.slice(12, 14)}${fraction}`
  return `<${prefix}Datetime>${date}T${time}${zone}</${prefix}Datetime>`
}

/** The zone of xs:dateTime; undefined when the datetime cannot be said so. */
function zoneText(text: string): string | undefined {
  if (text.endsWith('+000')) return text.startsWith('0000') || text.includes('*') ? undefined : 'Z'
  const minutes = Number(text.slice(22))
  if (!(minutes > 0 && minutes <= widestZone) || text.startsWith('0000') || text.includes('*')) return undefined
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text[21]}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
