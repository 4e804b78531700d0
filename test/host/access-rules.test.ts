import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { glob } from '../../src/base/glob.js'
import { accountName } from '../../src/host/access/account.js'
import { listenerPolicy } from '../../src/host/access/listener-policy.js'
import { ownerPolicy } from '../../src/host/access/owner-policy.js'
import { accessPolicy } from '../../src/host/access/rule-policy.js'
import type { AccessRule, AccessRules } from '../../src/host/access/rules.js'
import type { Right } from '../../src/host/access-policy.js'
import { type Caller, owner } from '../../src/host/caller.js'

const remote = (user: string | null): Caller => ({ user, remote: true, allowMethods: false })
const policy = (...rules: AccessRule[]) => accessPolicy({ rules }, { hostName: 'TESTHOST' })
const cimv2 = 'root\\cimv2'
const rights: readonly Right[] = ['enable', 'remote', 'execute', 'partialWrite', 'fullWrite', 'subscribe', 'unmask']

describe('accounts', () => {
  test.each([
    ['alice', 'alice'],
    [' Alice ', 'alice'],
    ['CORP\\Alice', 'alice@corp'],
    ['Alice@CORP', 'alice@corp'],
    ['alice@corp.example', 'alice@corp.example'],
    ['.\\alice', 'alice'],
    ['testhost\\alice', 'alice'],
    ['alice@TESTHOST', 'alice'],
    ['CORP\\a@b', 'a@b@corp'],
    ['@alice', '@alice'],
    ['', ''],
  ])('%j is %j', (text, name) => {
    expect(accountName(text, 'TESTHOST')).toBe(name)
  })
})

