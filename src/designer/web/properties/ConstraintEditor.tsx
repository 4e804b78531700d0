import { useState } from 'react'
import { propertyText } from '../../../base/texts/designer-properties.js'
import type { EditorProps } from '../app/editors.js'
import { ExpressionField } from '../expressions/ExpressionField.js'
import { type Evaluated, evaluate } from '../expressions/evaluate.js'
import { edit, useDocument } from '../state/documents.js'
import { Button, Dialog, Select } from '../ui/index.js'
import { EvaluatedText } from './ExpressionsPage.js'
import styles from './properties.module.css'

const operations = { 1: 'opExpression', 2: 'opConstraint', 3: 'opAnd', 4: 'opOr' } as const
const values = { 0: 'success', 1: 'failure', 2: 'completion' } as const

/** The Precedence Constraint Editor. */
export default function ConstraintEditor({ document, object, onClose }: EditorProps) {
  const constraint = useDocument(document)?.constraints.get(object.key)
  const [draft, setDraft] = useState(constraint)
  const [result, setResult] = useState<Evaluated>()
  if (!draft) return null
  const { evalOp, value, expression, logicalAnd, parent } = draft
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const accept = () =>
    void edit(document, { kind: 'setConstraint', constraint: object.key, value, evalOp, expression, logicalAnd }).then(
      onClose,
      () => {},
    )
  return (
    <Dialog
      title={propertyText('constraintTitle')}
      onClose={onClose}
      onAccept={accept}
      footer={
        <>
          <Button onClick={onClose}>{propertyText('cancel')}</Button>
          <Button variant="primary" onClick={accept}>
            {propertyText('ok')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <Select
          label={propertyText('evalOp')}
          value={String(evalOp)}
          onChange={each => change({ evalOp: Number(each) })}
          options={Object.entries(operations).map(([key, text]) => ({ value: key, label: propertyText(text) }))}
        />
        <Select
          label={propertyText('constraintValue')}
          value={String(value)}
          disabled={evalOp === 1}
          onChange={each => change({ value: Number(each) })}
          options={Object.entries(values).map(([key, text]) => ({ value: key, label: propertyText(text) }))}
        />
        <ExpressionField
          document={document}
          scope={parent}
          label={propertyText('expression')}
          resultType="Boolean"
          disabled={evalOp === 2}
          value={expression}
          onChange={each => change({ expression: each })}
        />
        <div>
          <Button disabled={evalOp === 2} onClick={() => void evaluate(document, parent, expression).then(setResult)}>
            {propertyText('test')}
          </Button>{' '}
          <EvaluatedText result={result} />
        </div>
        <Select
          label={propertyText('multiple')}
          value={logicalAnd ? 'and' : 'or'}
          onChange={each => change({ logicalAnd: each === 'and' })}
          options={[
            { value: 'and', label: propertyText('logicalAnd') },
            { value: 'or', label: propertyText('logicalOr') },
          ]}
        />
      </div>
    </Dialog>
  )
}
