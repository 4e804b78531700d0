// Packages that run with their logs and configurations, as a caller of the library runs them.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DTSExecResult, Package } from '../../../src/ssis/index.js'
import { configuration, configurationFile } from '../configurations/configured-package.js'
import { smallPackage, variable } from '../samples.js'
import { folder } from './entries.js'
import { fileManager, loggingOptions, logProvider, providerIds } from './logged-package.js'
import { readTextLog, readXmlLog } from './read-log.js'

const { Success, Failure } = DTSExecResult
const { text, xml } = providerIds

const expressionTask = (name: string, expression: string) => `<DTS:Executable DTS:refId="Package\\${name}"
  DTS:CreationName="Microsoft.ExpressionTask" DTS:DTSID="{66666666-6666-6666-6666-66666666666${name.length}}"
  DTS:ExecutableType="Microsoft.ExpressionTask" DTS:LocaleID="-1" DTS:ObjectName="${name}"><DTS:Variables />
<DTS:ObjectData><ExpressionTask Expression="${expression}" /></DTS:ObjectData></DTS:Executable>`

interface Parts {
  readonly textLog: string
  readonly xmlLog: string
  readonly filter?: string
  readonly configurations?: string
  readonly tasks?: string
}

/** A package with a variable, tasks and logs as text and XML of what its filter names. */
function logged({ textLog, xmlLog, filter = '1,7,OnError', configurations = '', tasks = '' }: Parts): Package {
  const columns = {
    OnError: { Computer: -1, Operator: -1, SourceName: -1, SourceID: 0, ExecutionID: 0, MessageText: -1 },
  }
  return Package.parse(
    smallPackage(
      `  <DTS:ConnectionManagers>
${fileManager('TextLog', textLog)}${fileManager('XMLLog.xml', xmlLog)}  </DTS:ConnectionManagers>
${configurations}  <DTS:LogProviders>
${logProvider('Text', 'Microsoft.LogProviderTextFile', text, 'TextLog')}${logProvider('XML', 'Microsoft.LogProviderXMLFile', xml, 'XMLLog.xml')}  </DTS:LogProviders>
  <DTS:Variables>
${variable('Count', 3, '1')}${variable('Zero', 3, '0')}  </DTS:Variables>
${loggingOptions({ mode: 1, kind: 0, filter, columns, providers: [text, xml] })}  <DTS:Executables>
${tasks}
  </DTS:Executables>
`,
      '\n  DTS:EnableConfig="True"',
    ),
  )
}

const paths = () => {
  const place = folder()
  return { textLog: join(place, 'log.txt'), xmlLog: join(place, 'log.xml') }
}
const divide = expressionTask('Divide', '@[User::Count] = 1 / @[User::Zero]')
const count = expressionTask('Count up', '@[User::Count] = @[User::Count] + 1')

test('a run that fails is logged as SSIS logs it', async () => {
  const places = paths()
  const pkg = logged({ ...places, tasks: divide })
  expect(await pkg.execute()).toBe(Failure)
  const [asText, asXml] = [readTextLog(readFileSync(places.textLog)), readXmlLog(readFileSync(places.xmlLog))]
  expect(asXml).toEqual([asText.map(record => ({ ...record }))])
  const code = String((pkg.errors[0]?.code ?? 0) | 0)
  expect(asText.map(({ event, source, datacode }) => [event, source, datacode])).toEqual([
    ['PackageStart', 'Demo', '0'],
    ['OnError', 'Divide', code],
    ['OnError', 'Demo', code],
    ['PackageEnd', 'Demo', '1'],
  ])
  expect(asText[0]).toMatchObject({ sourceid: pkg.id, message: 'Beginning of package execution.' })
  expect(asText[0]?.executionid).toMatch(/^\{[0-9A-F-]{36}\}$/)
  expect(asText[1]).toMatchObject({ sourceid: '', executionid: '', message: pkg.errors[0]?.description })
  expect(asText[3]).toMatchObject({ executionid: asText[0]?.executionid, message: 'End of package execution.' })
})

