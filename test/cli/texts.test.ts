import { expect, test } from 'vitest'
import { cliText } from '../../src/base/texts/cli.js'
import { cliDesignText } from '../../src/base/texts/cli-design.js'
import { cliDoctorText } from '../../src/base/texts/cli-doctor.js'
import { dtexecText } from '../../src/base/texts/cli-dtexec.js'
import { cliHelp } from '../../src/base/texts/cli-help.js'
import { cliNetText } from '../../src/base/texts/cli-net.js'
import { cliOption } from '../../src/base/texts/cli-options.js'
import { cliRunText } from '../../src/base/texts/cli-run.js'
import { cliServeText } from '../../src/base/texts/cli-serve.js'

const tables = {
  cliText: cliText.table,
  cliHelp: cliHelp.table,
  cliOption: cliOption.table,
  cliNetText: cliNetText.table,
  cliServeText: cliServeText.table,
  cliDoctorText: cliDoctorText.table,
  cliRunText: cliRunText.table,
  cliDesignText: cliDesignText.table,
  dtexecText: dtexecText.table,
}

for (const [name, table] of Object.entries(tables)) {
  test(`every text of ${name} names the same parameters in both languages`, () => {
    for (const [key, text] of Object.entries(table)) {
      const parameters = (spoken: string) => [...spoken.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort()
      expect(parameters(text.fr), key).toEqual(parameters(text.en))
      expect(text.en.trim(), key).not.toBe('')
      expect(text.fr.trim(), key).not.toBe('')
    }
  })
}

test('only words that both languages share are equal', () => {
  const same = Object.values(tables).flatMap(table =>
    Object.entries(table).flatMap(([key, text]: [string, { en: string; fr: string }]) =>
      text.en === text.fr ? [key] : [],
    ),
  )
  expect(same).toEqual([
    'inVariable',
    'formatVersion',
    'titleVariables',
    'wordOptions',
    'wordPort',
    'wordUrl',
    'stageTcp',
  ])
})
