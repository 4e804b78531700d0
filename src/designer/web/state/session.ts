// Who this page is to its server: the header token, which lives in memory only.
import * as v from 'valibot'
import { create } from 'zustand'

/** `connecting` at first and after the server was lost; `over` when a new link is needed. */
export const useSession = create<{ status: 'connecting' | 'ready' | 'over' }>(() => ({ status: 'connecting' }))

const answer = v.object({ token: v.string() })
let token: string | undefined
let asking: Promise<string> | undefined

/** The token of the header; asked for once. @throws Error when the session is over */
export function sessionToken(): Promise<string> {
  if (token !== undefined) return Promise.resolve(token)
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(): Promise<string> {
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  if (!response.ok) {
    useSession.setState({ status: 'over' })
    throw new Error(String(response.status))
  }
  token = v.parse(answer, await response.json()).token
  useSession.setState({ status: 'ready' })
  return token
}

/** After the server refused the token or the cookie. */
export function sessionIsOver(): void {
  token = undefined
  useSession.setState({ status: 'over' })
}