test('runs follow each other in one log', async () => {
  const places = paths()
  const pkg = logged({ ...places, tasks: count, filter: '2,12,OnPreExecute,13,OnPostExecute' })
  for (let run = 0; run < 2; run += 1) expect(await pkg.execute()).toBe(Success)
  const events = readXmlLog(readFileSync(places.xmlLog)).map(run =>
    run.map(({ event, source }) => `${event} ${source}`),
  )
  const each = [
    'PackageStart Demo',
    'OnPreExecute Demo',
    'OnPreExecute Count up',
    'OnPostExecute Count up',
    'OnPostExecute Demo',
    'PackageEnd Demo',
  ]
  expect(events).toEqual([each, each])
  expect(readTextLog(readFileSync(places.textLog)).map(({ event, source }) => `${event} ${source}`)).toEqual([
    ...each,
    ...each,
  ])
})

test('configurations count for the run, its logs included, and the package keeps what it says', async () => {
  const places = paths()
  const place = folder()
  const file = join(place, 'a.dtsConfig')
  writeFileSync(
    file,
    configurationFile(
      ['\\Package.Connections[TextLog].Properties[ConnectionString]', 'String', places.textLog],
      ['\\Package.LogProviders[XML].Properties[ConfigString]', 'String', 'TextLog'],
      ['\\Package.Variables[User::Count].Properties[Value]', 'Int32', '41'],
      ['\\Package.Properties[Nothing]', 'String', 'x'],
    ),
  )
  const configurations = `  <DTS:Configurations>\n${configuration({ name: 'File', type: 5, place: 'WHERE' })}  </DTS:Configurations>\n`
  const pkg = logged({ textLog: '/nowhere/log.txt', xmlLog: places.xmlLog, configurations, tasks: count })
  pkg.logProviders.remove('XML')
  const before = pkg.toXml()
  expect(await pkg.execute({ env: { WHERE: file } })).toBe(Success)
  expect(pkg.variables.get('User::Count').value).toBe(42)
  expect(pkg.warnings.map(({ symbol }) => symbol)).toContain('DTS_W_CANNOTFINDOBJECT')
  expect(pkg.variables.get('System::FailedConfigurations').value).toBe('File')
  expect(readTextLog(readFileSync(places.textLog)).map(({ event }) => event)).toEqual(['PackageStart', 'PackageEnd'])
  expect(pkg.toXml()).toBe(before)
  // Without the environment variable the log cannot be opened, and nothing runs.
  expect(await pkg.execute({ env: {} })).toBe(Failure)
  expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_OPENLOGFAILED'])
  expect(pkg.variables.get('User::Count').value).toBe(1)
  expect(await pkg.execute({ env: { WHERE: file }, applyConfigurations: false })).toBe(Failure)
})

test('a log that fails in the middle is one error, and the tasks run to their end', async ({ skip }) => {
  if (!existsSync('/dev/full')) return skip('no /dev/full')
  const places = paths()
  const pkg = logged({ ...places, tasks: count })
  const result = await pkg.execute({ logProviders: [{ kind: 'json', configString: '/dev/full' }] })
  expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_LOGPROVIDERFAILED'])
  expect(result).toBe(Failure)
  const events = readTextLog(readFileSync(places.textLog)).map(({ event, datacode }) => `${event} ${datacode}`)
  expect(events.at(0)).toBe('PackageStart 0')
  expect(events.at(-1)).toBe('PackageEnd 1')
  expect(events.filter(event => event.startsWith('OnError'))).toEqual([`OnError ${0xc0014010 | 0}`])
})

test('a log whose folder goes away while the package runs', async () => {
  const places = paths()
  const pkg = logged({ ...places, tasks: count })
  const result = await pkg.execute({
    events: {
      onPreExecute: ({ name }) => {
        if (name === 'Count up') rmSync(join(places.textLog, '..'), { recursive: true })
      },
    },
  })
  // Only the end was left to write: the result stands already, and the loss is told.
  expect(pkg.variables.get('User::Count').value).toBe(2)
  expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_LOGPROVIDERFAILED', 'DTS_E_LOGPROVIDERFAILED'])
  expect(result).toBe(Success)
})
