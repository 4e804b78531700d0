import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readSystemEnvironment } from './linux/environment-files.js'

const systemUser = '<SYSTEM>'

/**
 * Win32_Environment: the variables that the system's files give to every session, never those of this process, in which
 * secrets may stand. Each belongs to `<SYSTEM>`; the files of single users are not read.
 */
export function environmentProvider(machine: Machine): ProviderRegistration {
  function* rows(): Generator<ProviderRow> {
    for (const [name, value] of readSystemEnvironment(machine)) {
      const caption = `${systemUser}\\${name}`
      yield {
        Name: name,
        UserName: systemUser,
        SystemVariable: true,
        VariableValue: value,
        Caption: caption,
        Description: caption,
        Status: 'OK',
      }
    }
  }

  return {
    classes: ['Win32_Environment'],
    provider: {
      enumerate: rows,
      get(keys) {
        if (foldName(String(keys.UserName)) !== foldName(systemUser)) return null
        const all = [...rows()]
        // http_proxy and HTTP_PROXY are two variables here.
        const folded = foldName(String(keys.Name))
        return (
          all.find(({ Name }) => Name === keys.Name) ??
          all.find(({ Name }) => foldName(String(Name)) === folded) ??
          null
        )
      },
    },
  }
}
