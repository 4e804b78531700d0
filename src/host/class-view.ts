// Amended classes: WMI SDK "WMI Localization" and "Localized Qualifiers". A class without its amended qualifiers is what
// everybody gets; with WBEM_FLAG_USE_AMENDED_QUALIFIERS it comes with its texts for people, in the caller's language.
import { NameMap } from '../base/name-map.js'
import { CimClass, type Qualifiers } from '../cim/class.js'
import { declarationOf, deriveClass } from '../cim/declaration.js'
import type { CallContext } from '../wmi/services.js'
import type { ClassTable } from './class-table.js'
import { amend, hasTexts, loadTexts, type TextLanguage, textLanguage, textsOf } from './schema-texts.js'

type Views = WeakMap<CimClass, CimClass>

// A class that changes is another object, and so are the classes below it: old views go by themselves.
const leanViews: Views = new WeakMap()
const amendedViews: Readonly<Record<TextLanguage, Views>> = { en: new WeakMap(), fr: new WeakMap() }

/** Loads what {@link viewOf} needs; undefined when it is there. */
export function prepareViews({ amended, locale }: CallContext): Promise<void> | undefined {
  const language = textLanguage(locale)
  return amended && !hasTexts(language) ? loadTexts(language) : undefined
}

/** A class as a caller wants it. @param namespace whose texts belong to it */
export function viewOf(
  cimClass: CimClass,
  { amended, locale }: CallContext,
  namespace: { readonly name: string; readonly classes: ClassTable },
): CimClass {
  return amended ? amendedView(cimClass, textLanguage(locale), namespace) : leanView(cimClass)
}

function amendedView(
  cimClass: CimClass,
  language: TextLanguage,
  namespace: { readonly name: string; readonly classes: ClassTable },
): CimClass {
  return remembered(amendedViews[language], cimClass, () => {
    const above = cimClass.superclass === null ? null : namespace.classes.require(cimClass.superclass)
    const superclass = above && amendedView(above, language, namespace)
    const texts = textsOf(language, namespace.name, cimClass.name)
    if (superclass === above && texts === undefined) return cimClass
    const declaration = declarationOf(cimClass)
    return deriveClass(texts === undefined ? declaration : amend(declaration, texts), superclass)
  })
}

/** Without amended qualifiers; the class itself when it has none. */
function leanView(cimClass: CimClass): CimClass {
  return remembered(leanViews, cimClass, () => {
    const elements = [...cimClass.properties, ...cimClass.methods]
    const parameters = [...cimClass.methods].flatMap(method => method.parameters)
    if (![cimClass, ...elements, ...parameters].some(each => hasAmended(each.qualifiers))) return cimClass
    return new CimClass({
      name: cimClass.name,
      derivation: cimClass.derivation,
      qualifiers: lean(cimClass.qualifiers),
      properties: NameMap.from([...cimClass.properties].map(leanElement)),
      methods: NameMap.from(
        [...cimClass.methods].map(method => ({
          ...leanElement(method),
          parameters: method.parameters.map(leanElement),
        })),
      ),
    })
  })
}

function leanElement<T extends { readonly qualifiers: Qualifiers }>(element: T): T {
  return { ...element, qualifiers: lean(element.qualifiers) }
}

function lean(qualifiers: Qualifiers): Qualifiers {
  return NameMap.from([...qualifiers].filter(qualifier => !qualifier.flavor.amended))
}

function hasAmended(qualifiers: Qualifiers): boolean {
  return [...qualifiers].some(qualifier => qualifier.flavor.amended)
}

function remembered(views: Views, cimClass: CimClass, make: () => CimClass): CimClass {
  const known = views.get(cimClass)
  if (known) return known
  const view = make()
  views.set(cimClass, view)
  return view
}
