import { create } from 'zustand'
import { language } from '../../../base/text.js'
import type { Output } from '../../api/index.js'
import { call } from '../state/api.js'
import { usePreferences } from './preferences.js'

type Hello = Output<'session.hello'>

/** What the server said of itself at first. */
export const useHello = create<Hello>(() => ({ version: '', folder: '', account: '', open: null, platform: '' }))

/** Greets the server, and tells it when the language changes. */
export async function greet(): Promise<Hello> {
  const hello = await call('session.hello', { language: language() }, { ask: false })
  useHello.setState(hello)
  usePreferences.subscribe((now, before) => {
    if (now.language !== before.language) void call('session.language', { language: now.language }).catch(() => {})
  })
  return hello
}
