import { styleText } from 'node:util'
import type { Io, OutputStream } from '../io.js'

type Style = Parameters<typeof styleText>[0]

/** Paints text for one stream, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** FORCE_COLOR decides first, then NO_COLOR, then whether the stream is a terminal that knows colours. */
export function painter(stream: OutputStream, env: Io['env']): Paint {
  const forced = env.FORCE_COLOR
  const wanted =
    forced !== undefined
      ? forced !== '0' && forced !== 'false'
      : !env.NO_COLOR && stream.isTTY === true && env.TERM !== 'dumb'
  return wanted ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text
}
