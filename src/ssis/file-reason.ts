import { fileText } from '../base/texts/ssis-files.js'

type Known = Exclude<keyof typeof fileText.table, 'noFile' | 'special'>

/** Why the system refused a file, in the reader's words; what it says itself where we have none. */
export function fileReason(error: unknown, doing: 'read' | 'write'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' && doing === 'read') return fileText('noFile')
  if (Object.hasOwn(fileText.table, code)) return fileText(code as Known)
  return error instanceof Error ? error.message : String(error)
}
