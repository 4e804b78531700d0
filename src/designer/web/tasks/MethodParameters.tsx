import { Plus, Trash2 } from 'lucide-react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { ParameterPart, ParameterValue } from '../../api/index.js'
import { Combobox } from '../ui/combobox.js'
import { Button, IconButton, Select, TextField } from '../ui/index.js'
import type { Choice } from './references.js'
import tables from './tasks.module.css'

interface PartsProps {
  readonly parts: readonly ParameterPart[]
  /** What the service describes, in the same order or by name. */
  readonly described: readonly ParameterPart[]
  readonly variables: readonly Choice[]
  onChange(parts: readonly ParameterPart[]): void
}

/** Parameters of a method, or members of a sequence: each a value, a variable, or left out. */
export function MethodParameters({ parts, described, variables, onChange }: PartsProps) {
  return parts.map((part, at) => (
    <Part
      key={part.name}
      part={part}
      first={described.find(({ name }) => name === part.name)?.value ?? null}
      variables={variables}
      onChange={value => onChange(parts.map((each, index) => (index === at ? { ...each, value } : each)))}
    />
  ))
}

type Source = 'value' | 'variable' | 'nothing'
const sources = { value: 'fromValue', variable: 'fromVariable', nothing: 'fromNothing' } as const

function sourceOf(value: ParameterValue | null): Source {
  if (value === null) return 'nothing'
  return value.kind === 'Variable' ? 'variable' : 'value'
}

function Part(props: {
  readonly part: ParameterPart
  /** What a value begins with. */
  readonly first: ParameterValue | null
  readonly variables: readonly Choice[]
  onChange(value: ParameterValue | null): void
}) {
  const { part, first, variables, onChange } = props
  const { name, type, value } = part
  const begin: Readonly<Record<Source, () => ParameterValue | null>> = {
    value: () => first ?? { kind: 'Primitive', value: '' },
    variable: () => ({ kind: 'Variable', variableName: variables[0]?.value ?? '' }),
    nothing: () => null,
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: one parameter of a list, not a set of fields
    <div className={tables.part} role="group" aria-label={name}>
      <span className={tables.partName}>{name}</span>
      <span className={tables.partType}>{type}</span>
      <Select
        label={taskText('fromOf', { name })}
        hideLabel
        value={sourceOf(value)}
        onChange={each => onChange(begin[each as Source]())}
        options={Object.entries(sources).map(([each, text]) => ({ value: each, label: taskText(text) }))}
      />
      {value && <Value name={name} value={value} first={first} variables={variables} onChange={onChange} />}
    </div>
  )
}

interface ValueProps {
  readonly name: string
  readonly value: ParameterValue
  readonly first: ParameterValue | null
  readonly variables: readonly Choice[]
  onChange(value: ParameterValue): void
}

function Value(props: ValueProps) {
  const { name, value, first, variables, onChange } = props
  const field = { label: taskText('valueOf', { name }), hideLabel: true }
  switch (value.kind) {
    case 'Variable':
      return (
        <Select
          {...field}
          value={value.variableName}
          onChange={variableName => onChange({ kind: 'Variable', variableName })}
          options={variables}
        />
      )
    case 'Primitive': {
      const members = first?.kind === 'Primitive' ? (first.members ?? []) : (value.members ?? [])
      const change = (text: string) => onChange({ ...value, value: text })
      return members.length > 0 ? (
        <Combobox {...field} value={value.value} onChange={change} options={members} />
      ) : (
        <TextField {...field} value={value.value} onChange={change} />
      )
    }
    case 'Enum': {
      const members = first?.kind === 'Enum' ? first.members : value.members
      return (
        <Select
          {...field}
          value={value.selectedValue}
          onChange={selectedValue => onChange({ ...value, selectedValue })}
          options={members.map(each => ({ value: each, label: each }))}
        />
      )
    }
    case 'Complex':
      return (
        <fieldset className={tables.nested} aria-label={name}>
          <MethodParameters
            parts={value.properties}
            described={first?.kind === 'Complex' ? first.properties : []}
            variables={variables}
            onChange={properties => onChange({ kind: 'Complex', properties })}
          />
        </fieldset>
      )
    case 'Array':
      return <Elements {...props} value={value} />
  }
}

function Elements(props: ValueProps & { readonly value: Extract<ParameterValue, { kind: 'Array' }> }) {
  const { name, value, first, variables, onChange } = props
  const { elements } = value
  const element = (first?.kind === 'Array' ? first.element : null) ?? value.element ?? elements.at(-1) ?? null
  return (
    <fieldset className={tables.nested} aria-label={name}>
      {elements.map((each, at) => {
        const own = taskText('elementOf', { name, number: at + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an element is its place
          <div key={at} className={tables.element}>
            <Value
              name={own}
              value={each}
              first={element}
              variables={variables}
              onChange={now =>
                onChange({ ...value, elements: elements.map((other, index) => (index === at ? now : other)) })
              }
            />
            <IconButton
              label={taskText('removeElement', { name: own })}
              icon={<Trash2 size={14} />}
              onClick={() => onChange({ ...value, elements: elements.filter((_other, index) => index !== at) })}
            />
          </div>
        )
      })}
      {element ? (
        <Button icon={<Plus size={14} />} onClick={() => onChange({ ...value, elements: [...elements, element] })}>
          {taskText('addElement', { name })}
        </Button>
      ) : (
        <span className={tables.empty}>{taskText('unknownElement')}</span>
      )}
    </fieldset>
  )
}
