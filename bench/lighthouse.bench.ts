import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { getChromium } from '../bin/chromium.mjs'
import { startServer } from '../e2e/harness/server.ts'
import { median, type Row } from './measure.ts'

const folder = resolve('bench/lighthouse')
/** Runs of which the median counts: the phone is slowed down, and that is noisy. */
const RUNS = { mobile: 3, desktop: 1 } as const

type Found = {
  shown: string
  performance: number
  accessibility: number
  bestPractices: number
  cls: number
  lcp: number
  tbt: number
  wanting: string[]
}

/** Lighthouse on the pages that people see first, as on a phone and on a desk, signed in, 50 CVMs. */
export async function run(): Promise<Row[]> {
  if (!existsSync(join(folder, 'node_modules'))) {
    execFileSync('npm', ['ci'], { cwd: folder, stdio: ['ignore', 2, 2] })
  }
  const port = await freePort()
  const profile = mkdtempSync(join(tmpdir(), 'cvm-console-lighthouse-'))
  const server = await startServer({ seed: 50 })
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await getChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      `--remote-debugging-port=${port}`,
    ],
  })
  try {
    const signIn = await context.request.post(`${server.url}/session`, {
      data: { connection: 'sandbox' },
      headers: { origin: server.url },
    })
    if (!signIn.ok()) throw new Error(`signing in answered ${signIn.status()}`)
    const list = await fetch(`${server.sandboxUrl}/cvms/paginated?page=1&page_size=50`, {
      headers: { 'x-api-key': server.sandboxKey },
    })
    const { items } = (await list.json()) as { items: { id: string; status: string }[] }
    const cvm = items.find(({ status }) => status === 'running')
    if (!cvm) throw new Error('no CVM runs')
    const rows: Row[] = []
    for (const [name, path] of [
      ['/cvms', '/cvms'],
      ['a CVM', `/cvms/${cvm.id}`],
      ['/deploy', '/deploy'],
    ] as const) {
      for (const form of ['desktop', 'mobile'] as const) {
        const found: Found[] = []
        for (let n = 0; n < RUNS[form]; n++)
          found.push(await measure(port, server.url + path, form))
        rows.push(...rowsOf(name, path, form, found))
      }
    }
    return rows
  } finally {
    await context.close()
    await server.dispose()
    rmSync(profile, { recursive: true, force: true })
  }
}

function rowsOf(
  name: string,
  path: string,
  form: 'desktop' | 'mobile',
  found: readonly Found[],
): Row[] {
  const elsewhere = found.find(({ shown }) => !new URL(shown).pathname.startsWith(path))
  if (elsewhere) throw new Error(`${path} led to ${elsewhere.shown}`)
  const middle = (what: 'performance' | 'cls' | 'lcp' | 'tbt') =>
    median(found.map((one) => one[what]))
  const least = (what: 'accessibility' | 'bestPractices') =>
    Math.min(...found.map((one) => one[what]))
  const wanting = [...new Set(found.flatMap((one) => one.wanting))].join(', ')
  const performance = middle('performance')
  const others = [least('accessibility'), least('bestPractices')] as const
  const goal = form === 'mobile' ? 95 : undefined
  return [
    {
      what: `Lighthouse, ${name}, ${form}: performance`,
      ours: String(performance),
      other: `LCP ${Math.round(middle('lcp'))} ms, TBT ${Math.round(middle('tbt'))} ms, CLS ${middle('cls').toFixed(3)}`,
      ...(goal !== undefined && { goal: `at least ${goal}`, met: performance >= goal }),
    },
    {
      what: `Lighthouse, ${name}, ${form}: accessibility, best practices`,
      ours: others.join(', '),
      other: wanting,
      goal: '100, 100',
      met: others.every((score) => score === 100),
    },
  ]
}

async function measure(port: number, url: string, form: string): Promise<Found> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(folder, 'measure.mjs'), String(port), url, form],
    { maxBuffer: 1e7 },
  )
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Found
}

/** A port that nothing listens on now. */
const freePort = () =>
  new Promise<number>((found, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? found(address.port) : fail(new Error('no port')),
      )
    })
  })
