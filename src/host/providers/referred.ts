import { foldName } from '../../base/name-map.js'
import type { ObjectPath } from '../../cim/path.js'

/**
 * The values that a question's objects have for one key, folded, so that rows about others can be left out early; the host
 * compares whole paths afterwards. Undefined: no limit known.
 */
export function referredKeys(paths: readonly ObjectPath[] | undefined, key: string): ReadonlySet<string> | undefined {
  const name = foldName(key)
  return (
    paths &&
    new Set(
      paths.flatMap(({ keys }) =>
        (keys ?? []).flatMap(each =>
          each.name === null || foldName(each.name) === name ? [foldName(String(each.value))] : [],
        ),
      ),
    )
  )
}

/** The value of a key in the path of an object of one class; undefined for another class and without the key. */
export function keyOf(path: ObjectPath, className: string, key: string): string | bigint | boolean | undefined {
  if (foldName(path.className) !== foldName(className)) return undefined
  return path.keys?.find(({ name }) => name === null || foldName(name) === foldName(key))?.value
}
