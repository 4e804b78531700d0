// The embedded WMI host: `wmilink/host`.
export { listenerPolicy, listenerRules } from './access/listener-policy.js'
export { rowOwner } from './access/row-owner.js'
export { type AccessPolicyOptions, accessPolicy } from './access/rule-policy.js'
export type { AccessRule, AccessRules, PropertiesByClass } from './access/rules.js'
export type { AccessPolicy, AccessTarget, PersonalProperties, Right } from './access-policy.js'
export { type Caller, owner } from './caller.js'
export { type HostConnectOptions, type HostOptions, WmiHost } from './host.js'
export { Machine, type MachineOptions } from './machine.js'
export { MofLoadError, type MofSource } from './mof-loader.js'
export type {
  Provider,
  ProviderCall,
  ProviderQuery,
  ProviderRegistration,
  ProviderRow,
  ProviderSubscription,
} from './provider.js'
export { registerProvider } from './registry.js'
export type { SubscriptionStatus } from './subscriptions/permanent-subscriptions.js'
