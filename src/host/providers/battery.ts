import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { type Battery, readBatteries } from './linux/batteries.js'

/** CIM_Battery.BatteryStatus by the kernel's word: 1 is discharging, 2 on mains without charging. */
const statuses: Readonly<Record<string, number>> = { Discharging: 1, 'Not charging': 2, Full: 3, Charging: 6 }
/** While it discharges: low and critical. */
const levels: Readonly<Record<string, number>> = { Low: 4, Critical: 5 }

/** CIM_Battery.Chemistry by the kernel's word; others are "other". */
const chemistries: Readonly<Record<string, number>> = { Unknown: 2, NiCd: 4, NiMH: 5, 'Li-ion': 6, 'Li-poly': 8 }
const otherChemistry = 1

/** Win32_Battery: the batteries that drive the machine; those of mice and headsets are left out. */
export function batteryProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_Battery'],
    provider: { enumerate: () => readBatteries(machine).map(battery => row(machine, battery)) },
  }
}

function row(machine: Machine, battery: Battery): ProviderRow {
  const name = battery.model ?? battery.name
  return {
    DeviceID: battery.name,
    Name: name,
    Caption: name,
    Description: 'Battery',
    CreationClassName: 'Win32_Battery',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: machine.hostName,
    BatteryStatus: status(battery),
    Chemistry: battery.technology === null ? null : (chemistries[battery.technology] ?? otherChemistry),
    EstimatedChargeRemaining: battery.percent,
    DesignVoltage: battery.designVoltage,
    DesignCapacity: battery.designCapacity,
    FullChargeCapacity: battery.fullCapacity,
    EstimatedRunTime: battery.status === 'Discharging' ? battery.minutesToEmpty : null,
    TimeToFullCharge: battery.status === 'Charging' ? battery.minutesToFull : null,
  }
}

function status({ status: word, level }: Battery): number | null {
  const low = word === 'Discharging' ? levels[level ?? ''] : undefined
  return low ?? statuses[word ?? ''] ?? null
}
