/** A value of a key; the name of the default value is empty. Data has the JavaScript form of the WMI type that StdRegProv gives. */
export interface RegistryValue {
  readonly name: string
  readonly type: RegistryType
  readonly data: RegistryData
}

export type RegistryData = string | number | bigint | readonly string[] | readonly number[]

/** REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD, REG_MULTI_SZ and REG_QWORD: winnt.h. */
export const registryTypes = { sz: 1, expandSz: 2, binary: 3, dword: 4, multiSz: 7, qword: 11 } as const
export type RegistryType = (typeof registryTypes)[keyof typeof registryTypes]

/** "Registry Element Size Limits": characters of a name, bytes of data (where the limit is memory, ours is its standard format's). */
export const longestKeyName = 255
export const longestValueName = 16_383
export const mostData = 1_048_576
export const deepestKey = 512

/** How data of one type is kept. */
interface DataForm {
  /** What JSON can hold. */
  store(data: RegistryData): unknown
  /** Null for anything that {@link store} does not give. */
  load(stored: unknown): RegistryData | null
  /** Bytes that it takes on Windows. */
  size(data: RegistryData): number
}

/** A text ends at its first NUL, so it holds none. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0')
}

const textForm: DataForm = {
  store: data => data,
  load: stored => (isText(stored) ? stored : null),
  size: data => textSize(String(data)),
}

export const dataForms: Readonly<Record<RegistryType, DataForm>> = {
  1: textForm,
  2: textForm,
  3: {
    store: data => Buffer.from(data as readonly number[]).toString('base64'),
    load: stored =>
      typeof stored === 'string' && /^[\w+/]*={0,2}$/.test(stored) ? [...Buffer.from(stored, 'base64')] : null,
    size: data => (data as readonly number[]).length,
  },
  4: {
    store: data => data,
    load: stored => (typeof stored === 'number' && stored >>> 0 === stored ? stored : null),
    size: () => 4,
  },
  7: {
    store: data => data,
    // An empty text would end the list.
    load: stored => (Array.isArray(stored) && stored.every(text => isText(text) && text !== '') ? stored : null),
    size: data => (data as readonly string[]).reduce((sum, text) => sum + textSize(text), 2),
  },
  11: {
    store: String,
    load: stored =>
      typeof stored === 'string' && /^\d{1,20}$/.test(stored) && BigInt(stored) < 2n ** 64n ? BigInt(stored) : null,
    size: () => 8,
  },
}

function textSize(text: string): number {
  return 2 * (text.length + 1)
}

export function isRegistryType(type: unknown): type is RegistryType {
  return typeof type === 'number' && Object.hasOwn(dataForms, type)
}
