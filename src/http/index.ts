export {
  type CertificateFacts,
  certificateFacts,
  certificateFingerprints,
  type Fingerprints,
  readFingerprint,
} from './certificate.js'
export { type Challenge, challengeOf, offeredSchemes, readChallenges } from './challenges.js'
export type { ContextFactory, ContextRequest } from './contexts.js'
export {
  type EncryptedMessage,
  encryptedType,
  isEncryptedType,
  negotiateProtocol,
  readEncrypted,
  soapType,
  wrapEncrypted,
} from './encrypted-message.js'
export { HttpError, type HttpErrorOptions, type HttpFailure } from './errors.js'
export { isXmlType, type MediaType, readMediaType } from './media-type.js'
export type { Credentials, HttpOptions, TlsOptions } from './options.js'
export { HttpPool, type HttpPoolParts } from './pool.js'
export { type ProbeOptions, type ProbeStage, probe } from './probe.js'
export type { ExchangeEvent } from './trace.js'
export type { Exchange, Lane, MessageTransport, Reply } from './transport.js'
