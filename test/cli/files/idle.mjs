// Waits for something that Node sees no reason to wait for.
export default ({ registerProvider }) =>
  registerProvider({
    classes: ['Test_Idle'],
    mof: 'class Test_Idle { [key] uint32 Id; };',
    provider: {
      async *enumerate() {
        yield { Id: 1 }
        await new Promise(() => {})
      },
    },
  })
