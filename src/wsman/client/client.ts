// The client's side of WS-Management over any transport: DSP0226, [MS-WSMV] 3.1.
import { wsmanText } from '../../base/texts/wsman.js'
import type { MessageTransport } from '../../http/transport.js'
import { wsmanError } from '../faults/wsman-error.js'
import type { ResponseMessage } from '../message/response.js'
import { writeIdentify } from '../message/write.js'
import { actions } from '../names.js'
import { type Identity, readCreated, readIdentity } from '../operations/transfer.js'
import type { EndpointReference, Resource } from '../types.js'
import { type EnumerateRequest, enumerate } from './enumeration.js'
import { Messenger, type WsmanCall, type WsmanClientOptions } from './messenger.js'
import { messageOf, type Page, unexpected } from './page.js'
import { type SubscribeRequest, subscribe } from './subscription.js'

/**
 * Asks one server. Every method throws WsmanFaultError for what the server refuses, HttpError for failures of the way (`protocol` for answers
 * that break the rules), and the reason of the call's signal. Bodies are XML that may use the prefixes of `envelopePrefixes`.
 */
export class WsmanClient {
  readonly transport: MessageTransport
  readonly #messenger: Messenger

  constructor(transport: MessageTransport, options: WsmanClientOptions = {}) {
    this.transport = transport
    this.#messenger = new Messenger(transport, options)
  }

  /** What the server says of itself. */
  async identify(call: WsmanCall = {}): Promise<Identity> {
    const { body } = await this.#messenger.sendBytes(writeIdentify(), call, reply => messageOf(reply, undefined))
    const identity = readIdentity(body)
    if (!identity) throw unexpected(body?.localName)
    return identity
  }

  /** An instance, a class declaration, or any other resource. */
  get(resource: Resource, call: WsmanCall = {}): Promise<ResponseMessage> {
    return this.#operation(actions.get, resource, '', call, true)
  }

  /** Changes an instance. The answer's body is the instance as it is now, or empty. */
  put(resource: Resource, body: string, call: WsmanCall = {}): Promise<ResponseMessage> {
    return this.#operation(actions.put, resource, body, call)
  }

  /** Makes an instance of the class that the resource names. @throws WmiError ERROR_WSMAN_CREATE_RESPONSE_NO_EPR */
  async create(resource: Resource, body: string, call: WsmanCall = {}): Promise<EndpointReference> {
    const answer = await this.#operation(actions.create, resource, body, call)
    const reference = readCreated(answer.body)
    if (!reference) throw wsmanError('ERROR_WSMAN_CREATE_RESPONSE_NO_EPR', wsmanText('notCreated'))
    return reference
  }

  async delete(resource: Resource, call: WsmanCall = {}): Promise<void> {
    await this.#operation(actions.delete, resource, '', call)
  }

  /** Calls a method. The answer's body holds the out-parameters, whatever its name. @param body the `Method_INPUT` element */
  invoke(resource: Resource, method: string, body: string, call: WsmanCall = {}): Promise<ResponseMessage> {
    return this.#operation(`${resource.uri}/${method}`, resource, body, call)
  }

  /** The pages of an enumeration; see {@link enumerate}. Read it, or nothing is asked. */
  enumerate(request: EnumerateRequest, call: WsmanCall = {}): AsyncGenerator<Page, void, undefined> {
    return enumerate(this.#messenger, request, call)
  }

  /** The pages of a subscription; see {@link subscribe}. Read it, or nothing is asked. */
  subscribe(request: SubscribeRequest, call: WsmanCall = {}): AsyncGenerator<Page, void, undefined> {
    return subscribe(this.#messenger, request, call)
  }

  /** Waits until what earlier calls left at the server is released: to be called before the transport is closed. Never fails. */
  settle(): Promise<void> {
    return this.#messenger.settle()
  }

  async #operation(
    action: string,
    resource: Resource,
    body: string,
    call: WsmanCall,
    repeatable = false,
  ): Promise<ResponseMessage> {
    const { value } = await this.#messenger.send({ action, resource, body, call, repeatable }, messageOf)
    return value
  }
}
