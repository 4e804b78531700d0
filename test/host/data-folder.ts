import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import { DiskStore, type DiskStoreOptions } from '../../src/host/data/disk-store.js'
import { WmiHost } from '../../src/host/host.js'
import type { MofSource } from '../../src/host/mof-loader.js'

const folders: string[] = []
const open: { close(): Promise<void> }[] = []

/** Ends all hosts and stores that are open. */
export async function closeAll(): Promise<void> {
  for (const each of open.splice(0)) await each.close().catch(() => undefined)
}

/** Ends what a test of this file opened, and removes its folders. Called once per test file. */
export function cleanDataFolders(): void {
  afterEach(closeAll)
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })
}

/** A folder path below which nothing is yet. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-data-'))
  folders.push(folder)
  return join(folder, 'data')
}

export function openStore(folder: string, options?: DiskStoreOptions): DiskStore {
  const store = new DiskStore(folder, options)
  open.push(store)
  return store
}

export function openHost(data: string, ...mof: MofSource[]): WmiHost {
  const host = new WmiHost({ hostName: 'TESTHOST', data, mof })
  open.push(host)
  return host
}

/** The names of a folder's files, without those whose names differ from run to run. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort()
}
