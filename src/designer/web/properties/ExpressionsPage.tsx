import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { ObjectView } from '../../api/index.js'
import { ExpressionField } from '../expressions/ExpressionField.js'
import { type Evaluated, evaluate } from '../expressions/evaluate.js'
import { Button, IconButton, Select } from '../ui/index.js'
import type { Draft } from './draft.js'
import styles from './properties.module.css'

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
      <ExpressionField
        document={document}
        scope={scope}
        label={propertyText('expressionOf', { name })}
        hideLabel
        value={expression}
        onChange={onChange}
      />
      <Button onClick={() => void evaluate(document, scope, expression).then(setResult)}>
        {propertyText('evaluate')}
      </Button>
      <IconButton label={propertyText('removeExpression', { name })} icon={<Trash2 size={15} />} onClick={onRemove} />
      <EvaluatedText result={result} className={styles.result} />
    </div>
  )
}

/** The value of an expression in words, or why it has none. */
export function EvaluatedText({
  result,
  className = '',
}: {
  readonly result: Evaluated | undefined
  readonly className?: string | undefined
}) {
  return (
    <output className={`${className} ${result?.failed ? styles.bad : ''}`}>
      {result && (result.failed ? result.text : propertyText('valueIs', { text: result.text, type: result.type }))}
    </output>
  )
}
