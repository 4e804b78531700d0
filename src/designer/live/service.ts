// Services, methods and parameters that a Web Service task can call.
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { WmilinkError } from '../../base/errors.js'
import { compareNames } from '../../base/name-map.js'
import { designerLiveText } from '../../base/texts/designer-live.js'
import type { CimMethod } from '../../cim/class.js'
import { parseObjectPath } from '../../cim/path.js'
import { typeText } from '../../cim/type-text.js'
import { realPlace } from '../../ssis/beside.js'
import { type HttpConnection, TaskHost } from '../../ssis/index.js'
import { findManager, isOfType } from '../../ssis/tasks/references.js'
import {
  describeServerWsdl,
  describeWsdl,
  type MethodDescription,
  type ParameterDescription,
  type ServiceDescription,
} from '../../ssis/tasks/web-service/wsdl/index.js'
import { downloadWsdl } from '../../ssis/tasks/web-service/wsdl-file.js'
import { WebServiceTask } from '../../ssis/tasks/web-service.js'
import type { Input, Output, ParameterPart, ParameterValue, Place } from '../api/index.js'
import { DesignerError } from '../failure.js'
import type { LiveAccess } from './access.js'
import { descriptionOf, meaningsOf } from './class-view.js'
import type { LiveDocument, LiveWorkspace } from './needs.js'

type Described = Output<'service.describe'>
type Method = Described['methods'][number]

/** What a Web Service task names. */
interface TaskPlace {
  readonly place: Place
  readonly isWmi: boolean
  readonly service: string
  readonly wsdlFile: string
  readonly overwrite: boolean
}

/**
 * What a task can call: by the WSDL file that it names, by the server's WSDL where it names none, or by the WMI classes of its
 * connection.
 *
 * @throws DesignerError invalid for what is no such task or names no connection; consent, secret where a server is asked; DtsError for
 *   a WSDL that cannot be read
 */
export async function describeService(
  access: LiveAccess,
  workspace: LiveWorkspace,
  { document, task, service, values }: Input<'service.describe'>,
  signal: AbortSignal,
): Promise<Described> {
  const at = taskPlace(workspace.get(document), document, task, values)
  const wanted = service ?? at.service
  if (at.isWmi) return describeClasses(access, at.place, wanted, signal)
  const { drives } = access.environment
  const services =
    at.wsdlFile === ''
      ? await overHttp(access, at.place, signal, connection => describeServerWsdl(connection, signal))
      : await describeWsdl(at.wsdlFile, { nativePath: path => resolve(drives.toNative(path)) })
  return describeSoap(services, wanted)
}

/**
 * Downloads the description of the server into the task's file. A file outside of the opened folder is written where the folder is
 * trusted, for a package says where it is.
 *
 * @throws DesignerError invalid, conflict for a file that is there when it may not be replaced, trust, consent, secret; DtsError
 */
export async function downloadService(
  access: LiveAccess,
  workspace: LiveWorkspace,
  { document, task, values }: Input<'service.download'>,
  signal: AbortSignal,
): Promise<Output<'service.download'>> {
  const { place, isWmi, wsdlFile, overwrite } = taskPlace(workspace.get(document), document, task, values)
  if (isWmi) throw new DesignerError({ kind: 'invalid', message: designerLiveText('onlyHttp') })
  if (wsdlFile === '')
    throw new DesignerError({
      kind: 'invalid',
      message: designerLiveText('noWsdlFile'),
      hint: designerLiveText('noWsdlFileHint'),
    })
  access.require(place)
  const native = resolve(access.environment.drives.toNative(wsdlFile))
  await requireWritable(workspace, native, wsdlFile)
  const present = await stat(native).catch(() => undefined)
  if (present?.isFile() && present.size > 0 && !overwrite)
    throw new DesignerError({
      kind: 'conflict',
      message: designerLiveText('wsdlThere', { path: wsdlFile }),
      hint: designerLiveText('wsdlThereHint'),
    })
  const bytes = await overHttp(access, place, signal, connection => downloadWsdl(connection, native, signal))
  return { file: wsdlFile, bytes }
}

/** @throws DesignerError trust for a file outside of the folder, its links followed */
async function requireWritable({ folder, settings }: LiveWorkspace, native: string, path: string): Promise<void> {
  const place = await realPlace(native)
  const real = join(await realFolder(dirname(place)), basename(place))
  if (real.startsWith(folder.endsWith(sep) ? folder : folder + sep) || settings.trusted(folder)) return
  throw new DesignerError({ kind: 'trust', message: designerLiveText('wsdlOutside', { path, folder }) })
}

async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder)
}

