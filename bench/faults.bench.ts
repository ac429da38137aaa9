import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Row } from './measure.ts'

type Step = { title: string; error?: unknown }
type Test = {
  status: string
  annotations: { type: string; description?: string }[]
  results: { status: string; steps?: Step[] }[]
}
type Suite = { file: string; suites?: Suite[]; specs?: { title: string; tests: Test[] }[] }

/** The hostile world of the end-to-end tests, counted: what was tried, and what was survived. */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  const report = join(folder, 'report.json')
  try {
    await promisify(execFile)(
      process.execPath,
      [
        'node_modules/@playwright/test/cli.js',
        'test',
        'faults/',
        'hostile.spec',
        '--reporter=json',
      ],
      { env: { ...process.env, NODE_ENV: 'test', PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    ).catch(() => undefined) // Whether it went well is in the report.
    const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: Suite[] }
    const tests = suites.flatMap(testsOf)
    const faults = tests.filter(({ file }) => file.startsWith('faults/')).flatMap(tried)
    const survived = faults.filter(Boolean).length
    const hostile = tests.filter(({ file }) => file.includes('hostile'))
    const [strings, answers] = [/(\d+) hostile strings/, /in (\d+) answers/].map((pattern) =>
      hostile
        .flatMap(({ test }) => test.annotations)
        .reduce(
          (sum, { description = '' }) => sum + Number(pattern.exec(description)?.[1] ?? 0),
          0,
        ),
    )
    const alive = hostile.filter(({ test }) => test.results.at(-1)?.status !== 'passed').length
    return [
      {
        what: 'faults between browser, gateway and API: tried, survived with all that was loaded and typed',
        ours: `${faults.length}, ${survived}`,
        goal: 'all of them',
        met: faults.length > 0 && survived === faults.length,
      },
      {
        what: `hostile strings that became anything but text on a page, of ${strings} in ${answers} answers`,
        ours: alive === 0 ? '0' : `in ${alive} walks`,
        goal: '0',
        met: hostile.length > 0 && alive === 0,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function testsOf({ file, suites = [], specs = [] }: Suite): { file: string; test: Test }[] {
  return [
    ...specs.flatMap(({ tests }) => tests.map((test) => ({ file, test }))),
    ...suites.flatMap(testsOf),
  ]
}

/** Each fault of a test, and whether it was survived: its steps, or itself where it has none. */
function tried({ test }: { test: Test }): boolean[] {
  const last = test.results.at(-1)
  const passed = last?.status === 'passed'
  const steps = last?.steps ?? []
  return steps.length > 0 ? steps.map(({ error }) => !error && passed) : [passed]
}
