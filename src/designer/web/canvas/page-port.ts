// The page behind the commands of a canvas.
import type { ReactFlowInstance } from '@xyflow/react'
import { pageText } from '../../../base/texts/designer-app.js'
import type { Edit } from '../../api/index.js'
import { openEditor } from '../app/open.js'
import { runPackage } from '../app/packages.js'
import { ApiError, call } from '../state/api.js'
import { edit, useDocuments } from '../state/documents.js'
import { select, selectionOf } from '../state/selection.js'
import { toast } from '../ui/index.js'
import type { CanvasStore } from './canvas-store.js'
import { copiedKeys, putOnClipboard, readClipboard } from './clipboard.js'
import type { CanvasPort, ZoomCommand } from './desk.js'
import type { FlowEdge, FlowNode } from './flow-nodes.js'
import type { Point, Size } from './geometry.js'
import type { Scene } from './scene.js'
import type { SceneCache } from './scene-cache.js'
import { fitting, placeOf, showing, type Viewport, wholeOf, zoomed } from './viewport.js'

/** What the page needs of the drawing. */
export interface Drawing {
  readonly flow: ReactFlowInstance<FlowNode, FlowEdge>
  screen(): Size
  /** Shows nodes at other places until the document has them there. */
  preview(places: ReadonlyMap<string, Point>): void
  /** Draws the document as it is. */
  redraw(): void
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>()

/** The scene of a document as it is at this moment. */
export function sceneNow(document: string, cache: SceneCache, store: CanvasStore): Scene {
  const open = useDocuments.getState().open.get(document)
  return cache.get(open?.nodes ?? nothing, open?.constraints ?? nothing, store.getState().collapsed)
}

/** Tells a failure that is no answer of the server; the others were told where they came from. */
function tell(error: unknown, told: boolean): void {
  if (error instanceof ApiError && told) return
  toast({ kind: 'error', text: error instanceof ApiError ? error.failure.message : pageText('noServer') })
}

/** How far one step of zooming goes. */
const zoomStep = 1.25

function zoomTarget(command: Exclude<ZoomCommand, 'fit'>, zoom: number): number {
  return command === 'zoomReset' ? 1 : command === 'zoomIn' ? zoom * zoomStep : zoom / zoomStep
}

/** The port of a canvas to the page around it. */
export function pagePort(
  document: string,
  cache: SceneCache,
  store: CanvasStore,
  drawing: () => Drawing | undefined,
): CanvasPort {
  const scene = () => sceneNow(document, cache, store)
  const look = (viewport: Viewport | undefined) => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (viewport) void drawing()?.flow.setViewport(viewport, { duration: still ? 0 : 160 })
  }
  return {
    scene,
    selection: () => selectionOf(document),
    select: keys => select(document, keys),
    openEditor: key => openEditor(document, key),
    run: keys => void runPackage(document, keys).catch(error => tell(error, true)),
    copiedKeys: text => copiedKeys(text, document),
    clipboard: () => readClipboard(navigator.clipboard),
    async edit(step: Edit) {
      try {
        return (await edit(document, step)).made
      } catch (error) {
        tell(error, true)
        return null
      } finally {
        drawing()?.redraw()
      }
    },
    async copy(keys) {
      try {
        const { clipboard } = await call('document.copy', { document, objects: [...keys] })
        await putOnClipboard({ text: clipboard, document, keys: new Set(keys) }, navigator.clipboard)
        return true
      } catch (error) {
        tell(error, false)
        return false
      }
    },
    preview: places => drawing()?.preview(places),
    zoom(command) {
      const present = drawing()
      if (!present) return
      const screen = present.screen()
      const now = present.flow.getViewport()
      const whole = wholeOf(scene())
      if (command !== 'fit') look(zoomed(now, zoomTarget(command, now.zoom), screen))
      else if (whole) look(fitting(whole, screen))
    },
    reveal(key) {
      const present = drawing()
      const place = placeOf(scene(), key)
      if (present && place) look(showing(place, present.flow.getViewport(), present.screen()))
    },
  }
}
