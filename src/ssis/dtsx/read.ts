import { modelText } from '../../base/texts/ssis-model.js'
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import { dtsError } from '../errors.js'
import { type DtsxFormat, dtsNamespace, dtsxFormats } from './format.js'
import { DtsNode } from './node.js'

/**
 * The root object of a package's text.
 *
 * @throws TextError on text that is not well-formed XML; DtsError DTS_E_CANTLOADFROMNODE when it is no package,
 *   DTS_E_PACKAGELOADFAILED when it is encrypted as a whole or of a format that is not read here
 */
export function readPackage(text: string, source?: string): DtsNode {
  const { root } = XmlDocument.parse(text, { source })
  if (root.localName === 'EncryptedData') throw failure('encryptedWhole', 'encryptedHint')
  if (!root.is('Executable', dtsNamespace)) {
    const inner = root.children.some(child => child.localName === 'EncryptedData')
    if (inner) throw failure('encryptedWhole', 'encryptedHint')
    throw dtsError('DTS_E_CANTLOADFROMNODE', { node: root.name }, { hint: modelText('notPackageHint') })
  }
  if (root.children.some(child => child.localName === 'EncryptedData')) throw failure('encryptedWhole', 'encryptedHint')
  return new DtsNode(root, formatOf(root))
}

function formatOf(root: XmlElement): DtsxFormat {
  const version = new DtsNode(root, 8).get('PackageFormatVersion')?.trim()
  if (version === undefined) throw failure('formatMissing', 'formatHint')
  const format = dtsxFormats.find(known => String(known) === version)
  if (format) return format
  throw dtsError(
    'DTS_E_PACKAGELOADFAILED',
    { reason: modelText('formatUnknown', { version: version.slice(0, 40) }) },
    { hint: modelText('formatHint') },
  )
}

function failure(reason: 'encryptedWhole' | 'formatMissing', hint: 'encryptedHint' | 'formatHint') {
  return dtsError('DTS_E_PACKAGELOADFAILED', { reason: modelText(reason) }, { hint: modelText(hint) })
}
