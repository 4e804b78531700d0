// Polling as WITHIN says: WMI SDK "WITHIN Clause".
import { WmiError } from '../../base/errors.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimInstance } from '../../cim/instance.js'
import { compareSnapshots, type InstanceChange, type Snapshot } from '../../wql/snapshot.js'
import { providerFailure } from '../failures.js'
import { instanceOccurrence } from './instance-events.js'
import type { Occurrence } from './occurrence.js'
import type { PolledClass } from './polled-class.js'
import { mostSeen, SeenInstances } from './seen-instances.js'

/** Who is told of changes. */
export interface PollMember {
  /** Milliseconds between two polls. */
  readonly interval: number
  /** False when modifications need not be looked for. */
  readonly modifications: boolean
  deliver(occurrence: Occurrence): void
  fail(error: WmiError): void
}

interface Membership {
  readonly member: PollMember
  /** performance.now() of the next poll. */
  due: number
  /** What the instances were at the last poll; undefined until there was one. */
  baseline: Snapshot | undefined
  /** The last sighting that was told. */
  told: number
}

interface Joiner {
  readonly membership: Membership
  resolve(): void
  reject(error: WmiError): void
}

/** So many polls may fail one after the other; the next failure ends the watches. */
const patience = 2
/** Milliseconds by which a poll may be early, so that members who meet do so in spite of rounding. */
const early = 1

/**
 * The polls of one class for all who watch it: one enumeration serves all members whose time has come. Times are multiples
 * of a member's interval, so that members with one interval, or 1 s and 2 s, meet. A poll begins after the former has ended.
 *
 * A member's baseline is an enumeration that begins after it joined. A poll that fails is tried again at the next time and
 * changes nothing; the third one in a row ends all watches with its error.
 */
export class PollGroup {
  readonly #source: PolledClass
  readonly #empty: () => void
  readonly #members = new Map<PollMember, Membership>()
  readonly #abort = new AbortController()
  readonly #seen = new SeenInstances()
  #joiners: Joiner[] = []
  #observing: Promise<void> | undefined
  #failures = 0
  #running = false
  #timer: NodeJS.Timeout | undefined
  #turn: NodeJS.Immediate | undefined

  /** @param empty told when the last member has left: the group is of no use any more */
  constructor(source: PolledClass, empty: () => void) {
    this.#source = source
    this.#empty = empty
  }

  /** Resolves when the member's baseline stands. @throws WmiError of the first enumeration */
  join(member: PollMember): Promise<void> {
    const membership = {
      member,
      due: nextTime(performance.now(), member.interval),
      baseline: undefined,
      told: this.#seen.last,
    }
    this.#members.set(member, membership)
    return new Promise((resolve, reject) => {
      this.#joiners.push({ membership, resolve, reject })
      this.#schedule()
    })
  }

