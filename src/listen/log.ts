import { listenText } from '../base/texts/listen.js'

/**
 * What a listener tells of its work.
 * - logon: a user has proved who it is; logonFailed: somebody has not
 * - denied: a call that the listener's options do not allow; refused: a request or connection that was turned away
 * - failed: something of our own went wrong
 */
export type ListenEvent = 'logon' | 'logonFailed' | 'denied' | 'refused' | 'failed'

/** One thing that happened. Nothing in it is secret; names are as the peer gave them. */
export interface ListenLogEntry {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly event: ListenEvent
  /** The caller's network address. */
  readonly address?: string
  readonly user?: string
  /** What happened, for people. */
  readonly text: string
}

export type ListenLog = (entry: ListenLogEntry) => void

/** Who did it, as those who work for a listener tell it. */
export interface ListenActor {
  readonly address: string
  readonly user?: string | undefined
}

/** Tells a log what happens now. That the log fails is no failure of the listener. */
export function logTo(onLog: ListenLog | undefined) {
  return (event: ListenEvent, text: string, { address, user }: ListenActor): void => {
    try {
      onLog?.({ at: Date.now(), event, address, ...(user === undefined ? {} : { user }), text })
    } catch {
      // There is nobody left to tell.
    }
  }
}

/** One line: time, address, user, text. Control characters and line ends that a peer sent are escaped. */
export function formatLogEntry(entry: ListenLogEntry): string {
  const who = entry.user === undefined ? '' : ` ${listenText('logUser', { name: oneLine(entry.user) })}`
  const from = entry.address === undefined ? '' : ` ${oneLine(entry.address)}`
  return `${new Date(entry.at).toISOString()}${from}${who} ${oneLine(entry.text)}`
}

/** A text without anything that moves a terminal's cursor, ends a line or turns the direction of writing; at most 500 units long. */
export function oneLine(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text
  return cut.replace(unprintable, char => {
    const code = char.codePointAt(0) ?? 0
    return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`
  })
}

const longest = 500
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
