// From declarations to MOF text that reads back as equal declarations.
import { NameMap } from '../../base/name-map.js'
import type { QualifierFlavor } from '../class.js'
import type { ClassDeclaration, InstanceDeclaration, MethodDeclaration, QualifierDeclaration } from '../declaration.js'
import { declaredFlavor, defaultFlavor } from '../flavor.js'
import type { MofDocument, MofItem, MofPragma } from './document.js'
import {
  type FlavorOf,
  printAlias,
  printElement,
  printInstance,
  printQualifiers,
  printText,
  printType,
  printValue,
} from './print.js'

/** The MOF text of a document. Comments and the layout of the text it was read from are not part of it. */
export function formatMof(document: MofDocument): string {
  const flavors = new NameMap<QualifierFlavor>()
  const flavorOf: FlavorOf = name => flavors.get(name) ?? defaultFlavor(name)
  return document.items
    .map(item => {
      const text = printItem(item, flavorOf)
      if (item.kind === 'qualifier') {
        const { name, flavors: words, type } = item.declaration
        flavors.set(name, declaredFlavor(name, words, type !== null))
      }
      return text
    })
    .join('\n')
}

function printItem(item: MofItem, flavorOf: FlavorOf): string {
  switch (item.kind) {
    case 'pragma':
      return printPragma(item.pragma)
    case 'include':
      return `#pragma include (${printText(item.file)})\n`
    case 'qualifier':
      return printQualifierDeclaration(item.declaration, flavorOf)
    case 'class':
      return printClass(item.declaration, flavorOf)
    case 'instance':
      return `${printInstance(item.declaration, '', flavorOf)};\n`
  }
}

/** The MOF text of one class. */
export function formatClassMof(declaration: ClassDeclaration): string {
  return printClass(declaration, defaultFlavor)
}

/** The MOF text of one instance declaration. */
export function formatInstanceDeclaration(declaration: InstanceDeclaration): string {
  return `${printInstance(declaration, '', defaultFlavor)};\n`
}

/** Arguments are quoted, but the two words that delete pragmas take bare. */
function printPragma(pragma: MofPragma): string {
  const values = pragma.arguments.map(value => (/^(no)?fail$/i.test(value) ? value : printText(value)))
  return `#pragma ${pragma.name}${values.length > 0 ? `(${values.join(', ')})` : ''}\n`
}

function printQualifierDeclaration(declaration: QualifierDeclaration, flavorOf: FlavorOf): string {
  const { name, type, isArray, defaultValue, scopes, flavors } = declaration
  if (type === null) return `Qualifier ${name} : ${flavors.join(' ')};\n`
  const written = defaultValue === null ? '' : ` = ${printValue(defaultValue, '', flavorOf)}`
  const scope = scopes.length > 0 ? `,\n\tScope(${scopes.join(', ')})` : ''
  const flavor = flavors.length > 0 ? `,\n\tFlavor(${flavors.join(', ')})` : ''
  return `Qualifier ${name} : ${type}${isArray ? '[]' : ''}${written}${scope}${flavor};\n`
}

function printClass(declaration: ClassDeclaration, flavorOf: FlavorOf): string {
  const { name, alias, superclass, qualifiers, properties, methods } = declaration
  const features = [
    ...properties.map(property => printElement(property, flavorOf)),
    ...methods.map(method => printMethod(method, flavorOf)),
  ]
  const head = `class ${name}${printAlias(alias)}${superclass === null ? '' : ` : ${superclass}`}`
  const body = features.map(feature => `\t${feature};\n`).join('')
  return `${printQualifiers(qualifiers, '\n', flavorOf)}${head}\n{\n${body}};\n`
}

function printMethod(method: MethodDeclaration, flavorOf: FlavorOf): string {
  const { name, returnType, returnIsArray, returnClassName, parameters, qualifiers } = method
  const returned = `${printType(returnType, returnClassName)}${returnIsArray ? '[]' : ''}`
  const list = parameters.map(parameter => printElement(parameter, flavorOf)).join(', ')
  return `${printQualifiers(qualifiers, ' ', flavorOf)}${returned} ${name}(${list})`
}
