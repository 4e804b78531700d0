import { useStore } from '@xyflow/react'
import { LayoutGrid, ListTree, Maximize, Workflow, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { Button, IconButton } from '../ui/index.js'
import styles from './canvas.module.css'
import { type CommandId, shortcuts } from './keys.js'
import { useCanvas, useScope } from './scope.js'
import { keysText } from './shortcut-text.js'

interface ViewControlsProps {
  readonly asList: boolean
  onSwitch(): void
}

/** Zoom, arrangement, and the choice between diagram and list. */
export function ViewControls({ asList, onSwitch }: ViewControlsProps) {
  const editable = useCanvas(state => state.editable)
  return (
    <>
      {!asList && (
        <>
          <Command id="zoomOut" text={canvasText('zoomOut')} icon={<ZoomOut size={16} />} />
          <ZoomButton />
          <Command id="zoomIn" text={canvasText('zoomIn')} icon={<ZoomIn size={16} />} />
          <Command id="fit" text={canvasText('fit')} icon={<Maximize size={16} />} />
          {editable && <Command id="arrange" text={canvasText('arrange')} icon={<LayoutGrid size={16} />} />}
        </>
      )}
      <IconButton
        label={canvasText(asList ? 'showCanvas' : 'showOutline')}
        icon={asList ? <Workflow size={16} /> : <ListTree size={16} />}
        onClick={onSwitch}
      />
    </>
  )
}

interface CommandProps {
  readonly id: CommandId
  readonly text: string
  readonly icon: ReactNode
}

function Command({ id, text, icon }: CommandProps) {
  const { actions } = useScope()
  const keys = shortcuts[id]
  return (
    <IconButton
      label={text}
      title={keys === undefined ? text : `${text} (${keysText(keys)})`}
      icon={icon}
      onClick={() => void actions.perform(id)}
    />
  )
}

/** Tells the zoom; pressed, it goes back to 100 %. */
function ZoomButton() {
  const { actions } = useScope()
  const percent = useStore(state => Math.round(state.transform[2] * 100))
  return (
    <Button
      variant="ghost"
      className={styles.zoom}
      title={canvasText('zoomReset')}
      aria-label={`${canvasText('zoomReset')}, ${canvasText('percent', { percent })}`}
      onClick={() => void actions.perform('zoomReset')}
    >
      {canvasText('percent', { percent })}
    </Button>
  )
}
