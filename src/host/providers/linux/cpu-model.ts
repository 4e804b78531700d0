import type { ProviderRow } from '../../provider.js'
import { type CpuInfo, cpuFlags } from './cpu-info.js'

/** MIDR_EL1.Implementer as cpuinfo prints it ("CPU implementer"), with the name of the company. */
const implementers: Readonly<Record<string, string>> = {
  '0x41': 'ARM',
  '0x42': 'Broadcom',
  '0x43': 'Cavium',
  '0x44': 'DEC',
  '0x46': 'Fujitsu',
  '0x48': 'HiSilicon',
  '0x4e': 'NVIDIA',
  '0x50': 'APM',
  '0x51': 'Qualcomm',
  '0x53': 'Samsung',
  '0x56': 'Marvell',
  '0x61': 'Apple',
  '0x69': 'Intel',
  '0x6d': 'Microsoft',
  '0x70': 'Phytium',
  '0xc0': 'Ampere',
}

/** Parts of ARM itself ("CPU part"): boards name their processor by this number alone. */
const armParts: Readonly<Record<string, string>> = {
  '0xb76': 'ARM1176',
  '0xc05': 'Cortex-A5',
  '0xc07': 'Cortex-A7',
  '0xc08': 'Cortex-A8',
  '0xc09': 'Cortex-A9',
  '0xc0d': 'Cortex-A12',
  '0xc0e': 'Cortex-A17',
  '0xc0f': 'Cortex-A15',
  '0xd03': 'Cortex-A53',
  '0xd04': 'Cortex-A35',
  '0xd05': 'Cortex-A55',
  '0xd07': 'Cortex-A57',
  '0xd08': 'Cortex-A72',
  '0xd09': 'Cortex-A73',
  '0xd0a': 'Cortex-A75',
  '0xd0b': 'Cortex-A76',
  '0xd0c': 'Neoverse-N1',
  '0xd0d': 'Cortex-A77',
  '0xd40': 'Neoverse-V1',
  '0xd41': 'Cortex-A78',
  '0xd44': 'Cortex-X1',
  '0xd46': 'Cortex-A510',
  '0xd47': 'Cortex-A710',
  '0xd48': 'Cortex-X2',
  '0xd49': 'Neoverse-N2',
  '0xd4f': 'Neoverse-V2',
}

/** Name, Manufacturer, Caption and the numbers of family, model and stepping, from the words of x86, ARM and others. */
export function describeCpu(info: CpuInfo): ProviderRow {
  if (info.has('vendor_id') && info.has('cpu family')) return describeX86(info)
  if (info.has('CPU implementer')) return describeArm(info)
  return { Name: info.get('model name') ?? info.get('cpu') ?? info.get('uarch') ?? null }
}

/** How Windows names an x86 processor to programs: `Intel64 Family 6 Model 45 Stepping 7`. */
function describeX86(info: CpuInfo): ProviderRow {
  const vendor = info.get('vendor_id') ?? ''
  const [family, model, stepping] = ['cpu family', 'model', 'stepping'].map(key => Number(info.get(key)))
  const wide = cpuFlags(info).has('lm')
  const kind = wide ? (/AMD|Hygon/.test(vendor) ? 'AMD64' : 'Intel64') : 'x86'
  const caption = [`${kind} Family ${family} Model ${model}`, ...(isNumber(stepping) ? [`Stepping ${stepping}`] : [])]
  return {
    Name: info.get('model name') || null,
    Manufacturer: vendor || null,
    Caption: caption.join(' '),
    Description: caption.join(' '),
    Level: isNumber(family) ? family : null,
    // PROCESSOR_REVISION: the model in the upper byte, the stepping in the lower.
    Revision: isNumber(model) && isNumber(stepping) ? (model << 8) | stepping : null,
    Stepping: isNumber(stepping) ? String(stepping) : null,
  }
}

function describeArm(info: CpuInfo): ProviderRow {
  const implementer = info.get('CPU implementer') ?? ''
  const part = info.get('CPU part') ?? ''
  const named = implementer === '0x41' ? armParts[part] : undefined
  const level = Number.parseInt(info.get('CPU architecture') ?? '', 10)
  const caption = `ARMv${level} Family ${level} Model ${part.replace(/^0x/, '').toUpperCase()} Revision ${info.get('CPU revision')}`
  // Old kernels repeat the architecture where a name should be.
  const told = /^(ARMv|AArch64)/.test(info.get('model name') ?? '') ? undefined : info.get('model name')
  return {
    Name: told ?? named ?? null,
    Manufacturer: implementers[implementer] ?? null,
    ...(isNumber(level) && part ? { Caption: caption, Description: caption, Level: level } : {}),
  }
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value)
}
