import { describe, expect, it } from 'vitest'
import { WmiError } from '../../../src/base/errors.js'
import { type CimClass, CimDateTime, CimInstance } from '../../../src/cim/index.js'
import { readClassXml, readEmbeddedText, writeClassXml, writeInstanceXml } from '../../../src/cim/xml/index.js'
import { WmiHost } from '../../../src/host/index.js'
import { XmlDocument } from '../../../src/xml/index.js'
import { vector } from '../../vectors.js'
import { classOfMof } from '../classes.js'

function read(xml: string): CimClass {
  return readClassXml(XmlDocument.parse(xml, { lenient: true }).root)
}

/** What a class says, in plain objects. */
function plain(cimClass: CimClass) {
  const element = <T extends { qualifiers: Iterable<unknown> }>(item: T) => ({
    ...item,
    qualifiers: [...item.qualifiers],
  })
  return {
    name: cimClass.name,
    derivation: cimClass.derivation,
    qualifiers: [...cimClass.qualifiers],
    keys: cimClass.keys.map(key => key.name),
    properties: [...cimClass.properties].map(element),
    methods: [...cimClass.methods].map(method => ({ ...element(method), parameters: method.parameters.map(element) })),
  }
}

const schema = () => {
  const text = vector('wsman/gosammwr/cimsession_flow/03_Res_schema.xml').toString('utf8')
  const found = [...XmlDocument.parse(text).root.descendants()].find(element => element.localName === 'CLASS')
  if (!found) throw new Error('no CLASS')
  return readClassXml(found)
}

describe('a class that Windows declares', () => {
  it('has the types, the keys and the ancestors', () => {
    const disk = schema()
    expect(disk.name).toBe('Win32_DiskDrive')
    expect(disk.derivation.slice(0, 2)).toEqual(['CIM_DiskDrive', 'CIM_MediaAccessDevice'])
    expect(disk.derivation).toHaveLength(5)
    expect(disk.keys.map(key => key.name)).toEqual(['DeviceID'])
    expect(disk.qualifiers.get('DYNAMIC')).toMatchObject({
      value: true,
      flavor: { toSubclass: false, toInstance: true },
    })
    expect(disk.qualifiers.get('locale')?.value).toBe(1033)
    expect(disk.properties.get('size')).toMatchObject({
      type: 'uint64',
      isArray: false,
      origin: 'Win32_DiskDrive',
      propagated: false,
    })
    expect(disk.properties.get('Capabilities')).toMatchObject({ type: 'uint16', isArray: true, propagated: true })
    expect(disk.properties.get('InstallDate')?.type).toBe('datetime')
    expect([...disk.properties]).toHaveLength(51)
  })

  it('has methods whose parameters know their direction', () => {
    const method = schema().methods.get('setpowerstate')
    expect(method).toMatchObject({ returnType: 'uint32', origin: 'CIM_LogicalDevice' })
    expect(method?.parameters.map(({ name, type, in: isIn, out }) => [name, type, isIn, out])).toEqual([
      ['PowerState', 'uint16', true, false],
      ['Time', 'datetime', true, false],
    ])
  })

  it('is written and read again the same', () => {
    expect(plain(read(writeClassXml(schema())))).toEqual(plain(schema()))
  })

  it('is read from an enumeration without qualifiers', () => {
    const text = vector('wsman/gosammwr/fragments/valid6.txt').toString('utf8')
    const { root } = XmlDocument.parse(text.replace('<n:Items>', '<n:Items xmlns:n="urn:n">'))
    const classes = root.children.map(readClassXml)
    expect(classes.map(({ name, superclass }) => [name, superclass])).toEqual([
      ['CIM_Privilege', 'CIM_ManagedElement'],
      ['CIM_AuthorizedPrivilege', 'CIM_Privilege'],
      ['AuthorizedPrivilege', 'CIM_AuthorizedPrivilege'],
    ])
    expect(classes[0]?.properties.get('PrivilegeGranted')).toMatchObject({
      type: 'boolean',
      defaultValue: true,
      origin: 'CIM_Privilege',
    })
    expect(classes[1]?.properties.get('Activities')).toMatchObject({
      isArray: true,
      propagated: true,
      origin: 'CIM_Privilege',
    })
  })
})

