import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from '../../../src/wsman/message/duration.js'

describe('durations', () => {
  it.each([
    [60_000, 'PT60.000S'],
    [500, 'PT0.500S'],
    [0, 'PT0.000S'],
    [-5, 'PT0.000S'],
  ])('%d ms are %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text))

  it.each([
    ['PT60.000S', 60_000],
    [' PT60S ', 60_000],
    ['P0DT0H1M40S', 100_000],
    ['P1D', 86_400_000],
    ['P1Y1M', 34_128_000_000],
    ['PT1H', 3_600_000],
    ['-PT1S', -1000],
    ['PT0.0005S', 1],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['1S', undefined],
    ['PT1e3S', undefined],
    ['', undefined],
  ])('%j is %s ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds))
})
