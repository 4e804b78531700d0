// A package of many tasks, written as text: making it through the object model takes longer than all that is looked at.

const guid = (kind: number, number: number): string =>
  `{${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}}`

/** A package of so many Expression tasks, in chains of ten below each other. */
export function largePackage(tasks: number): string {
  const executables: string[] = []
  const constraints: string[] = []
  for (let number = 0; number < tasks; number += 1) {
    executables.push(`<DTS:Executable DTS:refId="Package\\Task ${number}" DTS:CreationName="Microsoft.ExpressionTask"
      DTS:DTSID="${guid(1, number)}" DTS:ExecutableType="Microsoft.ExpressionTask" DTS:ObjectName="Task ${number}">
      <DTS:ObjectData><ExpressionTask Expression="@[User::Count] = @[User::Count] + 1" /></DTS:ObjectData>
    </DTS:Executable>`)
    if (number % 10 !== 0)
      constraints.push(`<DTS:PrecedenceConstraint DTS:refId="Package.PrecedenceConstraints[C${number}]"
      DTS:DTSID="${guid(2, number)}" DTS:From="Package\\Task ${number - 1}" DTS:To="Package\\Task ${number}"
      DTS:LogicalAnd="True" DTS:ObjectName="C${number}" />`)
  }
  return `<?xml version="1.0"?>
<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts" DTS:refId="Package" DTS:CreationName="Microsoft.Package"
  DTS:DTSID="${guid(0, 0)}" DTS:ExecutableType="Microsoft.Package" DTS:ObjectName="large">
  <DTS:Property DTS:Name="PackageFormatVersion">8</DTS:Property>
  <DTS:Variables>
    <DTS:Variable DTS:DTSID="${guid(3, 0)}" DTS:Namespace="User" DTS:ObjectName="Count">
      <DTS:VariableValue DTS:DataType="3">0</DTS:VariableValue>
    </DTS:Variable>
  </DTS:Variables>
  <DTS:Executables>
    ${executables.join('\n    ')}
  </DTS:Executables>
  <DTS:PrecedenceConstraints>
    ${constraints.join('\n    ')}
  </DTS:PrecedenceConstraints>
</DTS:Executable>
`
}
