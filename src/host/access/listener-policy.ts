import type { AccessPolicy } from '../access-policy.js'
import { type AccessPolicyOptions, accessPolicy } from './rule-policy.js'
import type { AccessRules, PropertiesByClass } from './rules.js'
import { checkRules } from './rules.js'

/**
 * What users who have proved who they are may do over a listener when nothing else was said: read and receive events. They
 * do not see
 * - environment variables, in which passwords stand, nor commands that run by themselves: those classes are not served;
 * - which file another user's process runs, and with which arguments (Windows shows them to administrators only);
 * - what was written into logs, and what permanent subscriptions write and run;
 * - files and folders, of which this host sees what its own account may see;
 * - answers to pings, which this machine would send for them;
 * - classes of `registerProvider`: a rule that names them gives them.
 */
export const listenerRules: AccessRules = {
  rules: [
    {
      user: '*',
      except: [
        'Win32_Environment',
        'Win32_StartupCommand',
        'Win32_ScheduledJob',
        'CIM_ProcessExecutable',
        'Win32_PingStatus',
        'CIM_DataFile',
        'Win32_Directory',
        'CIM_DirectoryContainsFile',
        'Win32_SubDirectory',
        'Win32_LogicalDiskRootDirectory',
      ],
      rights: ['enable', 'remote', 'subscribe'],
    },
  ],
  hidden: {
    Win32_NTLogEvent: ['Message', 'InsertionStrings', 'Data'],
    CommandLineEventConsumer: ['CommandLineTemplate', 'ExecutablePath', 'WorkingDirectory'],
    ActiveScriptEventConsumer: ['ScriptText', 'ScriptFileName'],
    LogFileEventConsumer: ['Text'],
    NTEventLogEventConsumer: ['InsertionStringTemplates'],
    SMTPEventConsumer: ['Message', 'HeaderFields'],
  },
  personal: { Win32_Process: ['CommandLine', 'ExecutablePath'] },
}

/**
 * The policy for a host that listens: {@link listenerRules}, and what more is granted or hidden. A class that is not served by
 * default is served to whom a rule grants it.
 *
 * @throws ArgumentError for rules that are wrong, saying where
 */
export function listenerPolicy(more: AccessRules = { rules: [] }, options: AccessPolicyOptions = {}): AccessPolicy {
  checkRules(more)
  return accessPolicy(
    {
      rules: [...listenerRules.rules, ...more.rules],
      groups: more.groups ?? {},
      hidden: merged(listenerRules.hidden, more.hidden),
      personal: merged(listenerRules.personal, more.personal),
    },
    options,
  )
}

function merged(own: PropertiesByClass = {}, more: PropertiesByClass = {}): PropertiesByClass {
  const all = new Map(Object.entries(own))
  for (const [name, properties] of Object.entries(more)) all.set(name, [...(all.get(name) ?? []), ...properties])
  return Object.fromEntries(all)
}
