import type { BrowserContext } from '@playwright/test'

/** Problems that a page had; a test that does not expect them fails. */
export type Watch = {
  /** Errors that match are part of this test. */
  expect(pattern: RegExp): void
  problems(): string[]
}

/**
 * Collects console errors, unhandled errors and rejections, and violations of the content policy of
 * every page. A status that the API answered is not one of them: pages show it in their own way.
 */
export async function watch(context: BrowserContext): Promise<Watch> {
  const seen: string[] = []
  const expected: RegExp[] = []
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`)
    })
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    const isAnswer = message.text().startsWith('Failed to load resource: the server responded')
    if (isAnswer && /\/(api|public)\/v1\/|\/session(\/|$|\?)/.test(url)) return
    seen.push(`console: ${message.text()} (${url})`)
  })
  context.on('weberror', (error) => {
    seen.push(`unhandled: ${error.error().stack ?? error.error().message}`)
  })
  return {
    expect: (pattern) => {
      expected.push(pattern)
    },
    problems: () => seen.filter((one) => !expected.some((pattern) => pattern.test(one))),
  }
}