describe('a class of the embedded host', () => {
  it.each(['root', 'root\\cimv2', 'root\\default', 'root\\subscription', 'root\\standardcimv2'])(
    'is written and read again the same: all of %s',
    async namespace => {
      await using services = new WmiHost().connect(namespace)
      let count = 0
      for await (const cimClass of services.classes({ amended: true })) {
        expect(plain(read(writeClassXml(cimClass)))).toEqual(plain(cimClass))
        count += 1
      }
      expect(count).toBeGreaterThan(40)
    },
  )

  it('comes with as much as is asked for', async () => {
    await using services = new WmiHost().connect('root\\cimv2')
    const cimClass = await services.getClass('Win32_Process')
    const bare = { qualifiers: false, inherited: false, hierarchy: false, classOrigin: false }
    const text = writeClassXml(cimClass, bare)
    for (const word of ['QUALIFIER', 'DERIVATION', 'CLASSORIGIN', 'PROPAGATED="true"']) expect(text).not.toContain(word)
    expect(text).toContain('SUPERCLASS="CIM_Process"')
    expect(read(text).superclass).toBe('CIM_Process')
    expect(read(text).properties.has('CommandLine')).toBe(true)
    expect(read(text).properties.has('CreationClassName')).toBe(false)
    expect(writeClassXml(cimClass, { ...bare, inherited: true })).toContain('NAME="CreationClassName"')
    expect(writeClassXml(cimClass, { ...bare, classOrigin: true })).toContain('CLASSORIGIN="Win32_Process"')
    expect(writeClassXml(cimClass, { ...bare, hierarchy: true })).toContain('DERIVATION="CIM_Process,')
  })
})

describe('what DSP0201 can say', () => {
  const cimClass = classOfMof(`
    [Version("1 < 2 & 3"), Weight(1.5), Steps{1.0, 2.5}, Flags{true, false}, Names{"a", "b"}, Big(70000)]
    class Sample {
      [key] string Name = "a \\"quoted\\" <text>\\r\\n";
      char16 Letter = 'x';
      sint64 Low = -9223372036854775808;
      uint64 High = 18446744073709551615;
      real32 Small = 0.1; real64 Large = 1.5e300;
      boolean Yes = true;
      datetime Since = "20240102030405.678900+060";
      uint8 Bytes[4] = {1, 2, 3};
      string Empty[] = {};
      Sample ref Other = "Sample.Name=\\"b\\"";
      object ref Anything[];
      object Inside; Sample Typed; Sample Many[];
      [EmbeddedInstance("Sample")] string AsText;
      [static] void Nothing();
      uint32 Do([in] string First, [in, out] Sample Both, [out] Sample ref Target, [out] uint8 Bytes[]);
    };`)

  it('is written and read again the same', () => {
    expect(plain(read(writeClassXml(cimClass)))).toEqual(plain(cimClass))
  })

  it('is said with its own elements', () => {
    const text = writeClassXml(cimClass)
    expect(text).toContain('<PROPERTY.REFERENCE NAME="Other" CLASSORIGIN="Sample" REFERENCECLASS="Sample">')
    expect(text).toContain('<PROPERTY.ARRAY NAME="Bytes" CLASSORIGIN="Sample" TYPE="uint8" ARRAYSIZE="4">')
    expect(text).toContain('TYPE="string" EmbeddedObject="instance"')
    expect(text).toMatch(/<METHOD NAME="Nothing" CLASSORIGIN="Sample">/)
  })

  it('reads names of qualifiers in any case, and references by their elements', () => {
    const it =
      read(`<CLASS NAME="A"><PROPERTY NAME="K" TYPE="STRING"><QUALIFIER NAME="KEY" TYPE="boolean"><VALUE>TRUE</VALUE></QUALIFIER></PROPERTY>
      <PROPERTY.REFERENCE NAME="R" REFERENCECLASS="B"><VALUE.REFERENCE><INSTANCEPATH><NAMESPACEPATH><HOST>h</HOST><LOCALNAMESPACEPATH>
      <NAMESPACE NAME="root"/><NAMESPACE NAME="cimv2"/></LOCALNAMESPACEPATH></NAMESPACEPATH><INSTANCENAME CLASSNAME="B"><KEYBINDING NAME="N">
      <KEYVALUE VALUETYPE="string">a\\"b</KEYVALUE></KEYBINDING><KEYBINDING NAME="M"><KEYVALUE VALUETYPE="numeric"> 5 </KEYVALUE></KEYBINDING>
      </INSTANCENAME></INSTANCEPATH></VALUE.REFERENCE></PROPERTY.REFERENCE>
      <PROPERTY NAME="O" TYPE="string"><QUALIFIER NAME="CIMTYPE" TYPE="string"><VALUE>object:B</VALUE></QUALIFIER></PROPERTY>
      <PROPERTY.ARRAY NAME="S" TYPE="string"><VALUE.ARRAY><VALUE>a</VALUE><VALUE.NULL/></VALUE.ARRAY></PROPERTY.ARRAY>
      <PROPERTY.ARRAY NAME="I" TYPE="uint8"><VALUE.ARRAY><VALUE>1</VALUE><VALUE.NULL/></VALUE.ARRAY></PROPERTY.ARRAY>
      <PROPERTY NAME="N" TYPE="real64"><VALUE>INF</VALUE></PROPERTY></CLASS>`)
    expect(it.keys.map(key => key.name)).toEqual(['K'])
    expect(it.properties.get('R')?.defaultValue).toBe('root\\cimv2:B.N="a\\\\\\"b",M=5')
    expect(it.properties.get('O')).toMatchObject({ type: 'object', className: 'B' })
    expect(it.properties.get('O')?.qualifiers.has('CIMTYPE')).toBe(false)
    expect(it.properties.get('S')?.defaultValue).toEqual(['a', ''])
    expect(it.properties.get('I')?.defaultValue).toEqual([1])
    expect(it.properties.get('N')?.defaultValue).toBe(null)
  })

  it.each([
    ['<OTHER/>', /OTHER/],
    ['<CLASS/>', /CLASS/],
    ['<CLASS NAME="A"><PROPERTY TYPE="string"/></CLASS>', /PROPERTY.*A/],
    ['<CLASS NAME="A"><PROPERTY NAME="P" TYPE="object"/></CLASS>', undefined],
    ['<CLASS NAME="A"><PROPERTY NAME="P" TYPE="money"/></CLASS>', /A.*P.*money/],
    ['<CLASS NAME="A"><PROPERTY NAME="P" TYPE="uint8"><VALUE>256</VALUE></PROPERTY></CLASS>', /A.*P.*256/],
  ])('says what is wrong with %s', (xml, message) => {
    if (message === undefined) expect(read(xml).properties.get('P')?.type).toBe('object')
    else {
      expect(() => read(xml)).toThrow(WmiError)
      expect(() => read(xml)).toThrow(message)
    }
  })
})

