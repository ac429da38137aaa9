import { defineConfig } from '@playwright/test'
import main from '../../playwright.config.ts'

/** `npm run pictures` and `npm run look`: pictures of the built app, apart from the tests. */
export default defineConfig(main, {
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../test-results/pictures-run',
  globalSetup: '../harness/build.ts',
  workers: 1,
  retries: 0,
  timeout: 1_800_000,
  reporter: 'list',
})
