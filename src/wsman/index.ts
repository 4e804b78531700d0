export * from './client/index.js'
export * from './faults/index.js'
export { formatDuration, parseDuration } from './message/duration.js'
export type { MessageLimits } from './message/envelope.js'
export { newMessageId } from './message/message-id.js'
export { RequestError, type RequestMessage, readRequest } from './message/request.js'
export { faultOf, type ResponseHead, type ResponseMessage, readResponse, readResponseHead } from './message/response.js'
export { attribute, textElement } from './message/text.js'
export {
  envelopePrefixes,
  type ResponseHeader,
  writeIdentify,
  writePlainResponse,
  writeRequest,
  writeResponse,
} from './message/write.js'
export * from './names.js'
export * from './operations/index.js'
export { readReference, readSelectors, writeReference, writeReferenceContent, writeSelectors } from './reference.js'
export {
  pathOfReference,
  pathTextOfReference,
  type ReferenceContext,
  referenceOfPath,
} from './reference-path.js'
export * from './resource.js'
export type * from './types.js'