describe('an instance in CIM-XML', () => {
  it('is read without its class by its own words', () => {
    const instance = readEmbeddedText(
      '<INSTANCE CLASSNAME="A"><PROPERTY NAME="N" TYPE="uint64"><VALUE>5</VALUE></PROPERTY><PROPERTY NAME="Z" TYPE="string"/>' +
        '<PROPERTY.ARRAY NAME="L" TYPE="string"><VALUE.ARRAY><VALUE>a</VALUE></VALUE.ARRAY></PROPERTY.ARRAY>' +
        '<PROPERTY NAME="D" TYPE="datetime"><VALUE>20240102030405.678900+060</VALUE></PROPERTY></INSTANCE>',
    )
    expect({ ...instance }).toEqual({ D: CimDateTime.parse('20240102030405.678900+060'), L: ['a'], N: 5n, Z: null })
    expect(instance.__CLASS).toBe('A')
  })

  it('is written and read again the same, with what is inside it', () => {
    const text =
      '<INSTANCE CLASSNAME="A"><PROPERTY NAME="I" TYPE="string" EmbeddedObject="object"><VALUE>&lt;INSTANCE CLASSNAME="B"&gt;&lt;PROPERTY NAME="X" TYPE="uint8"&gt;&lt;VALUE&gt;1&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;</VALUE></PROPERTY></INSTANCE>'
    const instance = readEmbeddedText(text)
    const inner = instance.I
    expect(inner).toBeInstanceOf(CimInstance)
    expect({ ...(inner as CimInstance) }).toEqual({ X: 1 })
    expect(writeInstanceXml(instance)).toBe(text)
  })
})
