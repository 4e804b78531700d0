import { foldName } from '../../base/name-map.js'

/** Where secrets are looked for that this session does not have. */
export interface SecretSource {
  find(server: string, user: string): string | undefined
}

/** Passwords that somebody typed into the designer: in memory, for one server and one user each, and gone with the process. */
export class SessionSecrets implements SecretSource {
  readonly #values = new Map<string, string>()
  readonly #more: SecretSource | undefined

  /** @param more asked for what is not here, such as the store of `--secrets` */
  constructor(more?: SecretSource) {
    this.#more = more
  }

  put(server: string, user: string, value: string): void {
    this.#values.set(keyOf(server, user), value)
  }

  forget(server: string, user: string): void {
    this.#values.delete(keyOf(server, user))
  }

  has(server: string, user: string): boolean {
    return this.find(server, user) !== undefined
  }

  find(server: string, user: string): string | undefined {
    return this.#values.get(keyOf(server, user)) ?? this.#more?.find(server, user)
  }
}

function keyOf(server: string, user: string): string {
  return `${foldName(server.trim().replace(/^\\\\/, ''))}\n${foldName(user)}`
}
