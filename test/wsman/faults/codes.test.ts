import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wsmanCodes, wsmanSymbols } from '../../../src/wsman/faults/index.js'
import { sharedVectorPath } from '../../vectors.js'

describe('the codes of the service', () => {
  it('are 512, each with a name of its own', () => {
    expect(Object.keys(wsmanCodes)).toHaveLength(512)
    expect(wsmanSymbols.size).toBe(512)
    expect(wsmanSymbols.get(2150858793)).toBe('ERROR_WSMAN_OPERATION_TIMEDOUT')
  })

  const list = sharedVectorPath('../reference/wsman-fault-codes.tsv')
  it.skipIf(!list)('are those of the list', () => {
    const lines = readFileSync(list ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    const listed = lines.map(line => line.trim().split('\t')).map(([code, , symbol]) => [symbol, Number(code)])
    expect(Object.entries(wsmanCodes)).toEqual(listed)
  })
})
