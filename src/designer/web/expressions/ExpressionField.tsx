import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { expressionText } from '../../../base/texts/designer-expressions.js'
import { Field, IconButton } from '../ui/index.js'
import ui from '../ui/ui.module.css'
import styles from './expressions.module.css'

const ExpressionBuilder = lazy(() => import('./ExpressionBuilder.js'))

export interface ExpressionFieldProps {
  readonly document: string
  /** Key of the object whose variables the expression sees. */
  readonly scope: string
  readonly value: string
  onChange(value: string): void
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  /** What the expression must result in, such as `Boolean`. */
  readonly resultType?: string | undefined
  readonly hideLabel?: boolean | undefined
  readonly inline?: boolean | undefined
  readonly disabled?: boolean | undefined
  onBlur?(): void
  onEnter?(): void
  /** After the builder was left by OK, with its expression. */
  onBuilt?(value: string): void
}

/** An expression on one line, with a button for the Expression Builder. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { document, scope, value, onChange, label, hint, error, resultType, hideLabel, inline, disabled } = props
  const { onBlur, onEnter, onBuilt } = props
  const [building, setBuilding] = useState(false)
  return (
    <Field {...{ label, hint, error, hideLabel, inline }}>
      {control => (
        <div className={styles.field}>
          <input
            {...control}
            className={`${ui.input} ${styles.text}`}
            value={value}
            disabled={disabled}
            autoComplete="off"
            spellCheck={false}
            onChange={event => onChange(event.target.value)}
            onBlur={onBlur}
            onKeyDown={event => {
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter?.()
            }}
          />
          <IconButton
            label={expressionText('open', { name: label })}
            icon={<Ellipsis size={15} />}
            variant="default"
            disabled={disabled}
            onClick={() => setBuilding(true)}
          />
          {building && (
            <Suspense>
              <ExpressionBuilder
                document={document}
                scope={scope}
                value={value}
                resultType={resultType}
                onAccept={text => {
                  onChange(text)
                  onBuilt?.(text)
                  setBuilding(false)
                }}
                onClose={() => setBuilding(false)}
              />
            </Suspense>
          )}
        </div>
      )}
    </Field>
  )
}
