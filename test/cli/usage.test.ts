import { expect, test } from 'vitest'
import { commandTable } from '../../src/cli/command-table.js'
import { cli } from './cli.js'

const french = { env: { LANG: 'fr_FR.UTF-8' } }

test.each([
  [['quary', 'SELECT 1'], 'wmilink: unknown command quary\n  Did you mean query?\n'],
  [['query', 'SELECT 1', '--formot', 'csv'], 'wmilink: unknown option --formot\n  Did you mean --format?\n'],
  [['query'], 'wmilink: argument <wql> is missing\n  See wmilink query --help\n'],
  [
    ['query', 'SELECT', '*', 'FROM', 'A'],
    'wmilink: too many arguments\n  Put the whole argument between quotes; see wmilink query --help\n',
  ],
  [['get', 'A=@', '-n'], 'wmilink: option -n, --namespace <namespace> needs a value\n  See wmilink get --help\n'],
  [
    ['classes', '--timeout', 'soon'],
    'wmilink: --timeout "soon" is not a number of seconds\n  Give seconds, such as 30 or 0.5; 0 waits for ever\n',
  ],
  [
    ['classes', '--format', 'xml'],
    'wmilink: --format does not know "xml"\n  Choose one of table, list, json, ndjson, csv\n',
  ],
  [['classes', '--lang', 'de'], 'wmilink: --lang does not know "de"\n  Choose one of en, fr\n'],
  [
    ['classes', '--drive', 'D'],
    'wmilink: the drive mapping "D" is not of the form X:=/path\n  Write for example --drive D:=/data\n',
  ],
  [['classes', '--json', '--format', 'csv'], undefined],
  [
    ['run', 'x.dtsx', '--connection', 'NoSemicolon'],
    'wmilink: --connection needs two parts with ";" between them\n  Write --connection "FIRST;SECOND"; the first ";" separates, later ones belong to the second part\n',
  ],
  [
    ['run', 'x.dtsx', '--set', ';5'],
    'wmilink: --set needs two parts with ";" between them\n  Write --set "FIRST;SECOND"; the first ";" separates, later ones belong to the second part\n',
  ],
])('%j is a wrong command line', async (argv, stderr) => {
  const result = await cli(argv)
  expect(result.code).toBe(6)
  expect(result.stdout).toBe('')
  if (stderr !== undefined) expect(result.stderr).toBe(stderr)
})

test('a wrong command line speaks the language of the locale', async () => {
  expect((await cli(['quary'], french)).stderr).toBe(
    'wmilink: commande inconnue : quary\n  Vouliez-vous dire query ?\n',
  )
})

test('no command at all shows the help on stderr', async () => {
  const result = await cli([])
  expect(result.code).toBe(6)
  expect(result.stdout).toBe('')
  expect(result.stderr).toContain('wmilink: no command was given')
  expect(result.stderr).toContain('inspect <package>')
})

test('with --json an error of the command line is an object', async () => {
  const result = await cli(['query', '--json'])
  expect(result.code).toBe(6)
  expect(JSON.parse(result.stderr)).toEqual({
    error: {
      code: null,
      name: 'UsageError',
      message: 'argument <wql> is missing',
      hint: 'See wmilink query --help',
    },
  })
})

test.each([['--json'], ['--format=json'], ['--format', 'json', '--lang', 'en']])(
  'no command at all with %s: the hint is short',
  async (...argv) => {
    const result = await cli(argv)
    expect(result.code).toBe(6)
    expect(JSON.parse(result.stderr)).toMatchObject({
      error: { message: 'no command was given', hint: 'See wmilink --help' },
    })
  },
)

// dtexec has the syntax of another program, and the help of that.
const ownCommands = commandTable.map(row => row.name).filter(name => name !== 'dtexec')

test.each(ownCommands)('the help of %s names no option that it does not have', async name => {
  for (const language of ['en', 'fr']) {
    const { stdout } = await cli([name, '--help', '--lang', language])
    const options = stdout.slice(stdout.indexOf('\n\nOptions'), stdout.search(/\nEx[ae]mples?\s?:/))
    const has = new Set(options.match(/(?<=^ {2}(?:-\w, )?)--?[\w-]+|(?<=^ {2})-\w(?=, )/gm))
    for (const named of options.match(/(?<![\w-])--?[a-z][a-z-]*\b/gi) ?? []) expect(has).toContain(named)
  }
})

test('--json excludes another format', async () => {
  const result = await cli(['classes', '--json', '--format', 'csv'])
  expect(JSON.parse(result.stderr)).toMatchObject({ error: { message: '--json and --format csv exclude each other' } })
})

test('--version prints the version of the package', async () => {
  const { code, stdout } = await cli(['--version'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test.each(ownCommands)('the help of %s has an example in both languages', async name => {
  const english = await cli([name, '--help'])
  expect(english.code).toBe(0)
  expect(english.stderr).toBe('')
  expect(english.stdout).toMatch(new RegExp(`^Usage: wmilink ${name} \\[options\\]`))
  expect(english.stdout).toContain('\nOptions of every command:\n')
  expect(english.stdout).toContain(`\nExamples:\n  wmilink ${name}`)
  const translated = await cli([name, '--help', '--lang', 'fr'])
  expect(translated.stdout).toMatch(new RegExp(`^Utilisation : wmilink ${name} \\[options\\]`))
  expect(translated.stdout).toContain('\nOptions communes à toutes les commandes :\n')
  expect(translated.stdout).toContain(`\nExemples :\n  wmilink ${name}`)
  for (const word of ['Usage:', 'Options:', 'Arguments:', 'display help', 'Global Options', 'Commands:'])
    expect(translated.stdout).not.toContain(word)
})

test('the help names every command and the exit codes', async () => {
  const { code, stdout } = await cli(['--help'])
  expect(code).toBe(0)
  for (const row of commandTable) expect(stdout).toContain(`\n  ${row.name} `)
  expect(stdout).toContain('4 package not found')
})

test('help COMMAND is the same as COMMAND --help', async () => {
  expect((await cli(['help', 'query'])).stdout).toBe((await cli(['query', '--help'])).stdout)
})

test.each([
  [{ LC_ALL: 'fr_FR.UTF-8', LANG: 'en_US.UTF-8' }, 'Utilisation'],
  [{ LC_MESSAGES: 'fr_CA', LANG: 'en_US.UTF-8' }, 'Utilisation'],
  [{ LC_ALL: '', LANG: 'fr' }, 'Utilisation'],
  [{ LC_ALL: 'C', LANG: 'fr_FR' }, 'Usage'],
  [{ LANG: 'fro_FR' }, 'Usage'],
  [{}, 'Usage'],
])('the locale %j chooses the language', async (env, word) => {
  expect((await cli(['--help'], { env })).stdout.startsWith(word)).toBe(true)
})

test('--lang wins over the locale', async () => {
  expect((await cli(['--help', '--lang=en'], french)).stdout.startsWith('Usage')).toBe(true)
})

test('WMILINK_PASSWORD is taken out of the environment and never shown', async () => {
  const env: Record<string, string | undefined> = { WMILINK_PASSWORD: 'hunter2' }
  const result = await cli(['quary'], { env })
  expect(env).toEqual({})
  expect(result.stderr).not.toContain('hunter2')
})
