import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly kind: 'info' | 'success' | 'warning' | 'error'
  readonly text: string
  readonly hint?: string | undefined
}

export const useToasts = create<{ toasts: readonly Toast[] }>(() => ({ toasts: [] }))

/** How many stand at a time, and milliseconds after which one that is no error goes by itself. */
const most = 4
const lifetime = 6000
let next = 1

/** Says something in passing. */
export function toast(said: Omit<Toast, 'id'>): void {
  const id = next
  next += 1
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...said, id }].slice(-most) }))
  if (said.kind !== 'error') setTimeout(() => dismiss(id), lifetime)
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(each => each.id !== id) }))
}
