// Every check of the project, one after the other, and one line at the end that adds them up.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { getChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = join(root, 'test-results')
const unitReport = join(results, 'unit.json')
const e2eReport = join(results, 'e2e.json')
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const bin = (name) => join(root, 'node_modules/.bin', name)

const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

// What comes over the network comes while the processors look at the sources.
const [browser] = await Promise.all([
  check('browser', async () => {
    process.env.CHROMIUM_PATH = await getChromium()
    return true
  }),
  clients(),
  check('types', () => run(bin('tsc'), ['--noEmit'])),
  check('lint', async () => {
    const lint = await run(bin('oxlint'), ['--type-aware', '--deny-warnings'])
    const format = await run(bin('oxfmt'), ['--check'])
    return lint && format
  }),
])
await unit()
const built = await check('build', build)
if (built && browser) await endToEnd()

for (const failure of failures) process.stdout.write(`failed: ${failure}\n`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`)
process.exit(total.failed === 0 ? 0 : 1)

/** One check that passes or fails as a whole. */
async function check(name, attempt) {
  process.stdout.write(`\n== ${name}\n`)
  const ok = await attempt().catch((error) => {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
    return false
  })
  if (ok) total.passed += 1
  else fail(name)
  return ok
}

function fail(what, count = 1) {
  total.failed += count
  failures.push(what)
}

/** The vendor's own clients live in a package of their own, so that starting the app stays light. */
async function clients() {
  const folder = join(root, 'e2e/clients')
  const lock = join(folder, 'package-lock.json')
  if (!existsSync(lock)) return
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  await check('clients', () => run(npm, ['ci'], folder))
}

async function unit() {
  process.stdout.write('\n== unit and server tests\n')
  const ok = await run(bin('vitest'), [
    'run',
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`,
  ])
  const report = readReport(unitReport)
  const count = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
  add('unit and server tests', count, ok)
  failures.push(...failedUnits(report?.testResults ?? []))
}

async function endToEnd() {
  process.stdout.write('\n== end-to-end tests\n')
  const ok = await run(bin('playwright'), ['test', '--forbid-only'])
  const report = readReport(e2eReport)
  const count = {
    passed: (report?.stats?.expected ?? 0) + (report?.stats?.flaky ?? 0),
    failed: report?.stats?.unexpected ?? 0,
    skipped: report?.stats?.skipped ?? 0,
  }
  const suites = report?.suites ?? []
  for (const title of endedAs('flaky', suites))
    process.stdout.write(`passed on the second try only: ${title}\n`)
  add('end-to-end tests', count, ok)
  failures.push(...endedAs('unexpected', suites))
}

/** The unit tests that failed, each as "file › title" with the first line of why: a log's end must do. */
function failedUnits(files) {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : []
    return failed.map((test) => `${file} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`)
  })
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}

/** The end-to-end tests that ended as "flaky" (failed once, then passed) or "unexpected", as "file › title". */
function endedAs(ended, suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === ended))
      .map(({ title }) => `${file} › ${title}`),
    ...endedAs(ended, inner),
  ])
}

/** A runner that crashes, or that finds nothing to run, has failed, whatever it has counted. */
function add(name, count, ok) {
  total.passed += count.passed
  total.skipped += count.skipped
  if (count.failed > 0) fail(`${count.failed} of the ${name}`, count.failed)
  else if (count.passed === 0) fail(`${name}: none ran`)
  else if (!ok) fail(`${name}: the runner failed`)
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // The runner ended before it could write one: counted as "none ran".
  }
}

function run(command, args, cwd = root) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      process.stdout.write(`${command}: ${error.message}\n`)
      resolve(false)
    })
    child.on('exit', (code) => resolve(code === 0))
  })
}
