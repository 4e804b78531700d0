import { WmiError } from '../../base/errors.js'
import { compareNames } from '../../base/name-map.js'
import type { RowContext } from '../../wsman/values/index.js'
import { wqlRequest } from './requests.js'
import { type Asking, askingIn } from './session.js'

/** So many namespaces are asked at a time. */
const lanes = 4

/**
 * Names of the namespaces below, relative to the one of the call, alphabetical. What is below one that may not be entered is
 * left out. @throws WsmanFaultError; HttpError
 */
export async function namespacesBelow(asking: Asking, recursive: boolean): Promise<string[]> {
  const found = await children(asking, '')
  let level = found
  while (recursive && level.length > 0) {
    const next: string[] = []
    for (let at = 0; at < level.length; at += lanes) {
      const below = level.slice(at, at + lanes).map(name => enterable(asking, name))
      next.push(...(await Promise.all(below)).flat())
    }
    found.push(...next)
    level = next
  }
  return found.sort(compareNames)
}

async function enterable(asking: Asking, name: string): Promise<string[]> {
  try {
    return await children(asking, name)
  } catch (error) {
    if (error instanceof WmiError && /ACCESS_?DENIED$/.test(error.name)) return []
    throw error
  }
}

/** A name is a text whatever the class declares, so nobody asks for the declaration. */
const context: RowContext = {
  home: { server: null, namespace: null },
  classNamed: () => undefined,
  fragment: { className: '__NAMESPACE', select: ['Name'] },
}

async function children(asking: Asking, below: string): Promise<string[]> {
  const there = askingIn(asking, below === '' ? null : `${asking.namespace}\\${below}`)
  const pages = there.session.client.enumerate(wqlRequest(there, 'SELECT Name FROM __NAMESPACE'), there.wire)
  const names: string[] = []
  for await (const { items } of pages)
    for (const { Name } of items.instances(context))
      if (typeof Name === 'string') names.push(below === '' ? Name : `${below}\\${Name}`)
  return names
}
