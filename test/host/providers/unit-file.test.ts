import { describe, expect, test } from 'vitest'
import { expandSpecifiers, parseExec, parseUnit } from '../../../src/host/providers/linux/systemd/unit-file.js'

describe('a unit file', () => {
  test('has sections, comments and lines that go on', () => {
    const text = [
      '# comment',
      '[Unit]',
      'Description = Two \\',
      '  # comments in between are left out',
      '  words',
      '; another',
      'After=a b',
      '[Service]',
      'ExecStart=/bin/a',
      'ExecStart=/bin/b --flag=1',
      'Environment=A=1',
      'Environment=',
      'no setting',
      '=no name',
      'Last=\\',
    ].join('\r\n')
    expect([...parseUnit(text)]).toEqual([
      ['Unit.Description', ['Two  words']],
      ['Unit.After', ['a b']],
      ['Service.ExecStart', ['/bin/a', '/bin/b --flag=1']],
    ])
  })
})

test.each([
  ['%n|%N|%p|%i|%I', 'a-b@c-d\\x2de.service', 'a-b@c-d\\x2de.service|a-b@c-d\\x2de|a-b|c-d\\x2de|c/d-e'],
  [
    '%n|%N|%p|%i|%P|%j|%f',
    'dev-mapper.service',
    'dev-mapper.service|dev-mapper|dev-mapper||dev/mapper|mapper|/dev/mapper',
  ],
  ['%t %S %E %u %U %h', 'a.service', '/run /var/lib /etc root 0 /root'],
  ['%H %l 100%% %Z %', 'a.service', 'web.example web 100% %Z %'],
])('specifiers in %j of %s', (text, unit, expected) => {
  expect(expandSpecifiers(text, unit, 'web.example')).toBe(expected)
})

test.each([
  ['/bin/a', { program: '/bin/a', rest: '' }],
  ['-/bin/a  -b "c d"', { program: '/bin/a', rest: '-b "c d"' }],
  ['@/bin/a name -b', { program: '/bin/a', rest: '-b' }],
  ['+!"/opt/my app/a \\"x\\"" y', { program: '/opt/my app/a "x"', rest: 'y' }],
  ["'/opt/my app/a' y", { program: '/opt/my app/a', rest: 'y' }],
  [':-|/bin/a', { program: '/bin/a', rest: '' }],
  ['-', null],
  ['', null],
])('the command %j', (text, expected) => {
  expect(parseExec(text)).toEqual(expected)
})
