export { toast } from '../state/toasts.js'
// Not combobox.js: only what is opened later has fields with proposals, and they are large.
export * from './controls.js'
export { askText, confirm, Dialog, type DialogProps, Questions } from './dialog.js'
export * from './menu.js'
export * from './splitter.js'
export * from './tabs.js'
export { Toasts } from './toasts.js'
export { Tooltip } from './tooltip.js'
