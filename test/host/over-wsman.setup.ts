// Of the host's tests that also run over WS-Management: those that cannot say the same there, and why.
import { beforeEach } from 'vitest'

const reasons = {
  cause: 'the cause of a failure stays on the server',
  schemaOnly: 'WinRM renders no class objects as rows',
  amended: 'WS-Management carries no flag for amended qualifiers',
  pages: 'rows travel in pages, so a provider is read ahead of the reader',
  later: 'the server hears of it a moment later',
  references: 'a reference travels as an endpoint reference, which always has a namespace',
  names: 'a key travels under its name, so a message spells the path with it',
  envelope: 'no message is larger than 512,000 bytes',
} as const

/** By the end of a test's full name. */
const differences: readonly (readonly [ending: RegExp, reason: keyof typeof reasons])[] = [
  [/lose their amended qualifiers unless they are asked for$/, 'amended'],
  [/gives the association instances, dangling ones too, each once$/, 'references'],
  [/WHERE KeysOnly fills only the keys$/, 'references'],
  [/permanent subscriptions are instances as others in root\\\w+$/, 'references'],
  [/is found by boolean, char16, datetime and reference keys$/, 'references'],
  [/create brings values to their types, embedded objects and references too$/, 'references'],
  [/end points in another namespace are found, and lead back from where the association lives$/, 'references'],
  [/a missing instance is WBEM_E_NOT_FOUND$/, 'names'],
  [/create keeps keys of any characters under paths that find them again$/, 'envelope'],
  [/a slow provider that says nothing within the timeout ends with WBEM_E_TIMED_OUT$/, 'later'],
  [/a provider that is never done with its release does not keep a connection that closes$/, 'later'],
  [/(?:^| )SchemaOnly /, 'schemaOnly'],
  [/an association question is checked before anything is looked for$/, 'schemaOnly'],
  [/associators\(\) and references\(\) answer as the queries do$/, 'schemaOnly'],
  [/gives a wrong name or throws is told so$/, 'cause'],
  [/WBEM_E_PROVIDER_FAILURE with its cause(?:, or the failure it names)?$/, 'cause'],
  [/a provider that throws is WBEM_E_PROVIDER_FAILURE$/, 'cause'],
  [/in a column that is computed when it is read is reported too$/, 'cause'],
  [/is read while the reader reads on, and left when it leaves$/, 'pages'],
  [/many end points that come slowly are given as they come$/, 'pages'],
  [/many rows /, 'pages'],
  [/a slow provider is read row by row as it finds them$/, 'pages'],
  [/one class after the other is asked, and none after the reader has left$/, 'pages'],
  [/a failing provider when it is released is reported too$/, 'pages'],
  [/a provider that is never done with its release is timed out while the reader waits for it$/, 'pages'],
  [/many end points are let go when the call is cancelled$/, 'later'],
  [/a failing provider that does not answer can be timed out, and hears of it$/, 'later'],
  [/a slow provider can be cancelled while it waits, and hears of it$/, 'later'],
  [/a slow provider whose rows never match is timed out as well$/, 'later'],
  [/releases an? asynchronous provider before the loop ends$/, 'later'],
]

beforeEach(({ task, skip }) => {
  const names: string[] = []
  for (let at: { name: string; suite?: unknown } | undefined = task; at; at = at.suite as typeof at)
    names.unshift(at.name)
  const full = names.join(' ').trim()
  const difference = differences.find(([ending]) => ending.test(full))
  if (difference) skip(`over WS-Management: ${reasons[difference[1]]}`)
})
