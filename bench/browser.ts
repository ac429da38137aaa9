import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { getChromium } from '../bin/chromium.mjs'
import { quantile } from './measure.ts'

/** Runs `work` in a new browser that is signed in to the sandbox of the server at `url`. */
export async function inBrowser<T>(
  url: string,
  work: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: await getChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const signIn = await context.request.post(`${url}/session`, {
      data: { connection: 'sandbox' },
      headers: { origin: url },
    })
    if (!signIn.ok()) throw new Error(`signing in answered ${signIn.status()}`)
    return await work(await context.newPage(), context)
  } finally {
    await browser.close()
  }
}

/** Reads the browser's own counters of a page. */
export async function metersOf(page: Page): Promise<{
  /** Milliseconds of processor time that scripts of the page have taken so far. */
  script: () => Promise<number>
  /** MB in use after a collection. */
  heap: () => Promise<number>
}> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  // Processor time: what else the machine does does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metric = async (name: string) => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN
  }
  return {
    script: async () => (await metric('ScriptDuration')) * 1000,
    heap: async () => {
      await cdp.send('HeapProfiler.collectGarbage')
      return (await metric('JSHeapUsedSize')) / 1e6
    },
  }
}

/** Milliseconds of script for each key, from its press to the frame that shows it. */
export async function scriptPerKey(page: Page, text: string): Promise<number[]> {
  const { script } = await metersOf(page)
  const took: number[] = []
  for (const letter of text) {
    const before = await script()
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))))
    took.push((await script()) - before)
  }
  return took
}

export type Scrolled = { p95: number; longTasks: number; longest: number }

/**
 * Scrolls the page, or the box that matches, to and fro a step in each frame: how far the frames were
 * apart, and the tasks of more than 50 ms between them.
 */
export async function scroll(page: Page, frames: number, box?: string): Promise<Scrolled> {
  const { gaps, tasks } = await page.evaluate(
    async ([count, selector]) => {
      const target = selector ? document.querySelector(selector) : document.scrollingElement
      if (!target) throw new Error(`nothing to scroll at ${selector}`)
      const long: number[] = []
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) long.push(duration)
      })
      observer.observe({ type: 'longtask' })
      const apart: number[] = []
      let last = performance.now()
      for (let frame = 0; frame < count; frame++) {
        target.scrollTop += frame < count * 0.75 ? 240 : -240
        await new Promise((done) => requestAnimationFrame(done))
        const at = performance.now()
        apart.push(at - last)
        last = at
      }
      await new Promise((done) => setTimeout(done, 0))
      for (const { duration } of observer.takeRecords()) long.push(duration)
      observer.disconnect()
      return { gaps: apart, tasks: long }
    },
    [frames, box] as const,
  )
  return { p95: quantile(gaps, 0.95), longTasks: tasks.length, longest: Math.max(0, ...tasks) }
}
