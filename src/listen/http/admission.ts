import type { Socket } from 'node:net'

/** A connection that nobody has logged on with yet. */
interface Guest {
  readonly socket: Socket
  readonly address: string
}

/**
 * How many connections there are. When there are too many, one that has not logged on goes, and of those the oldest of the address that
 * has the most: who opens connections and says nothing keeps nobody out.
 */
export class Admission {
  readonly #most: number
  readonly #sockets = new Set<Socket>()
  /** By both ends of the connection, the oldest first: the sockets of TLS are others than those of TCP. */
  readonly #guests = new Map<string, Guest>()

  constructor(most: number) {
    this.#most = most
  }

  /** Takes a new TCP connection, or ends it when everybody here has logged on. */
  enter(socket: Socket): void {
    if (this.#sockets.size >= this.#most && !this.#makeRoom()) {
      socket.destroy()
      return
    }
    const key = peerOf(socket)
    this.#sockets.add(socket)
    this.#guests.set(key, { socket, address: socket.remoteAddress ?? '' })
    socket.once('close', () => {
      this.#sockets.delete(socket)
      if (this.#guests.get(key)?.socket === socket) this.#guests.delete(key)
    })
  }

  /** Somebody has logged on with it: it stays. */
  loggedOn(socket: Socket): void {
    this.#guests.delete(peerOf(socket))
  }

  /** Ends all connections, those whose TLS handshake goes on too. */
  endAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #makeRoom(): boolean {
    const counts = new Map<string, number>()
    for (const { address } of this.#guests.values()) counts.set(address, (counts.get(address) ?? 0) + 1)
    const most = Math.max(0, ...counts.values())
    for (const [key, { socket, address }] of this.#guests) {
      if (counts.get(address) !== most) continue
      this.#guests.delete(key)
      this.#sockets.delete(socket)
      socket.destroy()
      return true
    }
    return false
  }
}

function peerOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`
}
