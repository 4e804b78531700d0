import { WmilinkError } from '../base/errors.js'

/** The server cannot be reached because this version has no transport to it. Nothing was sent. */
export class TransportError extends WmilinkError {}
