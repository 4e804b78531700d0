// Batteries: /sys/class/power_supply (Documentation/ABI/testing/sysfs-class-power). Voltages are in microvolts, energies in
// microwatt-hours, charges in microampere-hours, times in seconds.
import type { Machine } from '../../machine.js'

const folder = '/sys/class/power_supply'

export interface Battery {
  /** The kernel's name, such as `BAT0`. */
  readonly name: string
  readonly model: string | null
  /** The kernel's words: `Charging`, `Li-ion`, `Low`. */
  readonly status: string | null
  readonly technology: string | null
  readonly level: string | null
  readonly percent: number | null
  /** Millivolts. */
  readonly designVoltage: number | null
  /** Milliwatt-hours. */
  readonly designCapacity: number | null
  readonly fullCapacity: number | null
  readonly minutesToEmpty: number | null
  readonly minutesToFull: number | null
}

/** The batteries of the machine itself, by name. */
export function readBatteries(machine: Machine): readonly Battery[] {
  const names = machine.list(folder).sort()
  return names.flatMap(name => {
    const value = (file: string) => machine.value(`${folder}/${name}/${file}`)
    // Scope tells apart the batteries of devices that are connected, such as mice.
    return value('type') === 'Battery' && value('scope') !== 'Device' ? [read(name, value)] : []
  })
}

function read(name: string, value: (file: string) => string | null): Battery {
  const number = (file: string) => wholeNumber(value(file))
  const voltage = number('voltage_min_design')
  const energy = (which: string) => {
    const microwattHours = number(`energy_${which}`)
    if (microwattHours !== null) return uint32(microwattHours / 1000)
    const charge = number(`charge_${which}`)
    return charge === null || voltage === null ? null : uint32((charge * voltage) / 1e9)
  }
  const percent = number('capacity')
  return {
    name,
    model: value('model_name'),
    status: value('status'),
    technology: value('technology'),
    level: value('capacity_level'),
    percent: percent !== null && percent <= 100 ? percent : null,
    designVoltage: voltage === null ? null : uint32(voltage / 1000),
    designCapacity: energy('full_design'),
    fullCapacity: energy('full'),
    minutesToEmpty: minutes(number('time_to_empty_now') ?? secondsToEmpty(number)),
    minutesToFull: minutes(number('time_to_full_now')),
  }
}

/** What is left, at the present rate. */
function secondsToEmpty(number: (file: string) => number | null): number | null {
  const pairs = [
    [number('energy_now'), number('power_now')],
    [number('charge_now'), number('current_now')],
  ] as const
  for (const [left, rate] of pairs) if (left !== null && rate !== null && rate > 0) return (left / rate) * 3600
  return null
}

function minutes(seconds: number | null): number | null {
  return seconds === null ? null : uint32(seconds / 60)
}

function uint32(value: number): number | null {
  const rounded = Math.round(value)
  return rounded <= 0xffff_ffff ? rounded : null
}

/** Some drivers give a rate with a sign. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Math.abs(Number(text)) : null
}
