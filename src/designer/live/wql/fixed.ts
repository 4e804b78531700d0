// What can be completed without asking a server.
import { designerWqlText } from '../../../base/texts/designer-wql.js'
import type { QueryTask } from '../../../ssis/tasks/query-advice/index.js'
import { systemEventClass } from '../../../wmi/event-classes.js'
import type { Output } from '../../api/index.js'
import type { CompletionPlace, Wanted } from './context.js'

export type Completion = Output<'wql.complete'>['options'][number]

/** A completion; of equal fits the lower rank comes first, default 0. */
export type Suggestion = Completion & { readonly rank?: number }

/** For whom something is completed. */
export interface Asker {
  readonly task: QueryTask
  readonly place: CompletionPlace
}

/** Events about instances, in the order in which they are most often wanted. */
export const instanceEvents = [
  '__InstanceCreationEvent',
  '__InstanceModificationEvent',
  '__InstanceDeletionEvent',
  '__InstanceOperationEvent',
] as const

/** What the text alone allows at a place. */
export function fixedCompletions(wanted: Wanted, asker: Asker): Suggestion[] {
  switch (wanted.kind) {
    case 'statement':
      return statements(asker.task)
    case 'words':
      return wanted.words
        .filter(word => isForTask(word, asker))
        .map((word, rank) => keyword(word, wanted.last ? 50 : rank))
    case 'seconds':
      return [1, 5, 10, 30, 60, 300].map((seconds, rank) => ({
        label: String(seconds),
        kind: 'value',
        detail: designerWqlText('seconds'),
        description: '',
        rank,
      }))
    case 'classes':
      return wanted.which === 'from' && asker.task === 'watcher' ? eventClasses() : []
    case 'properties':
      return eventProperties(wanted, asker)
    case 'qualifiers':
      return ['Association', 'Abstract', 'Dynamic', 'Key', 'Read', 'Write'].map(name => keyword(name))
    default:
      return []
  }
}

function keyword(word: string, rank = 0): Suggestion {
  return { label: word, kind: 'keyword', detail: '', description: '', rank }
}

/** Only events have WITHIN and GROUP. */
function isForTask(word: string, { task }: Asker): boolean {
  return task === 'watcher' || !/^(WITHIN|GROUP WITHIN)$/.test(word)
}

function statements(task: QueryTask): Suggestion[] {
  const base = task === 'watcher' ? ['SELECT'] : ['SELECT', 'ASSOCIATORS OF', 'REFERENCES OF']
  return [...base.map((word, rank) => keyword(word, rank)), ...snippets(task)]
}

function snippets(task: QueryTask): Suggestion[] {
  const snippet = (label: string, text: string, rank: number): Suggestion => ({
    label,
    kind: 'snippet',
    detail: designerWqlText('template'),
    description: text,
    insert: text,
    rank,
  })
  if (task === 'reader')
    return [
      snippet('SELECT … FROM …', 'SELECT * FROM Win32_OperatingSystem', 10),
      snippet('ASSOCIATORS OF {…}', 'ASSOCIATORS OF {Win32_LogicalDisk.DeviceID="C:"}', 11),
      snippet('REFERENCES OF {…}', 'REFERENCES OF {Win32_LogicalDisk.DeviceID="C:"}', 12),
    ]
  return [
    snippet(`SELECT … ${designerWqlText('onCreation')}`, watched('Creation', 'Win32_Process'), 10),
    snippet(`SELECT … ${designerWqlText('onDeletion')}`, watched('Deletion', 'Win32_Process'), 11),
    snippet(`SELECT … ${designerWqlText('onModification')}`, watched('Modification', 'Win32_Service'), 12),
    snippet(
      `SELECT … ${designerWqlText('onFile')}`,
      `SELECT * FROM __InstanceCreationEvent WITHIN 10 WHERE TargetInstance ISA 'CIM_DirectoryContainsFile' AND TargetInstance.GroupComponent = "Win32_Directory.Name=\\"C:\\\\\\\\Inbox\\""`,
      13,
    ),
  ]
}

function watched(event: string, className: string): string {
  return `SELECT * FROM __Instance${event}Event WITHIN 5 WHERE TargetInstance ISA '${className}'`
}

function eventClasses(): Suggestion[] {
  return instanceEvents.map((name, rank) => ({
    label: name,
    kind: 'class',
    detail: designerWqlText('eventClass'),
    description: designerWqlText(eventTexts[name]),
    rank: rank - 10,
  }))
}

const eventTexts = {
  __InstanceCreationEvent: 'creationClass',
  __InstanceModificationEvent: 'modificationClass',
  __InstanceDeletionEvent: 'deletionClass',
  __InstanceOperationEvent: 'operationClass',
} as const

/** Those of the system's own event classes are the same everywhere. */
function eventProperties({ path, clause }: Extract<Wanted, { kind: 'properties' }>, { place }: Asker): Suggestion[] {
  const from = instanceEvents.find(name => name.toLowerCase() === place.outline.from?.text.toLowerCase())
  if (!from || path.length > 0) return []
  const names = [...systemEventClass(from).properties].map(({ name }) => name)
  const rank = (name: string): number => ['TargetInstance', 'PreviousInstance', 'TIME_CREATED'].indexOf(name)
  const plain = names
    .filter(name => rank(name) >= 0)
    .map((name): Suggestion => {
      const isObject = name.endsWith('Instance')
      return {
        label: name,
        kind: 'property',
        detail: isObject ? 'object' : 'uint64',
        description: '',
        rank: rank(name),
      }
    })
  const isa: Suggestion = {
    label: 'TargetInstance ISA',
    kind: 'snippet',
    detail: designerWqlText('template'),
    description: designerWqlText('isaText'),
    insert: "TargetInstance ISA ''",
    rank: -1,
  }
  const hasClass = place.outline.classes.length > 0
  return clause === 'where' && !hasClass ? [isa, ...plain] : plain
}
