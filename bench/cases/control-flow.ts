import { DTSExecResult, Package } from '../../src/ssis/index.js'
import { pair, type Row } from '../measure.js'

const count = 10_000

/** A package of data flows that move nothing, each after the one that `before` names; no constraint where it names none. */
function packageOf(before: (index: number) => number | undefined): Package {
  const tasks: string[] = []
  const constraints: string[] = []
  for (let index = 0; index < count; index += 1) {
    tasks.push(
      `<DTS:Executable DTS:refId="Package\\T${index}" DTS:CreationName="Microsoft.Pipeline" DTS:DTSID="{T${index}}" DTS:ExecutableType="Microsoft.Pipeline" DTS:ObjectName="T${index}"><DTS:Variables /><DTS:ObjectData /></DTS:Executable>`,
    )
    const from = before(index)
    if (from !== undefined)
      constraints.push(
        `<DTS:PrecedenceConstraint DTS:CreationName="" DTS:DTSID="{C${index}}" DTS:From="Package\\T${from}" DTS:LogicalAnd="True" DTS:ObjectName="C${index}" DTS:To="Package\\T${index}" />`,
      )
  }
  return Package.parse(
    `<?xml version="1.0"?><DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts" DTS:refId="Package" DTS:CreationName="Microsoft.Package" DTS:DTSID="{P}" DTS:ExecutableType="Microsoft.Package" DTS:ObjectName="P"><DTS:Property DTS:Name="PackageFormatVersion">8</DTS:Property><DTS:Variables /><DTS:Executables>${tasks.join('')}</DTS:Executables><DTS:PrecedenceConstraints>${constraints.join('')}</DTS:PrecedenceConstraints></DTS:Executable>`,
  )
}

async function execute(pkg: Package): Promise<void> {
  if ((await pkg.execute()) !== DTSExecResult.Success) throw new Error(JSON.stringify(pkg.errors[0]))
}

/** As many promises that wait for each other as a program would write by hand. */
async function byHand(): Promise<void> {
  for (let index = 0; index < count; index += 1) await new Promise<void>(resolve => setImmediate(resolve))
}

/** Control flows of 10,000 tasks that do nothing, validation included, beside 10,000 turns of the event loop. */
export async function run(): Promise<Row[]> {
  const shapes: readonly (readonly [string, (index: number) => number | undefined])[] = [
    ['a chain', index => (index === 0 ? undefined : index - 1)],
    ['all after the first', index => (index === 0 ? undefined : 0)],
    ['side by side', () => undefined],
  ]
  const rows: Row[] = []
  for (const [what, before] of shapes) {
    const pkg = packageOf(before)
    const time = await pair(() => execute(pkg), byHand, 5)
    rows.push({
      what: `${count} empty tasks, ${what}`,
      ours: `${time.a.toFixed(0)} ms`,
      beside: `${time.b.toFixed(0)} ms: as many turns of the event loop`,
      ratio: `${time.ratio.toFixed(1)} × its time`,
    })
  }
  return rows
}