/** @throws DesignerError */
function taskPlace(
  open: LiveDocument,
  document: string,
  key: string,
  drafted: Input<'service.describe'>['values'] = {},
): TaskPlace {
  const host = open.objectOf(key)
  if (!(host instanceof TaskHost) || !(host.task instanceof WebServiceTask))
    throw new DesignerError({ kind: 'invalid', message: designerLiveText('notWebService') })
  const value = (name: string) =>
    Object.hasOwn(drafted, name) ? drafted[name] : host.properties.get(name).getValue(host)
  const text = (name: string) => String(value(name) ?? '').trim()
  const manager = findManager(open.package.connections, text('Connection'))
  if (!manager)
    throw new DesignerError({
      kind: 'invalid',
      message: designerLiveText('noConnection'),
      hint: designerLiveText('noConnectionHint'),
    })
  return {
    place: { document, connection: open.keyOf(manager) },
    isWmi: isOfType(manager, 'WMI'),
    service: text('ServiceName'),
    wsdlFile: text('WsdlFile'),
    overwrite: value('OverwriteWsdlFile') === true,
  }
}

async function overHttp<T>(
  access: LiveAccess,
  place: Place,
  signal: AbortSignal,
  work: (connection: HttpConnection) => Promise<T>,
): Promise<T> {
  const { manager } = access.require(place)
  // What the kind HTTP of connection managers acquires.
  const connection = (await manager.acquireConnection(null, access.environment)) as HttpConnection
  try {
    return await work(connection)
  } catch (error) {
    signal.throwIfAborted()
    for (let cause = error; cause instanceof WmilinkError; cause = cause.cause) access.refused(place, cause)
    throw error
  } finally {
    await manager.releaseConnection(connection)
  }
}

/** The methods of the service that is wanted, or of the first one; each at the port where the task would call it. */
function describeSoap(services: readonly ServiceDescription[], wanted: string): Described {
  const chosen = services.find(({ name }) => name === wanted) ?? services[0]
  const ports = [...(chosen?.ports ?? [])].sort((a, b) => a.soapVersion.localeCompare(b.soapVersion))
  const methods = new Map<string, MethodDescription>()
  for (const method of ports.flatMap(port => port.methods)) {
    const key = `${method.name}\n${method.messageName}`
    if (!methods.has(key)) methods.set(key, method)
  }
  return { services: services.map(({ name }) => name), methods: [...methods.values()].map(soapMethod) }
}

function soapMethod({ name, messageName, documentation, parameters, supported }: MethodDescription): Method {
  return {
    name,
    messageName,
    documentation,
    parameters: parameters.map(soapPart),
    unsupported: supported ? '' : designerLiveText('unsupportedMethod'),
  }
}

function soapPart(described: ParameterDescription): ParameterPart {
  return { name: described.name, type: described.dataType, value: firstValue(described) }
}

function firstValue({ paramType, values = [], element, properties = [] }: ParameterDescription): ParameterValue | null {
  switch (paramType) {
    case 'Enum':
      return { kind: 'Enum', selectedValue: values[0] ?? '', members: [...values] }
    case 'Array':
      return { kind: 'Array', elements: [], element: element ? firstValue(element) : null }
    case 'Complex':
      return { kind: 'Complex', properties: properties.map(soapPart) }
    case 'Primitive':
      return { kind: 'Primitive', value: '' }
    default:
      return null
  }
}

/** Classes that have methods, and those of the one that is wanted. */
async function describeClasses(
  access: LiveAccess,
  place: Place,
  wanted: string,
  signal: AbortSignal,
): Promise<Described> {
  return access.use(place, signal, async ({ schema }) => {
    const heads = await schema.heads(signal)
    const services = heads.filter(head => head.hasMethods).map(head => head.name)
    const cimClass = wanted === '' ? undefined : await schema.classOf(parseObjectPath(wanted).className, signal)
    return { services: services.sort(compareNames), methods: [...(cimClass?.methods ?? [])].map(wmiMethod) }
  })
}

function wmiMethod({ name, qualifiers, parameters }: CimMethod): Method {
  return {
    name,
    messageName: '',
    documentation: descriptionOf(qualifiers),
    parameters: parameters
      .filter(parameter => parameter.in)
      .map(parameter => {
        const members = meaningsOf(parameter.qualifiers).flatMap(({ value }) => (/^$|\.\./.test(value) ? [] : [value]))
        return {
          name: parameter.name,
          type: typeText(parameter),
          value: { kind: 'Primitive', value: '', ...(members.length > 0 ? { members } : {}) },
        }
      }),
    unsupported: '',
  }
}
