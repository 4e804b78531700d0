// XML configuration files: <DTSConfiguration> with a heading and one <Configuration> for each property.
import { readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { TextError, WmilinkError } from '../../base/errors.js'
import { fileText } from '../../base/texts/ssis-files.js'
import { loggingText } from '../../base/texts/ssis-logging.js'
import { decodeXml, escapeAttribute, escapeText, XmlDocument } from '../../xml/index.js'
import { type DtsError, type DtsProblem, dtsError, dtsProblem, problemOf } from '../errors.js'
import { fileReason } from '../file-reason.js'

/** The most bytes that a configuration file may have. */
export const longestConfigurationFile = 16 * 1024 * 1024

/** One entry of a configuration file. */
export interface ConfiguredEntry {
  /** What it sets: `\Package.Variables[User::X].Properties[Value]`. */
  readonly path: string
  /** `String`, `Int32` …; empty when the entry names none. */
  readonly valueType: string
  readonly text: string
}

/** What reading a configuration file gave: its good entries, and what is wrong with the rest. */
export interface ReadConfigurationFile {
  readonly entries: readonly ConfiguredEntry[]
  readonly problems: readonly DtsProblem[]
}

/** Where configuration files are looked for. */
export interface FilePlaces {
  /** A path as packages write it to a native path. */
  nativePath(path: string): string
  /** The file of the package, beside which a relative path is looked for when the current folder does not have it. */
  readonly packagePath: string | null
}

/** Reads a configuration file. What is wrong with it is told, without any of its values, and never thrown. */
export async function readConfigurationFile(path: string, places: FilePlaces): Promise<ReadConfigurationFile> {
  try {
    const native = await locate(path, places)
    return parseConfigurationFile(await load(path, native), path)
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return { entries: [], problems: [problemOf(error), dtsProblem('DTS_W_CONFIGFILEFAILEDIMPORT', { path })] }
  }
}

/** @throws DtsError DTS_W_CONFIGFILENAMEINVALID, DTS_W_CONFIGFILENOTFOUND */
async function locate(path: string, { nativePath, packagePath }: FilePlaces): Promise<string> {
  if (path.trim() === '' || path.includes('\0')) throw dtsError('DTS_W_CONFIGFILENAMEINVALID', { path })
  let native: string
  try {
    native = nativePath(path.trim())
  } catch (cause) {
    if (!(cause instanceof WmilinkError)) throw cause
    throw dtsError('DTS_W_CONFIGFILENAMEINVALID', { path }, { cause, hint: cause.hint })
  }
  const candidates = [native]
  if (packagePath !== null && !isAbsolute(native)) candidates.push(join(dirname(packagePath), native))
  for (const candidate of candidates) if (await exists(candidate, path)) return candidate
  throw dtsError('DTS_W_CONFIGFILENOTFOUND', { path })
}

async function exists(native: string, path: string): Promise<boolean> {
  try {
    const found = await stat(native)
    if (found.isDirectory()) throw unreadable(fileText('EISDIR'))
    if (!found.isFile()) throw unreadable(fileText('special'))
    if (found.size > longestConfigurationFile)
      throw unreadable(loggingText('configurationTooLong', { most: longestConfigurationFile }))
    return true
  } catch (error) {
    if (error instanceof WmilinkError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return false
    throw dtsError('DTS_W_FAILEDCONFIGLOAD', { reason: fileReason(error, 'read') }, { cause: error, hint: path })
  }
}

async function load(path: string, native: string): Promise<Uint8Array> {
  try {
    return await readFile(native)
  } catch (cause) {
    throw dtsError('DTS_W_FAILEDCONFIGLOAD', { reason: fileReason(cause, 'read') }, { cause, hint: path })
  }
}

function unreadable(reason: string): DtsError {
  return dtsError('DTS_W_FAILEDCONFIGLOAD', { reason })
}

/**
 * The entries of a configuration file.
 *
 * @param path the file as problems call it
 * @throws DtsError DTS_W_FAILEDCONFIGLOAD, DTS_W_CONFIGFILEINVALID; neither tells anything that the file holds but names
 */
export function parseConfigurationFile(bytes: Uint8Array, path: string): ReadConfigurationFile {
  const { root } = parse(bytes)
  if (root.localName !== 'DTSConfiguration') throw dtsError('DTS_W_CONFIGFILEINVALID', { element: root.name })
  const elements = root.children.filter(({ localName }) => localName === 'Configuration')
  if (elements.length === 0) return { entries: [], problems: [dtsProblem('DTS_W_CONFIGFILEEMPTY', { path })] }
  const entries: ConfiguredEntry[] = []
  const problems: DtsProblem[] = []
  for (const [index, element] of elements.entries()) {
    const target = element.get('Path')
    const value = element.children.find(({ localName }) => localName === 'ConfiguredValue')
    if (target !== undefined && value)
      entries.push({ path: target, valueType: element.get('ValueType') ?? '', text: value.text })
    else {
      const missing = target === undefined ? 'Path' : 'ConfiguredValue'
      problems.push(dtsProblem('DTS_W_CONFIGNODEINVALID', { number: index + 1, missing }))
    }
  }
  return { entries, problems }
}

function parse(bytes: Uint8Array): XmlDocument {
  try {
    return XmlDocument.parse(decodeXml(bytes).text)
  } catch (error) {
    if (!(error instanceof TextError)) throw error
    // What the reader says may quote the text, and the text may hold passwords: only the place is told.
    const { line, column } = error
    throw unreadable(loggingText('notWellFormed', { line, column }))
  }
}

/** Who wrote a configuration file, and of which package. */
export interface ConfigurationHeading {
  readonly generatedBy: string
  readonly packageName: string
  readonly packageId: string
  /** As {@link logDate} writes it. */
  readonly date: string
}

/** The text of a configuration file, on one line as the real ones. */
export function formatConfigurationFile(heading: ConfigurationHeading, entries: Iterable<ConfiguredEntry>): string {
  const attribute = (name: string, value: string) => ` ${name}="${escapeAttribute(value)}"`
  const info = [
    attribute('GeneratedBy', heading.generatedBy),
    attribute('GeneratedFromPackageName', heading.packageName),
    attribute('GeneratedFromPackageID', heading.packageId),
    attribute('GeneratedDate', heading.date),
  ]
  const items = Array.from(entries, ({ path, valueType, text }) => {
    const attributes = `${attribute('ConfiguredType', 'Property')}${attribute('Path', path)}${attribute('ValueType', valueType)}`
    return `<Configuration${attributes}><ConfiguredValue>${escapeText(text)}</ConfiguredValue></Configuration>`
  })
  const head = `<DTSConfigurationHeading><DTSConfigurationFileInfo${info.join('')}/></DTSConfigurationHeading>`
  return `<?xml version="1.0"?><DTSConfiguration>${head}${items.join('')}</DTSConfiguration>`
}
