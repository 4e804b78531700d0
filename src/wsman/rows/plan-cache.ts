import { TextError } from '../../base/errors.js'
import type { CimClass } from '../../cim/class.js'
import type { InstanceShape } from '../../cim/instance.js'
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { type RowContext, shapesOf } from '../values/context.js'
import { lenientXml } from '../values/lenient.js'
import { fragmentShape } from '../values/read.js'
import { embeddedClassName } from '../values/wire.js'
import { isReference } from './item.js'
import { Plan } from './plan.js'
import { decodeLatin, wrapperClose } from './region.js'

/** So many open tags are kept. */
const mostPlans = 500

/** How rows are read, by their open tags, for all pages of one context in whose frame the same prefixes are declared. */
export class PlanCache {
  readonly #context: RowContext
  readonly #wrapper: string
  readonly #plans = new Map<string, Plan | 'item'>()

  constructor(context: RowContext, wrapper: string) {
    this.#context = context
    this.#wrapper = wrapper
  }

  /** How an item with this open tag is read; undefined where only the general reader can. */
  row(open: string): Plan | 'item' | undefined {
    return this.#kept(open, () => {
      const element = tagElement(this.#wrapper, open, wrapperClose, 1)
      if (!element || isReference(element)) return undefined
      if (element.is('Item', namespaces.w)) return 'item'
      return this.#plan(element, open, this.#wrapper, wrapperClose, 2)
    })
  }

  /** How the object inside a w:Item is read. @param item its open tag */
  inner(item: string, open: string): Plan | undefined {
    const plan = this.#kept(item + open, () => {
      const before = this.#wrapper + decodeLatin(item)
      const after = closeOf(item) + wrapperClose
      const element = tagElement(before, open, after, 2)
      if (!element || isReference(element)) return undefined
      return this.#plan(element, open, before, after, 3)
    })
    return plan === 'item' ? undefined : plan
  }

  /** How an embedded object with this open tag is read that stands in a row of another plan. */
  embedded(outer: Plan, open: string): Plan | undefined {
    const known = outer.inner.get(open)
    if (known) return known
    const { before, after, level } = outer
    const element = tagElement(before, open, after, level)
    const className = element && embeddedClassName(element)
    const cimClass = className === undefined ? undefined : this.#context.classNamed(className)
    if (!element || !cimClass) return undefined
    const shape = shapesOf(this.#context).whole(cimClass, undefined)
    const plan = this.#made(element, open, cimClass, shape, before, after, level + 1)
    if (outer.inner.size >= mostPlans) outer.inner.clear()
    outer.inner.set(open, plan)
    return plan
  }

  #kept(key: string, make: () => Plan | 'item' | undefined): Plan | 'item' | undefined {
    const known = this.#plans.get(key)
    if (known) return known
    const made = make()
    if (made) {
      if (this.#plans.size >= mostPlans) this.#plans.clear()
      this.#plans.set(key, made)
    }
    return made
  }

  #plan(element: XmlElement, open: string, before: string, after: string, level: number): Plan | undefined {
    const context = this.#context
    if (element.is('XmlFragment', namespaces.w)) {
      const { fragment } = context
      const cimClass = fragment?.cimClass ?? (fragment && context.classNamed(fragment.className))
      if (!cimClass || !fragment?.select) return undefined
      const shape = fragmentShape(context, cimClass, fragment.select)
      return this.#made(element, open, cimClass, shape, before, after, level)
    }
    const cimClass = context.classNamed(element.localName)
    if (!cimClass) return undefined
    const shape = shapesOf(context).whole(cimClass, context.home)
    return this.#made(element, open, cimClass, shape, before, after, level)
  }

  #made(
    element: XmlElement,
    open: string,
    cimClass: CimClass,
    shape: InstanceShape,
    before: string,
    after: string,
    level: number,
  ): Plan {
    return new Plan({
      open,
      name: tagName(open),
      scope: element.scope,
      cimClass,
      shape,
      before: before + decodeLatin(open),
      after: closeOf(open) + after,
      level,
      noArray: this.#context.preciseArrays ? [] : null,
      decode: decodeLatin,
    })
  }
}

/** The element of an open tag that stands between other tags; undefined when it is not well-formed. */
function tagElement(before: string, open: string, after: string, level: number): XmlElement | undefined {
  try {
    let element: XmlElement | undefined = lenientXml(before + decodeLatin(open) + closeOf(open) + after).root
    for (let at = 0; at < level; at += 1) element = element?.children[0]
    return element
  } catch (error) {
    if (error instanceof TextError) return undefined
    throw error
  }
}

function tagName(open: string): string {
  return /^<([^\s/>]+)/.exec(open)?.[1] ?? ''
}

function closeOf(open: string): string {
  return `</${decodeLatin(tagName(open))}>`
}

const caches = new WeakMap<RowContext, Map<string, PlanCache>>()

/** What is kept with a context for pages that declare these prefixes around their rows. */
export function plansOf(context: RowContext, wrapper: string): PlanCache {
  let byWrapper = caches.get(context)
  if (!byWrapper) {
    byWrapper = new Map()
    caches.set(context, byWrapper)
  }
  let cache = byWrapper.get(wrapper)
  if (!cache) {
    if (byWrapper.size >= 20) byWrapper.clear()
    cache = new PlanCache(context, wrapper)
    byWrapper.set(wrapper, cache)
  }
  return cache
}
