import type { Page } from '@playwright/test'

/** A PATCH that the page really sent: what counts of it. */
export type Sent = {
  path: string
  body: string
  headers: Record<string, string>
}

/** Collects every PATCH of the page, from now on. */
export function patches(page: Page): Sent[] {
  const sent: Sent[] = []
  page.on('request', (request) => {
    if (request.method() !== 'PATCH') return
    const headers = request.headers()
    sent.push({
      path: new URL(request.url()).pathname.replace(/^\/api\/v1\/cvms\/[^/]+/, '') || '/',
      body: request.postData() ?? '',
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) =>
          /^(content-type|x-compose-hash|x-transaction-hash)$/.test(name),
        ),
      ),
    })
  })
  return sent
}

/** The next PATCH of a path arrives, and its answer does not. */
export async function loseAnswer(page: Page, path: string): Promise<void> {
  let lost = 0
  await page.route(path, async (route) => {
    if (route.request().method() !== 'PATCH' || lost > 0) return route.fallback()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
}

export const transaction = (end: string) => `0x${end.padStart(64, 'a')}`
