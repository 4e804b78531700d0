// What was copied. The system's clipboard may be out of reach: then the page remembers it.

/** The part of `navigator.clipboard` that counts. */
export interface SystemClipboard {
  writeText(text: string): Promise<void>
  readText(): Promise<string>
}

interface Copied {
  readonly text: string
  readonly document: string
  readonly keys: ReadonlySet<string>
  /** False when the system did not take it. */
  readonly written: boolean
}

let last: Copied | undefined

/** Remembers what was copied, and gives it to the system too when it takes it. */
export async function putOnClipboard(
  copied: Omit<Copied, 'written'>,
  system: SystemClipboard | undefined,
): Promise<void> {
  last = { ...copied, written: false }
  try {
    await system?.writeText(copied.text)
    if (system && last.text === copied.text) last = { ...copied, written: true }
  } catch {
    // Refused by the browser: the page's own memory has it.
  }
}

/** What a paste takes: the text that the browser hands over, or what was copied last when the system never got it. */
export function pastedText(fromSystem: string): string {
  if (last && !last.written) return last.text
  return fromSystem === '' ? (last?.text ?? '') : fromSystem
}

/** Asks the system, which may refuse. */
export async function readClipboard(system: SystemClipboard | undefined): Promise<string> {
  try {
    return pastedText((await system?.readText()) ?? '')
  } catch {
    return last?.text ?? ''
  }
}

/** Keys of what a text was copied from, when that was in this document. */
export function copiedKeys(text: string, document: string): ReadonlySet<string> {
  return last && last.text === text && last.document === document ? last.keys : new Set()
}
