import { userInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { userAccountProvider } from '../../../src/host/providers/user-account.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

// Day 19723 since 1970.
const now = () => Date.UTC(2024, 0, 1)
const columns = ['Name', 'FullName', 'Disabled', 'Status', 'PasswordRequired', 'PasswordExpires'] as const
const pick = (row: Readonly<Record<string, unknown>>) => columns.map(name => row[name] ?? null)

describe('Win32_UserAccount of the server', () => {
  const provider = userAccountProvider(treeMachine('server'), { now })

  test('lists the accounts of the system with what shadow tells of them', async () => {
    expect((await providerRows(provider)).map(pick)).toEqual([
      ['root', 'root', null, null, null, false],
      ['daemon', 'daemon', null, null, null, false],
      ['jdupont', 'Jérôme Dupont', false, 'OK', true, true],
      ['asmith', '', true, 'Degraded', true, false],
      ['leaver', 'Former Colleague', true, 'Degraded', true, false],
      ['newcomer', 'Next Colleague', false, 'OK', true, false],
      ['kiosk', 'Kiosk', false, 'OK', false, false],
    ])
  })

  test('tells an account in full', async () => {
    const row = await providerGet(provider, { Domain: 'sql01', Name: 'jdupont' })
    expect(row).toEqual({
      Domain: 'SQL01',
      Name: 'jdupont',
      Caption: 'SQL01\\jdupont',
      FullName: 'Jérôme Dupont',
      LocalAccount: true,
      AccountType: 512,
      Disabled: false,
      Status: 'OK',
      PasswordRequired: true,
      PasswordExpires: true,
    })
  })

  test('never tells a hash', async () => {
    expect(JSON.stringify(await providerRows(provider))).not.toMatch(/notareal|\$y\$/)
  })

  test('reads no secret file for names', async () => {
    const machine = treeMachine('server')
    const read: string[] = []
    const text = machine.text.bind(machine)
    machine.text = file => {
      read.push(file)
      return text(file)
    }
    await providerRows(userAccountProvider(machine), { wants: ['Name', 'Domain', 'FullName'] })
    expect(read).toEqual(['/etc/passwd'])
  })

  test('gets an account in any case, on this machine only', async () => {
    expect((await providerGet(provider, { Domain: 'SQL01', Name: 'KIOSK' }))?.Name).toBe('kiosk')
    expect(await providerGet(provider, { Domain: 'OTHER', Name: 'kiosk' })).toBeNull()
    expect(await providerGet(provider, { Domain: 'SQL01', Name: '+@admins' })).toBeNull()
  })
})

test('Win32_UserAccount of the container: what passwd tells where there is no shadow', async () => {
  const rows = await providerRows(userAccountProvider(treeMachine('container'), { now }))
  expect(rows.map(pick)).toEqual([
    ['root', 'root', null, null, null, null],
    ['nobody', 'nobody', null, null, null, null],
    ['app', 'App', false, 'OK', true, null],
    ['guest', 'guest', false, 'OK', false, null],
  ])
})

test('Win32_UserAccount without any file', async () => {
  expect(await providerRows(userAccountProvider(treeMachine('arm')))).toEqual([])
})

test('elsewhere than on Linux the account of this process is told', async () => {
  const rows = await providerRows(userAccountProvider(new Machine({ platform: 'darwin', hostName: 'mac' })))
  expect(rows.map(row => [row.Domain, row.Name, row.Disabled])).toEqual([['MAC', userInfo().username, null]])
})
