import { defineConfig } from 'vitest/config'

/** The host's tests that say what every WmiServices does; they run a second time, through a listener and a client. */
const everyWmiServices = [
  'amended',
  'associations',
  'invoke',
  'methods',
  'paths',
  'query',
  'services',
  'stream',
  'writing',
]

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two busy processors can starve a test that waits for a network: under CI it gets a second try, and the report names it.
    retry: process.env.CI === 'true' ? 1 : 0,
    reporters: ['./test/reporter.ts'],
    projects: [
      { extends: true, test: { name: 'wmilink', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'over WS-Management',
          include: everyWmiServices.map(name => `test/host/${name}.test.ts`),
          setupFiles: ['test/host/over-wsman.setup.ts'],
          env: { WMILINK_TEST_TRANSPORT: 'wsman' },
        },
      },
    ],
  },
})
