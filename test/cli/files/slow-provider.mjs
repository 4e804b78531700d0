export default ({ registerProvider }) =>
  registerProvider({
    classes: ['Test_Slow'],
    mof: 'class Test_Slow { [key] string Name; };',
    provider: {
      async *enumerate({ signal }) {
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      },
    },
  })
