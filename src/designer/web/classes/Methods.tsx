import { createElement, useState } from 'react'
import { classText } from '../../../base/texts/designer-classes.js'
import type { ClassMethod, ClassView, Place } from '../../api/index.js'
import { textOf } from '../grid/rows.js'
import { ApiError, startJob } from '../state/api.js'
import { Button, confirm, EmptyState, Notice, Select, TextField } from '../ui/index.js'
import styles from './classes.module.css'

/** The methods of a class, each with a form to call it. */
export function Methods({ place, view }: { readonly place: Place; readonly view: ClassView }) {
  if (view.methods.length === 0) return <EmptyState title={classText('none')} />
  return (
    <div className={styles.methods}>
      {view.methods.map(method => (
        <details key={method.name} className={styles.method}>
          <summary>
            {method.returnType} <strong>{method.name}</strong>(
            {method.inputs.map(({ name, type }) => `${type} ${name}`).join(', ')})
          </summary>
          {method.description !== '' && <p className={styles.text}>{method.description}</p>}
          <MethodForm place={place} className={view.name} method={method} />
        </details>
      ))}
    </div>
  )
}

/** A parameter that nobody filled in is not given. */
function given(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''))
}

function MethodForm(props: { readonly place: Place; readonly className: string; readonly method: ClassMethod }) {
  const { place, className, method } = props
  const [path, setPath] = useState(className)
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({})
  const [result, setResult] = useState<{ readonly lines: readonly string[]; readonly failed: boolean }>()
  const [running, setRunning] = useState(false)
  const start = async () => {
    const text = createElement('p', null, classText('callText', { name: method.name, path }))
    const action = classText('call', { name: method.name })
    if (!(await confirm(text, { title: classText('callTitle'), action, danger: true }))) return
    setRunning(true)
    try {
      const input = { place, path, method: method.name, inputs: given(inputs) }
      const { returnValue, meaning, outputs } = await startJob('method.invoke', input).done
      const lines = outputs.map(({ name, value }) => `${name} = ${textOf(value)}`)
      setResult({ lines: [classText('returned', { value: textOf(returnValue), meaning }), ...lines], failed: false })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setResult({ lines: [error.failure.message, error.failure.hint ?? ''], failed: true })
    } finally {
      setRunning(false)
    }
  }
  return (
    <div className={styles.form}>
      <TextField label={classText('path')} hint={classText('pathHint')} inline value={path} onChange={setPath} />
      {method.inputs.map(({ name, type, values, description }) => {
        const value = inputs[name] ?? ''
        const set = (text: string) => setInputs(before => ({ ...before, [name]: text }))
        const label = `${name} (${type})`
        const choices = type === 'boolean' ? ['true', 'false'].map(each => ({ value: each, label: each })) : values
        if (choices.length > 0)
          return (
            <Select
              key={name}
              label={label}
              inline
              value={value}
              onChange={set}
              options={[{ value: '', label: '—' }, ...choices]}
            />
          )
        return (
          <TextField
            key={name}
            label={label}
            inline
            value={value}
            onChange={set}
            multiline={type.endsWith('[]')}
            {...(description === '' ? {} : { hint: description })}
          />
        )
      })}
      <div>
        <Button busy={running} onClick={() => void start()}>
          {classText('call', { name: method.name })}
        </Button>
      </div>
      {result && (
        <Notice tone={result.failed ? 'error' : 'info'}>
          {result.lines.map(line => (
            <div key={line}>{line}</div>
          ))}
        </Notice>
      )}
    </div>
  )
}
