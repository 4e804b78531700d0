import { release } from 'node:os'
import { writePlainResponse } from '../../wsman/message/write.js'
import { writeIdentity } from '../../wsman/operations/index.js'

const profile = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/'

/** The answer to Identify. @param hidden for somebody unknown, who is not told the version of the system */
export function identifyResponse(hidden: boolean): Buffer {
  const [version = '0.0.0'] = /^\d+(?:\.\d+){0,2}/.exec(release()) ?? []
  return writePlainResponse(
    writeIdentity({
      vendor: 'wmilink',
      // Clients choose what to send by the number of the stack: this one speaks as that of Windows since 2012 does.
      version: `OS: ${hidden ? '0.0.0' : version} SP: 0.0 Stack: 3.0`,
      securityProfiles: [`${profile}http/spnego-kerberos`, `${profile}https/spnego-kerberos`, `${profile}https/basic`],
    }),
  )
}
