import { textElement } from '../../wsman/message/text.js'
import { resources } from '../../wsman/names.js'
import type { Ask, Reply } from './ask.js'

/** The limits of the service, in the form of `winrm/config`. */
export async function readConfig({ tools }: Ask): Promise<Reply> {
  const { limits } = tools
  const service = [
    ['MaxConcurrentOperations', limits.maxOperations],
    ['MaxConcurrentOperationsPerUser', limits.maxOperationsPerUser],
    ['EnumerationTimeoutms', limits.enumerationTimeout],
    ['MaxConnections', limits.maxConnections],
    ['MaxPacketRetrievalTimeSeconds', Math.ceil(limits.requestTimeout / 1000)],
    ['AllowUnencrypted', false],
    ['AllowRemoteAccess', true],
  ] as const
  const general = [
    ['MaxEnvelopeSizekb', Math.floor(limits.maxEnvelopeSize / 1024)],
    ['MaxTimeoutms', limits.maxOperationTimeout],
    ['MaxBatchItems', limits.maxBatchItems],
  ] as const
  const written = (settings: readonly (readonly [string, number | boolean])[]) =>
    settings.map(([name, value]) => textElement(`cfg:${name}`, String(value))).join('')
  return {
    body: `<cfg:Config xmlns:cfg="${resources.config}">${written(general)}<cfg:Service>${written(service)}</cfg:Service></cfg:Config>`,
  }
}
