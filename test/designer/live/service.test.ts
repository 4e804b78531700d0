// Web services and classes that a Web Service task can call.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { TaskHost } from '../../../src/ssis/index.js'
import { closeSites, site } from '../../ssis/http-server.js'
import { element, wsdl } from '../../ssis/tasks/wsdl-texts.js'
import { failureOf, living, shopHost, wmiManager } from './living.js'

afterEach(closeSites)

const text = wsdl({ input: element('a', 'xs:int') + element('b', 'xs:boolean') })

async function webService(properties: Record<string, string | boolean> = {}, agreed = true) {
  const server = await site((_, reply) => {
    reply.end(text)
  })
  const live = await living({ agreed, connect: { host: shopHost() } })
  const { package: pkg } = live.document
  const manager = pkg.connections.add('HTTP')
  manager.innerObject.serverURL = `${server.origin}/s?WSDL`
  const task = pkg.executables.add('STOCK:WebServiceTask')
  if (!(task instanceof TaskHost)) throw new Error('no task')
  Object.assign(task.innerObject, { connection: manager.name, ...properties })
  live.document.refresh()
  const input = { document: live.document.key, task: live.document.keyOf(task) }
  return { live, server, task, input, file: join(live.workspace.folder, 's.wsdl') }
}

describe('a web service', () => {
  test('is described by the file of the task, without asking anybody', async () => {
    const { live, input, file, task, server } = await webService({}, false)
    writeFileSync(file, text)
    Object.assign(task.innerObject, { wsdlFile: file })
    expect(await live.call('service.describe', input)).toEqual({
      services: ['S'],
      methods: [
        {
          name: 'Do',
          messageName: '',
          documentation: expect.any(String),
          parameters: [
            { name: 'a', type: 'int', value: { kind: 'Primitive', value: '' } },
            { name: 'b', type: 'boolean', value: { kind: 'Primitive', value: '' } },
          ],
          unsupported: '',
        },
      ],
    })
    expect(server.asked).toEqual([])
  })

  test('is described by its server where the task names no file', async () => {
    const { live, input, server } = await webService()
    expect((await live.call('service.describe', input)).methods.map(({ name }) => name)).toEqual(['Do'])
    expect(server.asked).toHaveLength(1)
  })

  test('asks for a consent first', async () => {
    const { live, input, server } = await webService({}, false)
    expect(await failureOf(live.call('service.describe', input))).toMatchObject({ kind: 'consent' })
    expect(server.asked).toEqual([])
  })

  test('says why a method cannot be called', async () => {
    const { live, input, file, task } = await webService()
    writeFileSync(file, wsdl({ input: element('a', 'xs:anyType') }))
    Object.assign(task.innerObject, { wsdlFile: file })
    const [method] = (await live.call('service.describe', input)).methods
    expect(method?.unsupported).not.toBe('')
  })
})

describe('a download', () => {
  test('writes the file, and replaces it only where the task says so', async () => {
    const { live, input, file, task } = await webService()
    Object.assign(task.innerObject, { wsdlFile: file })
    const { output } = await live.job('service.download', input)
    expect(output).toEqual({ file, bytes: Buffer.byteLength(text) })
    expect(readFileSync(file, 'utf8')).toBe(text)
    writeFileSync(file, 'old')
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'conflict' })
    expect(readFileSync(file, 'utf8')).toBe('old')
    Object.assign(task.innerObject, { overwriteWsdlFile: true })
    await live.job('service.download', input)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('needs a consent, and a path', async () => {
    const { live, input, file, task, server } = await webService({}, false)
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'invalid' })
    Object.assign(task.innerObject, { wsdlFile: file })
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'consent' })
    expect(server.asked).toEqual([])
  })

  test('leaves the opened folder only where that is trusted', async () => {
    const outside = await living({ agreed: false })
    const { live, input, task } = await webService()
    const target = join(outside.workspace.folder, 's.wsdl')
    Object.assign(task.innerObject, { wsdlFile: target })
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'trust' })
    symlinkSync(outside.workspace.folder, join(live.workspace.folder, 'link'))
    Object.assign(task.innerObject, { wsdlFile: join(live.workspace.folder, 'link', 's.wsdl') })
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'trust' })
    symlinkSync(target, join(live.workspace.folder, 'file.wsdl'))
    Object.assign(task.innerObject, { wsdlFile: join(live.workspace.folder, 'file.wsdl') })
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'trust' })
    expect(existsSync(target)).toBe(false)
    live.workspace.settings.trust(live.workspace.folder, false)
    await live.job('service.download', input)
    expect(readFileSync(target, 'utf8')).toBe(text)
  })

  test('of what is no WSDL leaves the file as it is', async () => {
    const { live, input, file, task } = await webService({ overwriteWsdlFile: true })
    const other = await site((_, reply) => {
      reply.end('<html/>')
    })
    const [manager] = live.document.package.connections
    if (manager) manager.innerObject.serverURL = other.origin
    writeFileSync(file, 'old')
    Object.assign(task.innerObject, { wsdlFile: file })
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'failed' })
    expect(readFileSync(file, 'utf8')).toBe('old')
  })
})

describe('with a WMI connection', () => {
  test('classes with methods are services', async () => {
    const { live, input, task } = await webService()
    const manager = wmiManager(live, { name: 'Shop' })
    Object.assign(task.innerObject, { connection: manager.name })
    const { services, methods } = await live.call('service.describe', input)
    expect(services).toEqual(expect.arrayContaining(['Shop_Book', 'Shop_Item']))
    expect(services).not.toContain('Shop_Link')
    expect(methods).toEqual([])
    const item = await live.call('service.describe', { ...input, service: 'Shop_Item.Id=1' })
    expect(item.methods).toEqual([
      {
        name: 'Add',
        messageName: '',
        documentation: '',
        parameters: [
          { name: 'A', type: 'uint32', value: { kind: 'Primitive', value: '' } },
          { name: 'B', type: 'uint32', value: { kind: 'Primitive', value: '' } },
        ],
        unsupported: '',
      },
    ])
    expect(await failureOf(live.job('service.download', input))).toMatchObject({ kind: 'invalid' })
  })

  test('a task that names nothing says so', async () => {
    const { live, input, task } = await webService({ connection: 'nobody' })
    expect(await failureOf(live.call('service.describe', input))).toMatchObject({ kind: 'invalid' })
    const other = { ...input, task: live.document.keyOf(live.document.package) }
    expect(await failureOf(live.call('service.describe', other))).toMatchObject({ kind: 'invalid' })
    expect(task.name).not.toBe('')
  })
})
