// The parameters of a web method, as a task's file has them and as a description of its service offers them.
import * as v from 'valibot'

/** A value, or what holds one. `members` are values that are known; `element` is what a further element of an array begins with; null where nobody described it. */
export type ParameterValue =
  | { readonly kind: 'Primitive'; readonly value: string; readonly members?: readonly string[] | undefined }
  | { readonly kind: 'Enum'; readonly selectedValue: string; readonly members: readonly string[] }
  | { readonly kind: 'Array'; readonly elements: readonly ParameterValue[]; readonly element: ParameterValue | null }
  | { readonly kind: 'Complex'; readonly properties: readonly ParameterPart[] }
  | { readonly kind: 'Variable'; readonly variableName: string }

/** A parameter, or a member of a sequence. */
export interface ParameterPart {
  readonly name: string
  /** As the service or class describes it. */
  readonly type: string
  /** Null: none is given. */
  readonly value: ParameterValue | null
}

const text = v.pipe(v.string(), v.maxLength(2_000_000))
const name = v.pipe(v.string(), v.maxLength(1000))

const parameterValueSchema: v.GenericSchema<ParameterValue> = v.lazy(() =>
  v.variant('kind', [
    v.object({ kind: v.literal('Primitive'), value: text, members: v.optional(v.array(name)) }),
    v.object({ kind: v.literal('Enum'), selectedValue: text, members: v.array(name) }),
    v.object({
      kind: v.literal('Array'),
      elements: v.pipe(v.array(parameterValueSchema), v.maxLength(10_000)),
      element: v.nullable(parameterValueSchema),
    }),
    v.object({ kind: v.literal('Complex'), properties: v.array(parameterPartSchema) }),
    v.object({ kind: v.literal('Variable'), variableName: name }),
  ]),
)

export const parameterPartSchema: v.GenericSchema<ParameterPart> = v.object({
  name,
  type: name,
  value: v.nullable(parameterValueSchema),
})

/** What a task calls. */
export const webMethodSchema = v.object({
  service: name,
  method: name,
  /** Tells methods of one name apart; empty where there is only one. */
  messageName: name,
  documentation: text,
  parameters: v.array(parameterPartSchema),
})
export type WebMethodView = v.InferOutput<typeof webMethodSchema>

/** One method that a task could call; its parameters hold what a new call begins with. */
export const describedMethodSchema = v.object({
  name: v.string(),
  messageName: v.string(),
  documentation: v.string(),
  parameters: v.array(parameterPartSchema),
  /** Why it cannot be called by this task; empty when it can. */
  unsupported: v.string(),
})
export type DescribedMethod = v.InferOutput<typeof describedMethodSchema>
