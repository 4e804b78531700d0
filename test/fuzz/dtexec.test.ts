import { expect, test } from 'vitest'
import { wordsOfCommandFile } from '../../src/cli/dtexec/command-file.js'
import { parseDtexec } from '../../src/cli/dtexec/parse.js'
import { partsOf } from '../../src/cli/dtexec/values.js'
import { UsageError } from '../../src/cli/errors.js'
import { fuzzCases } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const lines = [
  '/FILE "\\"C:\\pkgs\\a b.dtsx\\"" /MAXCONCURRENT " -1 " /CHECKPOINTING OFF /REPORTING EWCDI',
  '/F p.dtsx /De hunter2 /Set "\\Package.Variables[User::X].Value";"a ""b"" c" /Va /W',
  '/F p.dtsx /CONN "My WMI";"\\"ServerName=\\\\a;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;\\"" /Cons NM;I;A;B',
  '/Proj a.ispac /Pack P.dtsx /Par $Project::P(Int32);12 /L "DTS.LogProviderTextFile;c:\\log.txt" /VLog /var/log/x',
  '/F p.dtsx /VerifyB 1;2;3 /VerifyP {c200e360-38c5-11c5-11ce-ae6208002b2b} /Com more.txt /Res force --drive X:=/d',
]
const tokens = [
  '"',
  '""',
  '\\"',
  ';',
  ' ',
  '\n',
  '/',
  '-',
  '/De ',
  '/Com x ',
  '[',
  ']',
  '=',
  '$Sensitive::',
  'I;',
  '\0',
]

const context = { readCommandFile: () => '/Rep E' }

test('any command line is a request or an error of usage', () => {
  const random = seeded(7045)
  for (let index = 0; index < fuzzCases; index += 1) {
    const line = mutateText(lines[index % lines.length] ?? '', random, tokens)
    try {
      const words = index % 2 === 0 ? wordsOfCommandFile(line, 'file') : line.split(' ')
      const command = parseDtexec(words, context)
      if (command.kind === 'run') expect(command.request.source.path).toBeTypeOf('string')
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError)
    }
  }
})

test('parts joined again are the value, whatever is quoted', () => {
  const random = seeded(11)
  const letters = ['a', ' ', ';', '"', '=', '\\', 'é']
  for (let index = 0; index < fuzzCases; index += 1) {
    const values = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
      Array.from({ length: Math.floor(random() * 6) }, () => letters[Math.floor(random() * letters.length)]).join(''),
    )
    const written = values.map(value => `"${value.replaceAll('"', '""')}"`).join(';')
    expect(partsOf('/X', written).map(({ text }) => text)).toEqual(values)
  }
})
