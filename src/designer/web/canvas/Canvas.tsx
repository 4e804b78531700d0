import { ReactFlowProvider } from '@xyflow/react'
import { useDocument } from '../state/documents.js'
import { CanvasFrame } from './CanvasFrame.js'
import { packageKey } from './scene.js'

export interface CanvasProps {
  readonly document: string
  /** The container that is shown, such as an event handler; the package by default. */
  readonly container?: string
}

/** The control flow of a package, or of one container of it. */
export default function Canvas({ document, container }: CanvasProps) {
  const open = useDocument(document)
  const root = container ?? (open && packageKey(open.nodes))
  if (!open || root === undefined || !open.nodes.has(root)) return null
  return (
    <ReactFlowProvider key={`${document} ${root}`}>
      <CanvasFrame document={document} root={root} open={open} />
    </ReactFlowProvider>
  )
}
