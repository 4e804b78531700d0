// Who this page is to its server: the header token that came behind the # of the link.
import { create } from 'zustand'

/** `connecting` at first and after the server was lost; `over` when a new link is needed. */
export const useSession = create<{ status: 'connecting' | 'ready' | 'over' }>(() => ({ status: 'connecting' }))

// Storage and channel are of this origin, port included, which cookies are not.
const kept = 'wmilink-token'
const others = new BroadcastChannel('wmilink-token')
/** Milliseconds that other tabs have to answer. */
const patience = 500

let token: string | undefined
let asking: Promise<string> | undefined

others.addEventListener('message', ({ data }) => {
  if (data === null && token !== undefined) others.postMessage(token)
})

/** The token of the header. @throws Error when the session is over */
export function sessionToken(): Promise<string> {
  if (token !== undefined) return Promise.resolve(token)
  asking ??= find().finally(() => {
    asking = undefined
  })
  return asking
}

async function find(): Promise<string> {
  token = ofLink() ?? sessionStorage.getItem(kept) ?? (await ofOtherTabs())
  if (token === undefined) {
    sessionIsOver()
    throw new Error('over')
  }
  sessionStorage.setItem(kept, token)
  useSession.setState({ status: 'ready' })
  return token
}

/** Out of the address, and out of the browser's history. */
function ofLink(): string | undefined {
  const { hash, pathname } = window.location
  if (hash.length < 2) return undefined
  window.history.replaceState(null, '', pathname)
  return hash.slice(1)
}

/** A tab that was opened by hand asks those that are open already. */
function ofOtherTabs(): Promise<string | undefined> {
  return new Promise(resolve => {
    const done = (found?: string): void => {
      others.removeEventListener('message', hear)
      resolve(found)
    }
    const hear = ({ data }: MessageEvent): void => {
      if (typeof data === 'string') done(data)
    }
    others.addEventListener('message', hear)
    others.postMessage(null)
    setTimeout(done, patience)
  })
}

/** After the server refused the token or the cookie. */
export function sessionIsOver(): void {
  token = undefined
  sessionStorage.removeItem(kept)
  useSession.setState({ status: 'over' })
}
