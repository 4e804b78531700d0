import type { DtsMessage } from '../../ssis/index.js'
import type { Output, ProblemView } from '../api/index.js'
import type { OpenDocument, Workspace } from '../workspace/index.js'

/** What validation says of a copy of the document: validating keeps outcomes on the objects. Connects to nothing. */
export async function validate(document: OpenDocument, workspace: Workspace): Promise<Output<'document.validate'>> {
  const { revision } = document
  const keys = new Map(document.objects.containers.map(container => [container.id, document.keyOf(container)]))
  const copy = await document.package.copy()
  await copy.validate({
    ...workspace.environment,
    secrets: workspace.secrets,
  })
  const problem =
    (severity: ProblemView['severity']) =>
    (message: DtsMessage): ProblemView => ({
      severity,
      message: message.description,
      hint: message.hint,
      code: message.code,
      name: message.symbol,
      object: keys.get(message.sourceId) ?? null,
      source: message.source,
    })
  return { revision, problems: [...copy.errors.map(problem('error')), ...copy.warnings.map(problem('warning'))] }
}
