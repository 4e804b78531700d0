// What packages of one project share: `Project.params` and the `*.conmgr` files in the folder of the package.
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { WmilinkError } from '../../base/errors.js'
import { compareNames } from '../../base/name-map.js'
import { projectText } from '../../base/texts/ssis-project.js'
import { decodeXml, XmlDocument, type XmlElement } from '../../xml/index.js'
import { dtsNamespace } from '../dtsx/format.js'
import { DtsNode } from '../dtsx/node.js'
import { DtsError } from '../errors.js'
import { fileReason } from '../file-reason.js'
import { openText } from '../protection/open.js'

/** The namespace of project files. */
export const ssisNamespace = 'www.microsoft.com/SqlServer/SSIS'

/** One file of a project that was read. */
export interface ProjectFile {
  readonly path: string
  readonly root: XmlElement
}

/** The shared parts of a project. */
export interface Project {
  /** The folder in which they are. */
  readonly folder: string
  /** Connection managers, in the order of their file names. */
  readonly managers: readonly DtsNode[]
  /** `SSIS:Parameter` elements, in the order of the file. */
  readonly parameters: readonly XmlElement[]
  /** Files that cannot be read, one sentence each: what needs them fails by its own name. */
  readonly problems: readonly string[]
}

/** A file with more bytes is no project file. */
const limit = 16 << 20

/**
 * Reads what stands beside a package. A file that cannot be read or is not what its name says becomes a problem.
 *
 * @param packagePath the package's own file
 * @param password opens what was encrypted with it
 * @returns null when there is nothing
 * @throws DtsError DTS_E_PACKAGEPASSWORD for a wrong password
 */
export async function findProject(packagePath: string, password?: string): Promise<Project | null> {
  const folder = dirname(packagePath)
  const names = await readdir(folder).catch(() => [])
  const files = names.filter(isProjectFile).sort(compareNames)
  if (files.length === 0) return null
  const managers: DtsNode[] = []
  const parameters: XmlElement[] = []
  const problems: string[] = []
  for (const name of files) {
    const path = join(folder, name)
    try {
      const root = await readRoot(path, password)
      if (root.is('ConnectionManager', dtsNamespace)) managers.push(new DtsNode(root, 8))
      else if (root.is('Parameters', ssisNamespace)) parameters.push(...root.children.filter(isParameter))
      else problems.push(projectText('notProjectFile', { path, name: root.name }))
    } catch (error) {
      if (error instanceof DtsError) throw error
      problems.push(projectText('unreadable', { path, reason: reasonOf(error) }))
    }
  }
  return { folder, managers, parameters, problems }
}

function isProjectFile(name: string): boolean {
  return /^[^.].*\.conmgr$/i.test(name) || basename(name).toLowerCase() === 'project.params'
}

function isParameter(element: XmlElement): boolean {
  return element.is('Parameter', ssisNamespace)
}

async function readRoot(path: string, password: string | undefined): Promise<XmlElement> {
  const bytes = await readFile(path)
  if (bytes.length > limit) throw new WmilinkError(projectText('tooLong', { limit }))
  const stored = decodeXml(bytes, path).text
  const text = password ? openText(stored, password, path).text : stored
  return XmlDocument.parse(text, { source: path }).root
}

function reasonOf(error: unknown): string {
  return error instanceof WmilinkError ? error.message : fileReason(error, 'read')
}
