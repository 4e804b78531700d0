import { ArgumentError } from '../base/errors.js'
import { listenText } from '../base/texts/listen.js'

const longestName = 64
const longestPassword = 256
// What Windows does not have in account names, and what has no printed form.
const forbidden = /["/\\[\]:;|=,+*?<>@\p{C}\p{Z}]/u

/** @throws ArgumentError for a name that Windows would not give to an account: empty, long, with `\ / : @` and the like, or blanks */
export function checkUserName(name: string): void {
  if (name !== '' && name.length <= longestName && !forbidden.test(name) && !/^[#.]|\.$/.test(name)) return
  throw new ArgumentError(listenText('userName', { name: name.slice(0, longestName) }), {
    hint: listenText('userNameHint', { max: longestName }),
  })
}

/** @throws ArgumentError for an empty or very long password; the password does not stand in it */
export function checkPassword(password: string): void {
  if (password !== '' && password.length <= longestPassword && !password.includes('\0')) return
  throw new ArgumentError(listenText('password'), { hint: listenText('passwordHint', { max: longestPassword }) })
}

/** The account of a name that somebody logged on with: what stands before `@` and the realm. */
export function accountName(user: string): string {
  const at = user.lastIndexOf('@')
  return at > 0 ? user.slice(0, at) : user
}
