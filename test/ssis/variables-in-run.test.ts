import { expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { thrown } from './thrown.js'

test('a read-only variable is not written while the package runs, and stays read-only', async () => {
  const pkg = new Package()
  const constant = pkg.variables.add('C', true, 'User', 2)
  const codes: number[] = []
  pkg.executables.add('STOCK:PipelineTask')
  await pkg.execute({
    events: {
      onPreExecute: () => {
        codes.push(
          thrown(() => Object.assign(constant, { value: 3 })).code,
          thrown(() => Object.assign(constant, { readOnly: false })).code,
        )
      },
    },
  })
  expect(codes.slice(0, 2)).toEqual([0xc0010003, 0xc0010010])
  expect(constant.value).toBe(2)
})

test('new values of a run are seen after it, are not saved, and are gone when the next one starts', async () => {
  const pkg = new Package()
  const counter = pkg.variables.add('N', false, 'User', 1)
  pkg.executables.add('STOCK:PipelineTask')
  const text = pkg.toXml()
  const seen: unknown[] = []
  const options = {
    events: {
      onPreExecute: (source: { name: string }) => {
        if (source.name !== pkg.name) return
        seen.push(counter.value)
        counter.value = 99
      },
    },
  }
  await pkg.execute(options)
  expect(counter.value).toBe(99)
  expect(pkg.toXml()).toBe(text)
  await pkg.execute(options)
  expect(seen).toEqual([1, 1])
})

test('during a run nothing is added or removed', async () => {
  const pkg = new Package()
  pkg.variables.add('N', false, 'User', 1)
  pkg.executables.add('STOCK:PipelineTask')
  const codes = new Set<number>()
  const work = [
    () => pkg.variables.add('M', false, 'User', 1),
    () => pkg.variables.remove('User::N'),
    () => pkg.connections.add('WMI'),
    () => pkg.executables.add('STOCK:SEQUENCE'),
    () => pkg.executables.remove(0),
  ]
  const tryAll = () => {
    for (const each of work) codes.add(thrown(each).code)
  }
  await pkg.execute({ events: { onPreExecute: tryAll } })
  expect([...codes]).toEqual([0xc0016024])
})
