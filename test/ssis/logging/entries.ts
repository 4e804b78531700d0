import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { LogEntry } from '../../../src/ssis/events.js'

/** An entry with what a test does not care about filled in. */
export function entry(event: string, more: Partial<LogEntry> = {}): LogEntry {
  return {
    event,
    computer: 'LAB1',
    operator: 'LAB1\\ann',
    source: 'Demo',
    sourceId: '{11111111-1111-1111-1111-111111111111}',
    executionId: '{33333333-3333-3333-3333-333333333333}',
    startTime: new Date(2025, 4, 29, 11, 27, 57, 999),
    endTime: new Date(2025, 0, 2, 3, 4, 5),
    dataCode: 0,
    message: `what ${event} says`,
    ...more,
  }
}

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'wmilink-logs-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
