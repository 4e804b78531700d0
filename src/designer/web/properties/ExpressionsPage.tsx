import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { ObjectView } from '../../api/index.js'
import { ApiError, call } from '../state/api.js'
import { Button, IconButton, Select, TextField } from '../ui/index.js'
import type { Draft } from './draft.js'
import styles from './properties.module.css'

interface Evaluated {
  readonly text: string
  readonly failed: boolean
}

/** The property expressions of an object. */
export function ExpressionsPage({
  document,
  object,
  draft,
}: {
  readonly document: string
  readonly object: ObjectView
  readonly draft: Draft
}) {
  const able = object.properties.filter(property => property.canHaveExpression)
  const having = able.filter(({ name }) => draft.expression(name) !== null)
  const free = able.filter(({ name }) => draft.expression(name) === null)
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        {having.map(({ name }) => (
          <ExpressionRow
            key={name}
            document={document}
            scope={object.key}
            name={name}
            expression={draft.expression(name) ?? ''}
            onChange={expression => draft.setExpression(name, expression)}
            onRemove={() => draft.setExpression(name, null)}
          />
        ))}
        {free.length > 0 && (
          <Select
            label={propertyText('addExpression')}
            value=""
            onChange={name => {
              if (name !== '') draft.setExpression(name, '')
            }}
            options={[{ value: '', label: '—' }, ...free.map(({ name }) => ({ value: name, label: name }))]}
          />
        )}
      </div>
    </div>
  )
}

function ExpressionRow(props: {
  readonly document: string
  readonly scope: string
  readonly name: string
  readonly expression: string
  onChange(expression: string): void
  onRemove(): void
}) {
  const { document, scope, name, expression, onChange, onRemove } = props
  const [result, setResult] = useState<Evaluated>()
  return (
    <div className={styles.expression}>
      <div>{name}</div>
      <TextField
        label={propertyText('expressionOf', { name })}
        hideLabel
        multiline
        value={expression}
        onChange={onChange}
      />
      <Button onClick={() => void evaluate(document, scope, expression).then(setResult)}>
        {propertyText('evaluate')}
      </Button>
      <IconButton label={propertyText('removeExpression', { name })} icon={<Trash2 size={15} />} onClick={onRemove} />
      <output className={`${styles.result} ${result?.failed ? styles.bad : ''}`}>{result?.text}</output>
    </div>
  )
}

/** The value of an expression in words, or why it has none. */
export async function evaluate(document: string, scope: string, expression: string): Promise<Evaluated> {
  try {
    const { result, failure } = await call('expression.evaluate', { document, scope, expression })
    if (result) return { text: propertyText('valueIs', result), failed: false }
    return { text: failure?.message ?? '', failed: true }
  } catch (error) {
    return { text: error instanceof ApiError ? error.failure.message : String(error), failed: true }
  }
}
