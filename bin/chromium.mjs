// Finds a Chromium for the end-to-end tests, or gets one.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The headless shell first: the same engine without a browser's own windows, in half the time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** @returns {Promise<string | undefined>} the path of a browser that is there already */
export async function findChromium() {
  const told = process.env['CHROMIUM_PATH']
  if (told) {
    if (!isProgram(told)) throw new Error(`CHROMIUM_PATH is ${told}: no program is there.`)
    return told
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  for (const name of NAMES) {
    for (const folder of folders) if (isProgram(join(folder, name))) return join(folder, name)
  }
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  return own && existsSync(own) ? own : undefined
}

/** @returns {Promise<string>} as findChromium, after installing it where that is possible */
export async function getChromium() {
  const found = await findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    process.stderr.write('No Chromium found: installing it with apt-get…\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const aptGet = (...args) =>
      once(spawn('apt-get', args, { stdio: ['ignore', 2, 2], env }), 'exit')
    await aptGet('update')
    for (const name of ['chromium-headless-shell', 'chromium']) {
      await aptGet('install', '-y', '--no-install-recommends', name)
      const installed = await findChromium()
      if (installed) return installed
    }
  }
  throw new Error(
    'No Chromium found. Install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), or set CHROMIUM_PATH to its program.',
  )
}

const isOnPath = (name) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => isProgram(join(folder, name)))

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
