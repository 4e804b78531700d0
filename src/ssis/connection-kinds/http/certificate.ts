// Client certificates. Windows finds them in its store by what CertificateIdentifier says; here it is the path of a file.
import { readFile, stat } from 'node:fs/promises'
import { WmilinkError } from '../../../base/errors.js'
import { fileText } from '../../../base/texts/ssis-files.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { TlsOptions } from '../../../http/options.js'
import { fileReason } from '../../file-reason.js'

/** No certificate with its chain is as long. */
const longest = 1 << 20

/**
 * Reads a certificate and its key: a PEM file with both, a PEM file beside which the key has the ending `.key`, or PKCS#12.
 *
 * @param path native
 * @throws WmilinkError
 */
export async function readClientCertificate(
  path: string,
  passphrase: string | undefined,
): Promise<Pick<TlsOptions, 'certificate' | 'key' | 'pfx' | 'keyPassphrase'>> {
  const bytes = await read(path, path)
  const secret = passphrase === undefined ? {} : { keyPassphrase: passphrase }
  const text = bytes.toString('latin1')
  if (!text.includes('-----BEGIN ')) return { pfx: bytes, ...secret }
  if (/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text)) return { certificate: text, key: text, ...secret }
  const beside = `${path.replace(/\.[^./\\]*$/, '')}.key`
  return { certificate: text, key: (await read(beside, path)).toString('latin1'), ...secret }
}

async function read(path: string, certificate: string): Promise<Buffer> {
  try {
    const stats = await stat(path)
    if (!stats.isFile() && !stats.isDirectory()) throw new Error(fileText('special'))
    if (stats.size > longest) throw new WmilinkError(webServiceText('certificateTooLong', { path }))
    return await readFile(path)
  } catch (error) {
    if (error instanceof WmilinkError) throw error
    const reason = `${path}: ${fileReason(error, 'read')}`
    throw new WmilinkError(webServiceText('certificateUnreadable', { certificate, reason }), {
      hint: webServiceText('certificateHint'),
      cause: error,
    })
  }
}
