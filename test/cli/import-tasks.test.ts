import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { cli } from './cli.js'

const module = fileURLToPath(new URL('../../examples/send-mail.mjs', import.meta.url))

test('run gives the tasks of --import to the package', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
  const text = new Package().toXml().replace(
    '</DTS:Executable>',
    `<DTS:Executables><DTS:Executable DTS:refId="Package\\Mail" DTS:CreationName="Microsoft.SendMailTask"
      DTS:DTSID="{00000000-0000-0000-0000-00000000000C}" DTS:ExecutableType="Microsoft.SendMailTask" DTS:ObjectName="Mail">
      <DTS:ObjectData><M:SendMailTaskData xmlns:M="www.microsoft.com/sqlserver/dts/tasks/sendmailtask" M:To="you@example.org"
      M:MessageSource="hello" /></DTS:ObjectData></DTS:Executable></DTS:Executables></DTS:Executable>`,
  )
  const file = join(folder, 'mail.dtsx')
  writeFileSync(file, text)
  const pkg = Package.parse(text)
  pkg.variables.add('Outbox', false, 'User', folder)
  await pkg.save(file)
  const before = await cli(['run', file])
  expect([before.code, before.stderr.includes('The Send Mail Task is kept')]).toEqual([1, true])
  const { code, stderr } = await cli(['run', file, '--import', module])
  expect([code, stderr.includes('error')]).toEqual([0, false])
  expect(readFileSync(join(folder, 'Mail.eml'), 'utf8')).toContain('hello')
})
