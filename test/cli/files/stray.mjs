// Starts something that fails when nobody waits for it.
setTimeout(() => {
  throw new Error('the module fell over')
}, 20)
await new Promise(resolve => setTimeout(resolve, 60_000))
