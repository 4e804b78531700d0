import { type ReactNode, useRef } from 'react'
import type { Value } from '../properties/property-value.js'
import { TextField } from '../ui/index.js'
import { ConnectionReference } from './ConnectionReference.js'
import { type PartProps, Property, Reference } from './references.js'
import type { SeenVariables } from './use-variables.js'

/**
 * A property that says where something stands, and the one that has it: a text, the name of a variable, or a FILE connection. What
 * was chosen for one place comes back with it, and stands nowhere else.
 */
export function Sourced(
  props: PartProps & {
    readonly document: string
    /** The property with the place: `Variable`, `DirectInput`, or one of files. */
    readonly place: string
    readonly placeLabel?: string
    readonly name: string
    readonly label?: string | undefined
    readonly variables: SeenVariables['read']
    /** Instead of a field for the text. */
    readonly direct?: ReactNode
  },
) {
  const { document, place, placeLabel, name, label, variables, direct, object, draft, open } = props
  const kept = useRef(new Map<string, Value>())
  const source = String(draft.value(place) ?? '')
  const shown = label ?? name
  const move = (to: Value) => {
    kept.current.set(source, draft.value(name))
    const stored = object.properties.find(each => each.name === place)?.value
    const first = to === stored ? (object.properties.find(each => each.name === name)?.value ?? '') : ''
    draft.set(place, to)
    draft.set(name, kept.current.get(String(to)) ?? first)
  }
  return (
    <>
      <Property
        name={place}
        {...(placeLabel === undefined ? {} : { label: placeLabel })}
        object={object}
        draft={{ ...draft, set: (_name, value) => move(value) }}
      />
      {source === 'DirectInput' &&
        (direct ?? (
          <TextField
            label={shown}
            inline
            multiline
            value={String(draft.value(name) ?? '')}
            onChange={value => draft.set(name, value)}
          />
        ))}
      {source === 'Variable' && (
        <Reference name={name} label={shown} choices={variables} object={object} draft={draft} open={open} />
      )}
      {source !== 'DirectInput' && source !== 'Variable' && (
        <ConnectionReference
          document={document}
          name={name}
          label={shown}
          types={['FILE']}
          object={object}
          draft={draft}
          open={open}
        />
      )}
    </>
  )
}
