import type { Rows, WmiServices } from '../../src/wmi/services.js'

/**
 * Services whose connection is made when it is first needed, for tests that ask for one without waiting. `server` and `namespace` are told
 * beforehand.
 */
export function deferredServices(
  home: { readonly server: string; readonly namespace: string },
  open: () => Promise<WmiServices>,
): WmiServices {
  let opened: Promise<WmiServices> | undefined
  const services = (): Promise<WmiServices> => {
    opened ??= open()
    return opened
  }
  const later =
    <Arguments extends readonly unknown[], Result>(call: (wmi: WmiServices, ...args: Arguments) => Promise<Result>) =>
    async (...args: Arguments): Promise<Result> =>
      call(await services(), ...args)
  const rowsLater =
    <Arguments extends readonly unknown[], Row>(call: (wmi: WmiServices, ...args: Arguments) => Rows<Row>) =>
    (...args: Arguments): Rows<Row> => {
      let rows: Promise<Rows<Row>> | undefined
      const made = (): Promise<Rows<Row>> => {
        rows ??= services().then(wmi => call(wmi, ...args))
        return rows
      }
      return {
        async *[Symbol.asyncIterator]() {
          yield* await made()
        },
        toArray: async () => (await made()).toArray(),
      }
    }
  return {
    ...home,
    query: rowsLater((wmi, ...args: Parameters<WmiServices['query']>) => wmi.query(...args)),
    get: later((wmi, ...args: Parameters<WmiServices['get']>) => wmi.get(...args)),
    getClass: later((wmi, ...args: Parameters<WmiServices['getClass']>) => wmi.getClass(...args)),
    classes: rowsLater((wmi, ...args: Parameters<WmiServices['classes']>) => wmi.classes(...args)),
    namespaces: later((wmi, ...args: Parameters<WmiServices['namespaces']>) => wmi.namespaces(...args)),
    invoke: later((wmi, ...args: Parameters<WmiServices['invoke']>) => wmi.invoke(...args)),
    associators: rowsLater((wmi, ...args: Parameters<WmiServices['associators']>) => wmi.associators(...args)),
    references: rowsLater((wmi, ...args: Parameters<WmiServices['references']>) => wmi.references(...args)),
    create: later((wmi, ...args: Parameters<WmiServices['create']>) => wmi.create(...args)),
    put: later((wmi, ...args: Parameters<WmiServices['put']>) => wmi.put(...args)),
    delete: later((wmi, ...args: Parameters<WmiServices['delete']>) => wmi.delete(...args)),
    putClass: later((wmi, ...args: Parameters<WmiServices['putClass']>) => wmi.putClass(...args)),
    deleteClass: later((wmi, ...args: Parameters<WmiServices['deleteClass']>) => wmi.deleteClass(...args)),
    watch: rowsLater((wmi, ...args: Parameters<WmiServices['watch']>) => wmi.watch(...args)),
    close: later(wmi => wmi.close()),
    [Symbol.asyncDispose]: later(wmi => wmi.close()),
  }
}
