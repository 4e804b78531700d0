import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { expressionText } from '../../../base/texts/designer-expressions.js'
import type { Output } from '../../api/index.js'
import { call } from '../state/api.js'
import { Button, Dialog, TextField } from '../ui/index.js'
import { ExpressionText, type ExpressionTextHandle } from './ExpressionText.js'
import { catalogTree, filtered, type TreeNode, variableTree } from './entries.js'
import { type Evaluated, evaluate, misfit } from './evaluate.js'
import styles from './expressions.module.css'
import { Tree } from './Tree.js'

export interface ExpressionBuilderProps {
  readonly document: string
  readonly scope: string
  readonly value: string
  readonly resultType?: string | undefined
  onAccept(expression: string): void
  onClose(): void
}

/** The Expression Builder: what can be used, the expression, and what it comes to. */
export default function ExpressionBuilder(props: ExpressionBuilderProps) {
  const { document, scope, value, resultType, onAccept, onClose } = props
  const [text, setText] = useState(value)
  const [result, setResult] = useState<Evaluated>()
  const editor = useRef<ExpressionTextHandle>(null)
  const change = (changed: string) => {
    setText(changed)
    setResult(undefined)
    editor.current?.mark(undefined)
  }
  const run = async () => {
    const found = await evaluate(document, scope, text)
    setResult(found)
    const { failed, position, text: message } = found
    editor.current?.mark(failed && position !== undefined ? { position, message } : undefined)
  }
  return (
    <Dialog
      title={expressionText('title')}
      size="large"
      onClose={onClose}
      onAccept={() => onAccept(text)}
      footer={
        <>
          <Button onClick={onClose}>{expressionText('cancel')}</Button>
          <Button variant="primary" onClick={() => onAccept(text)}>
            {expressionText('ok')}
          </Button>
        </>
      }
    >
      <div className={styles.builder}>
        <Entries document={document} scope={scope} onPick={insert => editor.current?.insert(insert)} />
        <section className={styles.part} aria-label={expressionText('expression')}>
          <div className={styles.head}>
            <h3>{expressionText('expression')}</h3>
            {resultType !== undefined && (
              <span className={styles.muted}>{expressionText('expected', { type: resultType })}</span>
            )}
          </div>
          <ExpressionText initial={value} label={expressionText('expression')} onChange={change} handle={editor} />
          <div className={styles.evaluation}>
            <Button icon={<Play size={14} />} onClick={() => void run()}>
              {expressionText('evaluate')}
            </Button>
            <Outcome result={result} resultType={resultType} onGo={position => editor.current?.go(position)} />
          </div>
        </section>
      </div>
    </Dialog>
  )
}

function Outcome(props: {
  readonly result: Evaluated | undefined
  readonly resultType: string | undefined
  onGo(position: number): void
}) {
  const { result, resultType, onGo } = props
  const wrong = result && misfit(result, resultType)
  return (
    <div className={styles.outcome}>
      <output aria-label={expressionText('result')} className={styles.result} data-failed={result?.failed || undefined}>
        {result === undefined ? (
          <span className={styles.muted}>{expressionText('notYet')}</span>
        ) : (
          <>
            <span className={styles.value}>{result.text === '' ? expressionText('empty') : result.text}</span>
            {result.type !== '' && <span className={styles.type}>{result.type}</span>}
            {result.hint !== '' && <span className={styles.muted}>{result.hint}</span>}
            {wrong !== undefined && <span className={styles.wrong}>{wrong}</span>}
          </>
        )}
      </output>
      {result?.position !== undefined && (
        <Button variant="ghost" onClick={() => onGo(result.position ?? 0)}>
          {expressionText('position', { position: result.position + 1 })}
        </Button>
      )}
    </div>
  )
}

/** The two trees, with a search and what the chosen line is. */
function Entries(props: { readonly document: string; readonly scope: string; onPick(insert: string): void }) {
  const { document, scope, onPick } = props
  const [seen, setSeen] = useState<Output<'document.variables'>>({ variables: [], parameters: [] })
  const [catalog, setCatalog] = useState<Output<'expression.catalog'>>({ entries: [] })
  const [search, setSearch] = useState('')
  const [active, setActive] = useState<TreeNode>()
  useEffect(() => {
    call('document.variables', { document, scope }).then(setSeen, () => {})
    call('expression.catalog', {}).then(setCatalog, () => {})
  }, [document, scope])
  const tree = (label: string, nodes: readonly TreeNode[]) => (
    <section className={styles.part} aria-label={label}>
      <h3>{label}</h3>
      <Tree
        label={label}
        nodes={filtered(nodes, search)}
        open={['user', 'parameters']}
        allOpen={search.trim() !== ''}
        onActive={setActive}
        onPick={({ insert }) => {
          if (insert !== undefined) onPick(insert)
        }}
      />
    </section>
  )
  return (
    <>
      <TextField
        label={expressionText('filter')}
        hideLabel
        type="search"
        placeholder={expressionText('filter')}
        value={search}
        onChange={setSearch}
      />
      <div className={styles.trees}>
        {tree(expressionText('variables'), variableTree(seen))}
        {tree(expressionText('functions'), catalogTree(catalog))}
      </div>
      <section aria-label={expressionText('about')} aria-live="polite" className={styles.about}>
        {active?.description ? (
          <>
            <code>{active.label}</code> {active.description}
          </>
        ) : (
          expressionText('keys')
        )}
      </section>
    </>
  )
}
