// Connections that operations share.
import { afterEach, expect, test, vi } from 'vitest'
import { living, shopHost, wmiManager } from './living.js'

afterEach(() => {
  vi.useRealTimers()
})

async function counted() {
  const host = shopHost()
  const seen = { opened: 0, closed: 0 }
  const counting = {
    connect: (...given: Parameters<typeof host.connect>) => {
      const services = host.connect(...given)
      seen.opened += 1
      const { close } = services
      services.close = async () => {
        seen.closed += 1
        await close.call(services)
      }
      return services
    },
  }
  const live = await living({ connect: { host: counting } })
  const manager = wmiManager(live)
  const look = () => live.call('schema.class', { place: live.place(manager), name: 'Shop_Item' })
  return { live, manager, look, seen }
}

test('one connection serves all operations at a place, and is closed when nobody uses it for a minute', async () => {
  const { look, seen } = await counted()
  await Promise.all([look(), look()])
  vi.useFakeTimers()
  await look()
  expect(seen).toEqual({ opened: 1, closed: 0 })
  await vi.advanceTimersByTimeAsync(59_000)
  await look()
  await vi.advanceTimersByTimeAsync(59_000)
  expect(seen.closed).toBe(0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(seen).toEqual({ opened: 1, closed: 1 })
  await look()
  expect(seen.opened).toBe(2)
})

test('other settings are another connection', async () => {
  const { live, manager, look, seen } = await counted()
  await look()
  manager.innerObject.namespace = '\\root\\cimv2'
  await live.call('schema.class', { place: live.place(manager), name: 'Win32_Service' })
  await live.call('schema.class', { place: live.place(manager, 'root\\shop'), name: 'Shop_Item' })
  expect(seen.opened).toBe(3)
})

test('withdrawing a consent and closing end them', async () => {
  const { live, look, seen } = await counted()
  await look()
  await live.call('consent.withdraw', { peer: { server: 'localhost', user: '' } })
  expect(seen.closed).toBe(1)
  await look()
  await live.access.close()
  expect(seen).toEqual({ opened: 2, closed: 2 })
})
