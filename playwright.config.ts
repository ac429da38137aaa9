import { defineConfig } from '@playwright/test'
import { findChromium } from './bin/chromium.mjs'
import type { ServerOptions } from './e2e/harness/server.ts'

const executablePath = await findChromium()

export default defineConfig<object, ServerOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/harness/build.ts',
  fullyParallel: false,
  workers: Number(process.env['E2E_WORKERS'] ?? 2),
  // On a starved machine a wait can run out. What passes only on the second try is named at the end.
  retries: 1,
  // Walks over everything, minutes long: `E2E_ALL=1 npm test` has them too.
  ...(process.env['E2E_ALL'] ? {} : { grepInvert: /@long/ }),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Nothing is watched for how it moves, and drawing what moves is a fifth of a run.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'on-first-retry',
    video: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
