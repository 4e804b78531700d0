// The simple types of XML Schema (part 2), and the types of .NET that proxies have for them: root elements of results are called so.

/** One simple type. */
export interface XsdType {
  readonly name: string
  /** The element that XmlSerializer writes for a value of the type that .NET has for it. */
  readonly root: string
  /** The text as messages carry it; undefined when it is no value of the type. White space around it does not count but for strings. */
  parse(text: string): string | undefined
}

function integer(name: string, root: string, min?: bigint, max?: bigint): XsdType {
  return {
    name,
    root,
    parse(text) {
      if (!/^\s*[+-]?\d{1,400}\s*$/.test(text)) return undefined
      const value = BigInt(text.trim().replace(/^\+/, ''))
      return (min !== undefined && value < min) || (max !== undefined && value > max) ? undefined : String(value)
    },
  }
}

function signed(name: string, root: string, bits: bigint): XsdType {
  return integer(name, root, -(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n)
}

function unsigned(name: string, root: string, bits: bigint): XsdType {
  return integer(name, root, 0n, 2n ** bits - 1n)
}

function pattern(name: string, root: string, form: RegExp): XsdType {
  return {
    name,
    root,
    parse(text) {
      const plain = text.trim()
      return form.test(plain) ? plain : undefined
    },
  }
}

function real(name: string, round: (value: number) => number): XsdType {
  return {
    name,
    root: name,
    parse(text) {
      const plain = text.trim()
      if (/^[+-]?(?:INF|Infinity)$/.test(plain)) return plain.startsWith('-') ? '-INF' : 'INF'
      if (plain === 'NaN') return plain
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return undefined
      const value = round(Number(plain))
      return Number.isFinite(value) ? shortest(value, round).toUpperCase() : undefined
    },
  }
}

/** The shortest digits that give the same number again. */
function shortest(value: number, round: (value: number) => number): string {
  for (let digits = 1; digits <= 17; digits += 1) {
    const text = String(Number(value.toPrecision(digits)))
    if (round(Number(text)) === value) return Object.is(value, -0) ? '-0' : text
  }
  return String(value)
}

function text(name: string): XsdType {
  return { name, root: 'string', parse: value => value }
}

function token(name: string): XsdType {
  return { name, root: 'string', parse: value => value.replace(/\s+/g, ' ').trim() }
}

const zone = '(?:Z|[+-]\\d\\d:\\d\\d)?'
const day = '-?\\d{4,}-\\d\\d-\\d\\d'
const clock = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?'

const base64: XsdType = {
  name: 'base64Binary',
  root: 'base64Binary',
  parse(value) {
    const plain = value.replace(/\s+/g, '')
    return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain) ? plain : undefined
  },
}

const types: readonly XsdType[] = [
  text('string'),
  ...['normalizedString', 'token', 'language', 'Name', 'NCName', 'NMTOKEN', 'NMTOKENS'].map(token),
  ...['ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NOTATION', 'anyURI'].map(token),
  {
    name: 'boolean',
    root: 'boolean',
    parse(value) {
      const plain = value.trim().toLowerCase()
      if (plain === 'true' || plain === '1') return 'true'
      return plain === 'false' || plain === '0' ? 'false' : undefined
    },
  },
  signed('byte', 'byte', 8n),
  signed('short', 'short', 16n),
  signed('int', 'int', 32n),
  signed('long', 'long', 64n),
  unsigned('unsignedByte', 'unsignedByte', 8n),
  unsigned('unsignedShort', 'unsignedShort', 16n),
  unsigned('unsignedInt', 'unsignedInt', 32n),
  unsigned('unsignedLong', 'unsignedLong', 64n),
  // Without bounds: proxies have texts for them.
  integer('integer', 'string'),
  integer('positiveInteger', 'string', 1n),
  integer('nonNegativeInteger', 'string', 0n),
  integer('nonPositiveInteger', 'string', undefined, 0n),
  integer('negativeInteger', 'string', undefined, -1n),
  pattern('decimal', 'decimal', /^[+-]?(?:\d+\.?\d*|\.\d+)$/),
  real('float', Math.fround),
  real('double', value => value),
  pattern('dateTime', 'dateTime', new RegExp(`^${day}T${clock}${zone}$`)),
  pattern('date', 'dateTime', new RegExp(`^${day}${zone}$`)),
  pattern('time', 'dateTime', new RegExp(`^${clock}${zone}$`)),
  pattern(
    'duration',
    'string',
    /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/,
  ),
  ...['gYear', 'gYearMonth', 'gMonth', 'gMonthDay', 'gDay'].map(name => pattern(name, 'string', /^[\d:Z+-]+$/)),
  base64,
  pattern('hexBinary', 'base64Binary', /^(?:[0-9A-Fa-f]{2})*$/),
  pattern('QName', 'QName', /^[^\s:]+(?::[^\s:]+)?$/),
  { ...text('anySimpleType'), root: 'anyType' },
  { ...text('anyType'), root: 'anyType' },
]

const byName = new Map(types.map(type => [type.name, type]))

/** The simple type of a name of XML Schema, or of SOAP's encoding, which has the same ones. */
export function xsdType(name: string): XsdType | undefined {
  return name === 'base64' ? base64 : byName.get(name)
}
