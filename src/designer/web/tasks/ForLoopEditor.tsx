import { taskText } from '../../../base/texts/designer-tasks.js'
import type { EditorProps } from '../app/editors.js'
import { ExpressionField } from '../expressions/ExpressionField.js'
import { useDraft } from '../properties/draft.js'
import { EditorFrame } from '../properties/EditorFrame.js'
import { ExpressionsPage } from '../properties/ExpressionsPage.js'
import styles from '../properties/properties.module.css'
import { edit } from '../state/documents.js'
import { EventHandlersPage } from './EventHandlersPage.js'
import { NamePage } from './NamePage.js'

const expressions = [
  { property: 'InitExpression', label: 'initExpression', hint: 'initHint' },
  { property: 'EvalExpression', label: 'evalExpression', hint: 'evalHint', resultType: 'Boolean' },
  { property: 'AssignExpression', label: 'assignExpression', hint: 'assignHint' },
] as const

/** The For Loop Editor. */
export default function ForLoopEditor({ document, object, onClose }: EditorProps) {
  const draft = useDraft(object)
  const text = (name: string) => String(draft.value(name) ?? '')
  const loop = (
    <div className={styles.page}>
      <div className={styles.stack}>
        {expressions.map(each => (
          <ExpressionField
            key={each.property}
            document={document}
            scope={object.key}
            label={taskText(each.label)}
            hint={taskText(each.hint)}
            {...('resultType' in each
              ? {
                  resultType: each.resultType,
                  error: text(each.property).trim() === '' ? taskText('evalNeeded') : null,
                }
              : {})}
            value={text(each.property)}
            onChange={value => draft.set(each.property, value)}
          />
        ))}
      </div>
    </div>
  )
  return (
    <EditorFrame
      title={taskText('forTitle')}
      onClose={onClose}
      apply={() => (draft.changed ? edit(document, draft.edit, { tell: false }) : Promise.resolve())}
      pages={[
        { id: 'loop', title: taskText('forPage'), content: loop },
        { id: 'general', title: taskText('general'), content: <NamePage draft={draft} /> },
        {
          id: 'expressions',
          title: taskText('expressions'),
          content: <ExpressionsPage document={document} object={object} draft={draft} />,
        },
        {
          id: 'handlers',
          title: taskText('eventHandlers'),
          content: <EventHandlersPage document={document} object={object} />,
        },
      ]}
    />
  )
}
