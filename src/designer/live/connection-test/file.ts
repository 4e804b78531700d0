import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { WmilinkError } from '../../../base/errors.js'
import { designerTestText } from '../../../base/texts/designer-test.js'
import {
  type ConnectionEnvironment,
  type ConnectionManager,
  DTSFileConnectionUsageType as Usage,
} from '../../../ssis/index.js'
import type { Stage } from '../../api/index.js'
import { type StageFinding, StageWalk, type Verdict } from './stages.js'

const fileNames = ['path', 'folder', 'file', 'access'] as const

/** What is at the path of a FILE or FLATFILE manager, without changing anything there. */
export async function testFile(
  manager: ConnectionManager,
  { drives }: ConnectionEnvironment,
  signal: AbortSignal,
  emit: (stage: Stage) => void,
): Promise<Verdict> {
  const { written, usage } = manager.current(() => ({
    written: manager.connectionString,
    usage: manager.creationName.toUpperCase() === 'FILE' ? Number(manager.innerObject.fileUsageType) : undefined,
  }))
  const wantsFolder = usage === Usage.FolderExists || usage === Usage.CreateFolder
  const names = wantsFolder ? fileNames.filter(name => name !== 'file') : fileNames
  const walk = new StageWalk(names, emit)
  const native = await walk.stage('path', signal, async () => {
    const path = resolve(drives.toNative(written))
    return [path, { detail: path }]
  })
  const path = native ?? ''
  const folder = wantsFolder ? path : dirname(path)
  const hasFolder = await walk.stage('folder', signal, () => lookForFolder(folder, usage))
  const hasFile = wantsFolder ? false : await walk.stage('file', signal, () => lookForFile(path, usage))
  // What is not there yet is made in the nearest folder that is.
  const target = hasFile ? path : hasFolder ? folder : await nearestFolder(folder)
  await walk.stage('access', signal, () => lookAtAccess(target, usage === Usage.FileExists || usage === undefined))
  return walk.verdict(designerTestText('pathGood', { path }))
}

async function lookForFolder(folder: string, usage: number | undefined): Promise<readonly [boolean, StageFinding]> {
  const found = await stat(folder).catch(() => undefined)
  if (found && !found.isDirectory()) throw new WmilinkError(designerTestText('noDirectory', { path: folder }))
  if (found) return [true, { detail: folder }]
  if (usage !== Usage.CreateFolder)
    throw new WmilinkError(designerTestText('folderMissing', { path: folder }), {
      hint: designerTestText('folderMissingHint'),
    })
  return [false, { detail: designerTestText('willBeMade', { path: folder }) }]
}

async function lookForFile(path: string, usage: number | undefined): Promise<readonly [boolean, StageFinding]> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) throw new WmilinkError(designerTestText('isFolder', { path }))
  if (found) return [true, { detail: designerTestText('bytes', { count: found.size }) }]
  const missing = designerTestText('fileMissing', { path })
  if (usage === Usage.FileExists) throw new WmilinkError(missing, { hint: designerTestText('fileMissingHint') })
  if (usage === Usage.CreateFile) return [false, { detail: designerTestText('willBeMade', { path }) }]
  return [false, { causes: [{ text: missing, todo: designerTestText('fileMissingHint') }] }]
}

/** Writing is needed by who writes; a file that is only read does without. */
async function lookAtAccess(path: string, mayBeReadOnly: boolean): Promise<readonly [boolean, StageFinding]> {
  const can = (mode: number): Promise<boolean> =>
    access(path, mode).then(
      () => true,
      () => false,
    )
  const [reads, writes] = await Promise.all([can(constants.R_OK), can(constants.W_OK)])
  if (!reads && !writes) throw new WmilinkError(designerTestText('noAccess', { path }))
  if (writes) return [true, { detail: designerTestText(reads ? 'readWrite' : 'writeOnly') }]
  const message = designerTestText('readOnly', { path })
  if (!mayBeReadOnly) throw new WmilinkError(message, { hint: designerTestText('readOnlyHint') })
  return [false, { causes: [{ text: message, todo: designerTestText('readOnlyHint') }] }]
}

async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined)
  const parent = dirname(folder)
  return found?.isDirectory() || parent === folder ? folder : nearestFolder(parent)
}
