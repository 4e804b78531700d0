// Listeners: other people's clients ask this machine.
export * from './limits.js'
export * from './log.js'
export * from './options.js'
export { type Replay, type ReplayOptions, replayPassword, replayTrace } from './replay/replay.js'
export { serveWsman } from './serve.js'
export * from './users-file.js'
