// What all code editors of the page share. Loaded with them only.
import { defaultKeymap, historyKeymap } from '@codemirror/commands'
import { EditorView, keymap } from '@codemirror/view'

/** Where the browser replaces a coloured text itself, it writes the colours into a style attribute, which the page does not allow. */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event
    if (inputType !== 'insertText' || data === null || view.composing || view.state.selection.main.empty) return false
    event.preventDefault()
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})

/** Tab leaves the editor, and Ctrl+Enter belongs to the dialog. */
export const textKeys = keymap.of([...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'), ...historyKeymap])
