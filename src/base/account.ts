import { userInfo } from 'node:os'

/** The name of the account of this process. In a container it may have a number only. */
export function ownAccount(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.geteuid?.()}`
  }
}
