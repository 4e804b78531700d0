import type { TestModule } from 'vitest/node'
import { DefaultReporter } from 'vitest/node'

/** The default report, then each test by name that was skipped or needed a second try, then one plain line with the counts. */
export default class CountingReporter extends DefaultReporter {
  override onTestRunEnd(...args: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...args)
    const [modules, unhandledErrors] = args
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) this.#count(module, counts)
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  }

  #count(module: TestModule, counts: { passed: number; failed: number; skipped: number }): void {
    let tests = 0
    for (const test of module.children.allTests()) {
      tests += 1
      const { state } = test.result()
      if (test.diagnostic()?.flaky)
        process.stdout.write(`passed on the second try only: ${module.relativeModuleId} > ${test.fullName}\n`)
      if (state === 'passed') counts.passed += 1
      else if (state === 'failed') counts.failed += 1
      else {
        counts.skipped += 1
        process.stdout.write(`skipped: ${module.relativeModuleId} > ${test.fullName}\n`)
      }
    }
    if (tests === 0 && !module.ok()) counts.failed += 1
  }
}
