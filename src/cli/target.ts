import { type ObjectPath, parseObjectPath } from '../cim/path.js'
import { readTarget } from '../connect/target.js'
import { isUrl } from '../wmi/local-server.js'
import type { Target } from './session.js'

/** An object path taken apart: what to ask for, and where it says to ask. */
export interface PathTarget {
  /** Without server and namespace. */
  readonly path: ObjectPath
  readonly target: { readonly server: string | undefined; readonly namespace: string | undefined }
}

/**
 * Reads a path such as `\\server\root\cimv2:Win32_LogicalDisk.DeviceID="C:"`; -s and -n win over what it says.
 *
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH
 */
export function pathTarget(text: string): PathTarget {
  const path = parseObjectPath(text)
  return {
    path: { ...path, server: null, namespace: null },
    target: { server: path.server ?? undefined, namespace: path.namespace ?? undefined },
  }
}

/** Reads a connection string, `\\server\namespace`, a namespace or a server. @throws ArgumentError */
export function connectionTarget(text: string): Target {
  if (isUrl(text) || !/[=;\\/]|^root$/i.test(text)) return { server: text || undefined }
  const { server, namespace, useNtAuth, username: user, password } = readTarget(text)
  return { server, namespace, useNtAuth, user, password }
}
