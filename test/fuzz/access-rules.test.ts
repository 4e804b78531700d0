import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { accessPolicy } from '../../src/host/access/rule-policy.js'
import { type AccessRules, rightBits } from '../../src/host/access/rules.js'
import type { Right } from '../../src/host/access-policy.js'
import { fuzzCases } from '../vectors.js'

const text = fc.oneof(fc.constantFrom('*', '@g', '@', 'alice', 'CORP\\alice', 'a@b', 'root/*', '?', ''), fc.string())
const texts = fc.oneof(text, fc.array(text, { maxLength: 3 }))
const table = fc.dictionary(text, fc.array(text, { maxLength: 3 }), { maxKeys: 3 })
const right = fc.constantFrom(...(Object.keys(rightBits) as Right[]))
const rule = fc.record(
  { user: texts, namespaces: texts, classes: texts, except: texts, rights: fc.array(right, { maxLength: 3 }) },
  { requiredKeys: ['user', 'rights'] },
)
const likely = fc.record(
  { rules: fc.array(rule, { maxLength: 3 }), groups: table, hidden: table, personal: table },
  { requiredKeys: ['rules'] },
)

test('any rules make a policy that answers, or are refused', () => {
  const cases = fc.tuple(fc.oneof({ weight: 4, arbitrary: likely }, fc.anything()), text, text, text, right)
  fc.assert(
    fc.property(cases, ([rules, user, namespace, className, asked]) => {
      let policy: ReturnType<typeof accessPolicy>
      try {
        policy = accessPolicy(rules as AccessRules, { hostName: 'HOST' })
      } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError)
        return
      }
      const nobody = { user: null, remote: true, allowMethods: true }
      const caller = { ...nobody, user }
      for (const target of [undefined, { className }, { className, registered: true }]) {
        expect(policy.allows(nobody, asked, namespace, target)).toBe(false)
        const allowed = policy.allows(caller, asked, namespace, target)
        expect(policy.allows(caller, asked, namespace, target)).toBe(allowed)
        // Nothing is allowed for one class that is not allowed for any.
        if (allowed) expect(policy.allows(caller, asked, namespace)).toBe(true)
      }
      const hidden = policy.hidden(caller, namespace, className)
      if (hidden) expect(policy.allows(caller, 'unmask', namespace, { className })).toBe(false)
      policy.personal?.(caller, namespace, className)?.owns(user)
    }),
    { numRuns: fuzzCases, seed: 20050117 },
  )
})