describe('wildcards', () => {
  test.each([
    ['*', 'anything', true],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['Win32_*', 'WIN32_Process', true],
    ['Win32_*', 'CIM_Process', false],
    ['*_Process', 'Win32_Process', true],
    ['*Pro*ss', 'Win32_Process', true],
    ['Win32_?rocess', 'Win32_Process', true],
    ['Win32_?rocess', 'Win32_rocess', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['root\\*', 'root\\cimv2', true],
  ])('%j matches %j: %j', (pattern, text, matches) => {
    expect(glob(pattern)(text)).toBe(matches)
  })

  test('do not take long, however many stars there are', () => {
    expect(glob(`${'a*'.repeat(200)}b`)('a'.repeat(20_000))).toBe(false)
  })
})

describe('rules', () => {
  test('the owner may everything, and sees everything', () => {
    const nothing = accessPolicy({ rules: [], hidden: { '*': ['Name'] }, personal: { '*': ['Caption'] } })
    for (const each of [nothing, ownerPolicy]) {
      for (const right of rights) expect(each.allows(owner, right, cimv2, { className: 'X' })).toBe(true)
      expect(each.hidden(owner, cimv2, 'X')).toBeNull()
      expect(each.personal?.(owner, cimv2, 'X') ?? null).toBeNull()
    }
  })

  test('nobody else may anything that no rule grants', () => {
    const callers = [remote('alice'), remote(null), { ...owner, user: 'alice' }]
    for (const caller of callers)
      for (const right of rights) {
        expect(policy().allows(caller, right, cimv2)).toBe(false)
        expect(policy().allows(caller, right, cimv2, { className: 'X' })).toBe(false)
      }
  })

  test.each(rights)('%s grants itself, and fullWrite partialWrite too', granted => {
    const given = policy({ user: 'alice', rights: [granted] })
    const expected = granted === 'fullWrite' ? ['partialWrite', 'fullWrite'] : [granted]
    expect(rights.filter(right => given.allows(remote('alice'), right, cimv2))).toEqual(expected)
  })

  test('rights of several rules add up', () => {
    const given = policy({ user: 'alice', rights: ['enable'] }, { user: '*', rights: ['remote'] })
    expect(rights.filter(right => given.allows(remote('alice'), right, cimv2))).toEqual(['enable', 'remote'])
    expect(rights.filter(right => given.allows(remote('bob'), right, cimv2))).toEqual(['remote'])
  })

  test.each<[string | string[], string, boolean]>([
    ['alice', 'ALICE', true],
    ['alice', 'alice@corp.example', false],
    ['alice', 'TESTHOST\\alice', true],
    ['CORP\\alice', 'alice@corp', true],
    ['alice@corp', 'alice', false],
    ['al*', 'alice', true],
    ['al*', 'alice@corp', false],
    ['*@corp', 'alice@corp', true],
    ['*@corp', 'alice', false],
    ['CORP\\*', 'alice@corp', true],
    ['*', 'alice@corp', true],
    [['bob', 'alice'], 'alice', true],
    ['@admins', 'alice', true],
    ['@admins', 'Corp\\Bob', true],
    ['@admins', 'bob', false],
    ['@admins', '@admins', false],
  ])('%j means %j: %j', (user, name, means) => {
    const given = accessPolicy(
      { rules: [{ user, rights: ['enable'] }], groups: { admins: ['alice', 'bob@corp'] } },
      { hostName: 'TESTHOST' },
    )
    expect(given.allows(remote(name), 'enable', cimv2)).toBe(means)
  })

  test('everybody is who has proved a name', () => {
    expect(policy({ user: '*', rights: ['enable'] }).allows(remote(null), 'enable', cimv2)).toBe(false)
  })

  test('namespaces are named with either slash, with wildcards', () => {
    const given = policy({ user: '*', namespaces: ['root/cimv2', 'ROOT\\Sta*'], rights: ['enable'] })
    const entered = ['root', 'root\\cimv2', 'root\\cimv2\\sub', 'root\\StandardCimv2', 'root\\default'].filter(name =>
      given.allows(remote('alice'), 'enable', name),
    )
    expect(entered).toEqual(['root\\cimv2', 'root\\StandardCimv2'])
  })

  test('classes are named with wildcards, and excepted', () => {
    const given = policy({ user: '*', classes: 'win32_*', except: ['Win32_Env*', 'Win32_BIOS'], rights: ['enable'] })
    const allowed = ['Win32_Process', 'Win32_Environment', 'Win32_BIOS', 'CIM_DataFile'].filter(className =>
      given.allows(remote('alice'), 'enable', cimv2, { className }),
    )
    expect(allowed).toEqual(['Win32_Process'])
    expect(given.allows(remote('alice'), 'enable', cimv2)).toBe(true)
  })

  test('registered classes need to be named', () => {
    const target = { className: 'My_Class', registered: true }
    const given = (classes: string[]) => policy({ user: '*', classes, rights: ['enable'] })
    expect(policy({ user: '*', rights: ['enable'] }).allows(remote('alice'), 'enable', cimv2, target)).toBe(false)
    expect(given(['*']).allows(remote('alice'), 'enable', cimv2, target)).toBe(false)
    expect(given(['My_*']).allows(remote('alice'), 'enable', cimv2, target)).toBe(true)
  })

  test('hide properties from who may not unmask them', () => {
    const given = accessPolicy(
      {
        rules: [
          { user: '*', rights: ['enable'] },
          { user: 'bob', classes: 'Win32_Process', rights: ['unmask'] },
        ],
        hidden: { 'Win32_P*': ['CommandLine'], Win32_Printer: ['Comment'] },
        personal: { Win32_Process: ['ExecutablePath'] },
      },
      { hostName: 'TESTHOST' },
    )
    const [alice, bob] = [remote('Alice'), remote('bob')]
    expect(given.hidden(alice, cimv2, 'Win32_Process')).toEqual(new Set(['commandline']))
    expect(given.hidden(alice, cimv2, 'Win32_Printer')).toEqual(new Set(['commandline', 'comment']))
    expect(given.hidden(alice, cimv2, 'CIM_Process')).toBeNull()
    expect(given.hidden(bob, cimv2, 'Win32_Process')).toBeNull()
    expect(given.hidden(bob, cimv2, 'Win32_Printer')).not.toBeNull()
    const personal = given.personal?.(alice, cimv2, 'win32_process')
    expect(personal?.names).toEqual(new Set(['executablepath']))
    expect(['alice', 'bob', 'TESTHOST\\ALICE', 'alice@corp'].map(user => personal?.owns(user))).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(given.personal?.(bob, cimv2, 'Win32_Process')).toBeNull()
    expect(given.personal?.(remote(null), cimv2, 'Win32_Process')?.owns('')).toBe(false)
  })

  test('made-up class names do not change an answer', () => {
    const given = policy({ user: '*', classes: 'A*', rights: ['enable'] })
    const alice = remote('alice')
    for (let index = 0; index < 6000; index += 1)
      expect(given.allows(alice, 'enable', cimv2, { className: `B${index}` })).toBe(false)
    expect(given.allows(alice, 'enable', cimv2, { className: 'A1' })).toBe(true)
  })
})

describe('rules that are wrong', () => {
  const rule = { user: 'alice', rights: ['enable'] }
  test.each<[string, unknown, string, string]>([
    ['no object', 'alice', 'access rules, rules: an object is needed', 'Each rule has user and rights'],
    ['no rules', {}, 'access rules, rules: a list is needed', 'Each rule has user and rights'],
    [
      'a misspelt right',
      { rules: [{ user: 'a', rights: ['enabled'] }] },
      'rules[0].rights: there is no right enabled',
      'Did you mean enable?',
    ],
    ['another right', { rules: [{ user: 'a', rights: [7] }] }, 'there is no right 7', 'Rights are enable, execute, '],
    ['no rights', { rules: [{ user: 'a' }] }, 'rules[0].rights: a list is needed', ''],
    ['no user', { rules: [rule, { rights: [] }] }, 'rules[1].user: a text', ''],
    ['an empty user', { rules: [{ ...rule, user: ' ' }] }, 'rules[0].user: a text', ''],
    [
      'a misspelt member',
      { rules: [{ ...rule, clases: 'X' }] },
      'rules[0]: there is no member clases',
      'Did you mean classes?',
    ],
    [
      'an unknown member',
      { rules: [], whatever: 1 },
      'there is no member whatever',
      'Members are rules, groups, hidden, personal',
    ],
    [
      'an unknown group',
      { rules: [{ ...rule, user: '@admin' }], groups: { admins: [] } },
      'there is no group @admin',
      'Did you mean admins?',
    ],
    ['an inherited group', { rules: [{ ...rule, user: '@constructor' }] }, 'there is no group @constructor', ''],
    ['a group that is no list', { rules: [], groups: { admins: 1 } }, 'groups.admins: a text', ''],
    ['classes that are no texts', { rules: [{ ...rule, classes: [1] }] }, 'rules[0].classes: a text', ''],
    ['hidden properties that are no texts', { rules: [], hidden: { X: [null] } }, 'hidden.X: a text', ''],
  ])('%s', (_, rules, message, hint) => {
    for (const make of [accessPolicy, listenerPolicy]) {
      expect(() => make(rules as AccessRules)).toThrow(ArgumentError)
      expect(() => make(rules as AccessRules)).toThrow(
        expect.objectContaining({ message: expect.stringContaining(message), hint: expect.stringContaining(hint) }),
      )
    }
  })
})

describe('the default for listeners', () => {
  const listener = listenerPolicy(
    {
      rules: [{ user: 'bob', classes: 'Win32_Environment', rights: ['enable'] }],
      hidden: { Win32_NTLogEvent: ['User'] },
    },
    { hostName: 'TESTHOST' },
  )
  const allowed = (user: string | null, className?: string) =>
    rights.filter(right => listener.allows(remote(user), right, cimv2, className ? { className } : undefined))

  test('reads and receives events', () => {
    expect(allowed('alice')).toEqual(['enable', 'remote', 'subscribe'])
    expect(allowed('alice', 'Win32_Process')).toEqual(['enable', 'remote', 'subscribe'])
    expect(allowed(null)).toEqual([])
  })

  test.each([
    'Win32_Environment',
    'Win32_StartupCommand',
    'Win32_ScheduledJob',
    'CIM_ProcessExecutable',
    'Win32_PingStatus',
    'CIM_DataFile',
    'Win32_Directory',
    'CIM_DirectoryContainsFile',
  ])('does not serve %s', className => {
    expect(allowed('alice', className)).toEqual([])
  })

  test('serves more to whom a rule grants it', () => {
    expect(allowed('bob', 'Win32_Environment')).toEqual(['enable'])
  })

  test('hides what was written into logs, and more where told', () => {
    expect(listener.hidden(remote('alice'), cimv2, 'Win32_NTLogEvent')).toEqual(
      new Set(['message', 'insertionstrings', 'data', 'user']),
    )
    expect(listener.personal?.(remote('alice'), cimv2, 'Win32_Process')?.names).toEqual(
      new Set(['commandline', 'executablepath']),
    )
  })
})
