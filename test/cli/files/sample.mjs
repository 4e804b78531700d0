// Classes for the tests of the command, with a value of each kind. Loaded with --import.
const mof = `
class Test_Part { string Label; sint64 Weight; };
class Test_Sample {
  [key] uint32 Id;
  string Text;
  uint64 Big;
  sint64 Bigs[];
  boolean Flag;
  real32 Ratio;
  datetime When;
  datetime Lasting;
  datetime Daily;
  uint8 Bytes[];
  string Names[];
  char16 Letter;
  Test_Part Part;
  Test_Sample ref Next;
  [Static, Implemented] uint32 Echo([In] string Text, [In] uint64 Big, [In] string Names[], [In] datetime When,
    [Out] string Said, [Out] uint64 Twice, [Out] string Joined, [Out] datetime Then);
  [Implemented] uint32 Rename([In] string Text, [Out] uint32 Who);
  [Static, Implemented] uint32 Fail();
};
class Test_SubSample : Test_Sample { string More; };
class Test_Many { [key] uint32 Id; string Text; };
class Test_Slow { [key] uint32 Id; };
class Test_Broken { [key] uint32 Id; };
class Test_Empty { [key] uint32 Id; string Text; };
`
let registered = false

export default ({ registerProvider }) => {
  if (registered) return
  registered = true
  registerProvider({
    classes: ['Test_Sample'],
    mof,
    provider: {
      *enumerate() {
        yield {
          Id: 1,
          Text: 'plain',
          Big: 18446744073709551615n,
          Bigs: [-1n, 2n],
          Flag: true,
          Ratio: 0.1,
          When: '20240229123000.000250+060',
          Lasting: '00000001020304.000000:000',
          Daily: '********0830**.******+***',
          Bytes: [0, 255],
          Names: ['a', 'b'],
          Letter: 'x',
          Part: { Label: 'left', Weight: 5n },
          Next: 'Test_Sample.Id=2',
        }
        yield { Id: 2, Text: 'a,"b"\u001b[31m\r\nc' }
      },
      invoke({ method, parameters, keys }) {
        if (method === 'Fail') throw new Error('the sample fails')
        if (method === 'Rename') return { ReturnValue: 0, Who: keys?.Id }
        const { Text, Big, Names, When } = parameters
        return {
          ReturnValue: 7,
          Said: Text,
          Twice: Big === null ? null : Big * 2n,
          Joined: Names?.join('+'),
          Then: When,
        }
      },
    },
  })
  registerProvider({
    classes: ['Test_SubSample'],
    provider: {
      *enumerate() {
        yield { Id: 3, Text: 'sub', More: 'more' }
      },
    },
  })
  registerProvider({
    classes: ['Test_Many'],
    provider: {
      *enumerate() {
        for (let Id = 0; ; Id += 1) yield { Id, Text: 'x'.repeat(100) }
      },
    },
  })
  registerProvider({
    classes: ['Test_Slow'],
    provider: {
      async *enumerate({ signal }) {
        yield { Id: 1 }
        yield { Id: 2 }
        await new Promise(resolve => {
          const timer = setTimeout(resolve, 600_000)
          signal.addEventListener('abort', () => {
            clearTimeout(timer)
            globalThis[Symbol.for('wmilink.test.released')] = true
            resolve()
          })
        })
      },
    },
  })
  registerProvider({
    classes: ['Test_Broken'],
    provider: {
      *enumerate() {
        yield { Id: 1 }
        throw new Error('the disk fell out')
      },
    },
  })
}