  leave(member: PollMember): void {
    if (!this.#members.delete(member)) return
    if (this.#members.size > 0) {
      this.#schedule()
      return
    }
    this.#abort.abort()
    clearTimeout(this.#timer)
    if (this.#turn) clearImmediate(this.#turn)
    for (const joiner of this.#joiners.splice(0)) joiner.resolve()
    this.#empty()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#running || this.#members.size === 0) return
    if (this.#joiners.length > 0) {
      // Whoever joins in the same turn shares the enumeration.
      this.#turn ??= setImmediate(() => this.#run())
      return
    }
    const rest = this.#earliest() - performance.now()
    this.#timer = setTimeout(() => this.#ring(), Math.max(Math.ceil(rest), 1)).unref()
  }

  #earliest(): number {
    let due = Number.POSITIVE_INFINITY
    for (const membership of this.#members.values()) due = Math.min(due, membership.due)
    return due
  }

  /** Timers count from the beginning of a turn of the event loop, and so may ring early. */
  #ring(): void {
    if (this.#earliest() > performance.now() + early) this.#schedule()
    else void this.#run()
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer)
    this.#turn = undefined
    this.#running = true
    const joiners = this.#joiners
    this.#joiners = []
    const now = performance.now() + early
    const due = [...this.#members.values()].filter(each => each.baseline && each.due <= now)
    try {
      if (this.#source.canObserve)
        this.#observing ??= this.#source.observe(this.#abort.signal, instance => this.#see(instance))
      await this.#observing
      const seen = this.#seen.last
      const snapshot = await this.#source.read(this.#abort.signal)
      this.#failures = 0
      this.#tell(due, snapshot, seen)
      for (const { membership, resolve } of joiners) {
        membership.baseline = snapshot
        membership.told = seen
        resolve()
      }
      this.#seen.forget(Math.min(...[...this.#members.values()].map(each => each.told)))
    } catch (error) {
      this.#fail(providerFailure(error, this.#source.class.name), due, joiners)
    }
    const end = performance.now()
    for (const membership of due) membership.due = nextTime(Math.max(end, membership.due), membership.member.interval)
    for (const { membership } of joiners)
      if (membership.due <= end) membership.due = nextTime(end, membership.member.interval)
    this.#running = false
    this.#schedule()
  }

  #fail(error: WmiError, due: readonly Membership[], joiners: readonly Joiner[]): void {
    if (this.#abort.signal.aborted) return
    for (const { membership, reject } of joiners) {
      reject(error)
      this.leave(membership.member)
    }
    if (due.length === 0) return
    this.#failures += 1
    if (this.#failures > patience) for (const member of [...this.#members.keys()]) member.fail(error)
  }

  /** Members with one baseline, as all have after a common poll, share one comparison and its events. */
  #tell(due: readonly Membership[], snapshot: Snapshot, seen: number): void {
    const byBaseline = new Map<Snapshot, Membership[]>()
    for (const membership of due) {
      const { baseline } = membership
      if (!baseline || !this.#members.has(membership.member)) continue
      const sharers = byBaseline.get(baseline)
      if (sharers) sharers.push(membership)
      else byBaseline.set(baseline, [membership])
    }
    for (const [baseline, sharers] of byBaseline) {
      for (const { told, members } of byLastTold(sharers))
        for (const occurrence of this.#between(baseline, snapshot, told, seen))
          for (const member of members) member.deliver(occurrence)
      const modifications = sharers.some(({ member }) => member.modifications)
      for (const change of compareSnapshots(baseline, snapshot, modifications)) {
        const occurrence = this.#occurrence(change)
        for (const { member } of sharers) member.deliver(occurrence)
      }
      for (const membership of sharers) {
        membership.baseline = snapshot
        membership.told = seen
      }
    }
  }

  /** Instances that came after the one poll and were gone at the other. */
  *#between(before: Snapshot, after: Snapshot, told: number, seen: number): Generator<Occurrence> {
    for (const [identity, instance] of this.#seen.between(told, seen)) {
      if (before.has(identity) || after.has(identity)) continue
      yield this.#occurrence({ kind: 'creation', instance })
      yield this.#occurrence({ kind: 'deletion', instance })
    }
  }

  #occurrence(change: InstanceChange): Occurrence {
    return instanceOccurrence(this.#source.scope.classes, change)
  }

  #see(instance: CimInstance): void {
    if (this.#seen.add(instance)) return
    const names = { class: this.#source.class.name, limit: mostSeen }
    const error = new WmiError('WBEM_E_QUEUE_OVERFLOW', eventText('observedOverflow', names), {
      hint: eventText('observedOverflowHint'),
    })
    for (const member of [...this.#members.keys()]) member.fail(error)
  }
}

/** The next multiple of the interval. Part of a microsecond is rounding. */
export function nextTime(now: number, interval: number): number {
  return (Math.floor(now / interval + 1e-6) + 1) * interval
}

function byLastTold(sharers: readonly Membership[]): Iterable<{ told: number; members: PollMember[] }> {
  const groups = new Map<number, { told: number; members: PollMember[] }>()
  for (const { told, member } of sharers) {
    const group = groups.get(told)
    if (group) group.members.push(member)
    else groups.set(told, { told, members: [member] })
  }
  return groups.values()
}
