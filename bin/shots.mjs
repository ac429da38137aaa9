// Runs one of e2e/pictures on the built app.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { getChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @returns the exit status of taking the pictures of `e2e/pictures/NAME.shots.ts` */
export async function shots(name, variables = {}) {
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      '-c',
      'e2e/pictures/playwright.config.ts',
      `${name}.shots`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...variables, CHROMIUM_PATH: await getChromium() },
    },
  )
  return status ?? 1
}
