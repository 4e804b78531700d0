import { describe, expect, test } from 'vitest'
import type { ProviderRegistration, ProviderRow } from '../../../src/host/provider.js'
import { dataFileProvider } from '../../../src/host/providers/data-file.js'
import { directoryProvider } from '../../../src/host/providers/directory.js'
import { groupProvider } from '../../../src/host/providers/group.js'
import { processProvider } from '../../../src/host/providers/process.js'
import { serviceProvider } from '../../../src/host/providers/service.js'
import { userAccountProvider } from '../../../src/host/providers/user-account.js'
import { machineMaker } from '../machines.js'
import { providerGet, providerQuery } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const server = treeMachine('server')
const machineWith = machineMaker()

async function many(registration: ProviderRegistration, keys: readonly ProviderRow[]) {
  const query = providerQuery({ class: registration.classes[0] ?? '' })
  return (await registration.provider.getMany?.(keys, query)) ?? []
}

describe('many instances at once', () => {
  const host = server.hostName
  test.each<[string, ProviderRegistration, ProviderRow[]]>([
    [
      'processes',
      processProvider(server),
      ['712', '1', '1320', '99999', '0712', '../1', '1'].map(Handle => ({ Handle })),
    ],
    ['services', serviceProvider(server), ['ssh', 'APP', 'none', '../ssh', 'cron', 'ssh'].map(Name => ({ Name }))],
    [
      'user accounts',
      userAccountProvider(server),
      [
        { Domain: host, Name: 'jdupont' },
        { Domain: 'elsewhere', Name: 'jdupont' },
        { Domain: host.toLowerCase(), Name: 'ROOT' },
        { Domain: host, Name: 'nobody at all' },
      ],
    ],
    [
      'groups',
      groupProvider(server),
      [
        { Domain: host, Name: 'sudo' },
        { Domain: 'elsewhere', Name: 'sudo' },
        { Domain: host, Name: 'none' },
      ],
    ],
    [
      'files',
      dataFileProvider(server),
      ['c:\\etc\\passwd', 'C:\\ETC\\hosts', 'c:\\etc', 'c:\\none', 'z:\\x', 'c:\\etc\\..\\etc\\passwd'].map(Name => ({
        Name,
      })),
    ],
    ['folders', directoryProvider(server), ['c:\\', 'c:\\etc', 'c:\\etc\\passwd'].map(Name => ({ Name }))],
  ])('%s come in the order of the keys, each as get answers it', async (_, registration, keys) => {
    const expected: unknown[] = []
    for (const key of keys) expected.push((await providerGet(registration, key)) ?? null)
    expect(expected.some(row => row !== null) && expected.some(row => row === null)).toBe(true)
    expect(await many(registration, keys)).toEqual(expected)
  })

  test('accounts that differ in case alone are told apart', async () => {
    const machine = machineWith({ 'etc/passwd': 'Ann:x:1000:1000::/:/bin/sh\nann:x:1001:1000::/:/bin/sh\n' })
    const keys = ['ann', 'Ann', 'ANN'].map(Name => ({ Domain: machine.hostName, Name }))
    expect((await many(userAccountProvider(machine), keys)).map(row => row?.Name)).toEqual(['ann', 'Ann', 'Ann'])
  })
})
