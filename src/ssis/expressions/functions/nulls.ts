import { castIsLegal, converter } from '../casts.js'
import { failure } from '../errors.js'
import { bool, largest, wstr } from '../type-info.js'
import type { FunctionKind } from './kind.js'

export const nullFunctions: Readonly<Record<string, FunctionKind>> = {
  ISNULL: {
    parameters: ['any'],
    bind: ([value]) => ({ type: bool, run: frame => value?.run(frame) === null }),
  },
  REPLACENULL: {
    parameters: ['noBlob', 'noBlob'],
    bind: ([value, other], call) => {
      if (!value || !other) return { type: wstr, run: () => null }
      const type = value.type.family === 'text' ? wstr : value.type
      if (!castIsLegal(other.type, type))
        throw failure(other.offset, 'DTS_E_EXPREVALPARAMTYPEMISMATCH', {
          function: call.function,
          type: other.type.type,
          number: 2,
        })
      const same = other.type.family === 'text' && type === wstr
      const convert = converter(other.type, type, largest[type.type]?.length ?? Number.POSITIVE_INFINITY, other.offset)
      return {
        type,
        run: frame => {
          const first = value.run(frame)
          if (first !== null) return first
          const second = other.run(frame)
          return second === null || same ? second : convert(second, frame)
        },
      }
    },
  },
}
