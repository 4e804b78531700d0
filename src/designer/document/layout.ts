// Where the designer of SSIS keeps the places of tasks and containers: a document of its own in DTS:DesignTimeProperties.

import { dtsNamespace } from '../../ssis/dtsx/format.js'
import type { DtsContainer, Package } from '../../ssis/index.js'
import { XmlDocument, type XmlElement } from '../../xml/index.js'
import type { Box } from '../api/index.js'

const serialization =
  'clr-namespace:Microsoft.SqlServer.IntegrationServices.Designer.Model.Serialization;assembly=Microsoft.SqlServer.IntegrationServices.Graph'

/** Height of a container's head, which the file tells beside the size of its panel. */
const headerHeight = 43

const emptyLayout = [
  '<?xml version="1.0"?>',
  '<Objects',
  '  Version="8">',
  '  <Package',
  '    design-time-name="Package">',
  '    <LayoutInfo>',
  '      <GraphLayout',
  `        Capacity="4" xmlns="${serialization}">`,
  '      </GraphLayout>',
  '    </LayoutInfo>',
  '  </Package>',
  '</Objects>',
].join('\r\n')

/** The layout of one package: NodeLayout and ContainerLayout by refId, places relative to what holds the node. */
export class Layout {
  readonly #package: Package
  readonly #holder: XmlElement | undefined
  #document: XmlDocument | undefined
  readonly #nodes = new Map<string, XmlElement>()

  private constructor(pkg: Package) {
    this.#package = pkg
    this.#holder = pkg.node.element.child('DesignTimeProperties', dtsNamespace)
    const text = this.#holder?.text ?? ''
    if (text.trim() !== '') this.#read(text)
  }

  /** Reads it. A block that cannot be read counts as none, and is kept as it is until something is placed. */
  static of(pkg: Package): Layout {
    return new Layout(pkg)
  }

  /** Null where the file has none. */
  boxOf(executable: DtsContainer): Box | null {
    const element = this.#nodes.get(executable.refId)
    const [x, y] = pair(element?.get('TopLeft'))
    const [width, height] = pair(element?.get('Size'))
    if (x === undefined || y === undefined || width === undefined || height === undefined) return null
    return { x, y, width, height }
  }

  setBox(executable: DtsContainer, box: Box): void {
    const { x, y, width, height } = box
    const isContainer = executable.children !== null
    let element = this.#nodes.get(executable.refId)
    if (!element) element = this.#add(executable.refId, isContainer)
    element?.set('Size', `${rounded(width)},${rounded(height)}`)
    element?.set('TopLeft', `${rounded(x)},${rounded(y)}`)
    if (isContainer) element?.set('PanelSize', `${rounded(width)},${rounded(Math.max(0, height - headerHeight))}`)
  }

  /** Forgets the node and all that is inside it. */
  removeBox(refId: string): void {
    for (const [id, element] of this.#nodes)
      if (isWithin(id, refId)) {
        element.remove()
        this.#nodes.delete(id)
      }
  }

  /** After an executable was renamed or moved. */
  rename(before: string, after: string): void {
    if (before === after) return
    for (const [id, element] of [...this.#nodes]) {
      if (!isWithin(id, before)) continue
      const renamed = after + id.slice(before.length)
      element.set('Id', renamed)
      this.#nodes.delete(id)
      this.#nodes.set(renamed, element)
    }
  }

  /** Writes what changed into the package. */
  save(): void {
    if (!this.#document?.changed) return
    const { node } = this.#package
    const text = this.#document.toString()
    const present = this.#package.node.element.child('DesignTimeProperties', dtsNamespace)
    if (present) present.setCData(text)
    else node.insert(node.make('DesignTimeProperties')).element.setCData(text)
  }

  #read(text: string): void {
    try {
      this.#document = XmlDocument.parse(text)
    } catch {
      return
    }
    for (const element of this.#document.root.descendants()) {
      const id = element.get('Id')
      if (id === undefined || !/^(?:Node|Container|Edge)Layout$/.test(element.localName)) continue
      this.#nodes.set(id, element)
    }
  }

  #add(refId: string, isContainer: boolean): XmlElement | undefined {
    if (!this.#document) this.#read(emptyLayout)
    const graph = [...(this.#document?.root.descendants() ?? [])].find(({ localName }) => localName === 'GraphLayout')
    if (!graph) return undefined
    const own = isContainer ? { HeaderHeight: String(headerHeight), IsExpanded: 'True', PanelSize: '0,0' } : {}
    const name = graph.name.replace(/GraphLayout$/, isContainer ? 'ContainerLayout' : 'NodeLayout')
    const element = graph.document.create(graph, name, { ...own, Size: '0,0', Id: refId, TopLeft: '0,0' })
    const before = graph.children.find(({ localName }) => localName === 'EdgeLayout')
    graph.insert(element, before)
    this.#nodes.set(refId, element)
    return element
  }
}

function isWithin(id: string, refId: string): boolean {
  return id === refId || id.startsWith(`${refId}\\`) || id.startsWith(`${refId}.`)
}

function pair(text: string | undefined): (number | undefined)[] {
  const parts = text?.split(',').map(Number) ?? []
  return parts.length === 2 && parts.every(Number.isFinite) ? parts : []
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10)
}
