// Where configurations take their values from, by DTSConfigurationType.
import { WmilinkError } from '../../base/errors.js'
import { DTSConfigurationType as Type } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import type { Variable } from '../variable.js'
import type { VariableScope } from '../variables.js'
import type { Configuration } from './configuration.js'
import { type FilePlaces, readConfigurationFile } from './configuration-file.js'
import type { Setting } from './set-configured.js'

/** What sources read. */
export interface SourceContext extends FilePlaces {
  readonly env: NodeJS.ProcessEnv
  /** The variables of the package that runs this one; undefined when none does. */
  readonly parentVariables: VariableScope | undefined
}

/** What a configuration gives. */
export interface Gathered {
  readonly settings: readonly Setting[]
  readonly problems: readonly DtsProblem[]
  /** What is told of it before it is applied. */
  readonly information?: DtsProblem
}

interface Source {
  /** ConfigurationString names an environment variable that holds the place. */
  readonly indirect: boolean
  /** Applied after all others. */
  readonly last?: boolean
  gather(place: string, configuration: Configuration, context: SourceContext): Gathered | Promise<Gathered>
}

const nothing = (problem: DtsProblem): Gathered => ({ settings: [], problems: [problem] })

const file = (indirect: boolean): Source => ({
  indirect,
  gather: (place, { name }, context) => gatherFile(place, name, context),
})

const environment: Source = {
  indirect: false,
  gather: (place, configuration, { env }) => {
    const { name, packagePath: path } = configuration
    const value = env[place]
    if (value === undefined) return nothing(missingVariable(place, name))
    return {
      settings: [{ configuration: name, path, value, valueType: '' }],
      problems: [],
      information: dtsProblem('DTS_I_CONFIGFROMENVVAR', { name: place }),
    }
  },
}

const parent = (indirect: boolean): Source => ({
  indirect,
  last: true,
  gather: (place, { name: configuration, packagePath: path }, { parentVariables }) => {
    if (!parentVariables) return nothing(dtsProblem('DTS_W_NOPARENTVARIABLES', { name: place }))
    try {
      const variable = parentVariables.find(place)
      if (!variable || isSensitive(variable))
        return nothing(dtsProblem('DTS_W_PARENTVARIABLENOTFOUND', { name: place }))
      return {
        settings: [{ configuration, path, value: variable.value, valueType: '' }],
        problems: [],
        information: dtsProblem('DTS_I_CONFIGFROMPARENTVARIABLE', { name: place }),
      }
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      return { settings: [], problems: [problemOf(error), dtsProblem('DTS_W_PARENTVARIABLENOTFOUND', { name: place })] }
    }
  },
})

const registry = (indirect: boolean): Source => ({
  indirect,
  gather: place => nothing(dtsProblem('DTS_W_CONFIGKEYNOTFOUND', { key: place })),
})
const sqlServer = (indirect: boolean): Source => ({
  indirect,
  gather: place => nothing(dtsProblem('DTS_W_SQLSERVERFAILEDIMPORT', { place })),
})
const iniFile = (indirect: boolean): Source => ({
  indirect,
  gather: place => nothing(dtsProblem('DTS_W_INICONFIGURATIONPROBLEM', { path: place })),
})

const sources: ReadonlyMap<number, Source> = new Map([
  [Type.ParentVariable, parent(false)],
  [Type.ConfigFile, file(false)],
  [Type.EnvVariable, environment],
  [Type.RegEntry, registry(false)],
  [Type.IParentVariable, parent(true)],
  [Type.IConfigFile, file(true)],
  [Type.IRegEntry, registry(true)],
  [Type.SqlServer, sqlServer(false)],
  [Type.IniFile, iniFile(false)],
  [Type.ISqlServer, sqlServer(true)],
  [Type.IIniFile, iniFile(true)],
])

/** Whether a configuration is applied after all others, as those of the parent's variables are. @throws DtsError DTS_E_PERSISTENCEERROR */
export function comesLast({ configurationType }: Configuration): boolean {
  return sources.get(configurationType)?.last === true
}

/** What a configuration gives; what is wrong with its place is told and never thrown. @throws DtsError DTS_E_PERSISTENCEERROR */
export async function gather(configuration: Configuration, context: SourceContext): Promise<Gathered> {
  const { name, configurationType: type, configurationString } = configuration
  const source = sources.get(type)
  if (!source) return nothing(dtsProblem('DTS_W_INVALIDCONFIGURATIONTYPE', { name, type }))
  const place = source.indirect ? context.env[configurationString] : configurationString
  if (place === undefined) return nothing(missingVariable(configurationString, name))
  return source.gather(place, configuration, context)
}

/** What the entries of a configuration file give. @param configuration its name; undefined when the package does not name the file */
export async function gatherFile(
  path: string,
  configuration: string | undefined,
  places: FilePlaces,
): Promise<Gathered> {
  const { entries, problems } = await readConfigurationFile(path, places)
  return {
    settings: entries.map(({ path: target, text, valueType }) => ({
      configuration,
      path: target,
      value: text,
      valueType,
    })),
    problems,
    information: dtsProblem('DTS_I_CONFIGFROMFILE', { path }),
  }
}

function missingVariable(name: string, configuration: string): DtsProblem {
  return dtsProblem('DTS_W_CONFIGENVVARNOTFOUND', { name, configuration })
}

function isSensitive(variable: Variable): boolean {
  return 'sensitive' in variable && variable.sensitive === true
}
