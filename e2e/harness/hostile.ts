import type { Page, Request, Route } from '@playwright/test'

/** What somebody would put into a name, a status, an error, a link or a log line to get into a page. */
export const HOSTILE =
  'javascript:window.__xss=1//"\'><img src=x onerror=window.__xss=1><svg onload=window.__xss=1>' +
  '<script>window.__xss=1</script><iframe src="javascript:parent.__xss=1"></iframe>' +
  '\u001b[31m\u001b]8;;javascript:window.__xss=1\u0007here\u001b]8;;\u0007' +
  `\u202e\u2066\u0000\u2028{{7*7}}\${7*7}${'W'.repeat(2000)}`

export type Hostility = {
  /** What stands in a string's place; `undefined` leaves it. */
  replace: (value: string, key: string) => string | undefined
}

/** Every string in every answer of the API is replaced on its way to the page. */
export async function makeHostile(page: Page, { replace }: Hostility) {
  let underWay = 0
  const scripts = new Set<Request>()
  page.on('request', (one) => one.resourceType() === 'script' && scripts.add(one))
  page.on('requestfinished', (one) => scripts.delete(one))
  page.on('requestfailed', (one) => scripts.delete(one))
  let answers = 0
  let strings = 0
  const evil = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      const next = replace(value, key)
      if (next === undefined) return value
      strings += 1
      return next
    }
    if (Array.isArray(value)) return value.map((one) => evil(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, evil(one, name)]))
  }
  const answer = async (route: Route) => {
    const path = new URL(route.request().url()).pathname
    if (/\/logs\/|\/serial$/.test(path)) {
      const line = `${HOSTILE}\n{"level":"<b>","msg":${JSON.stringify(HOSTILE)}}\n`
      return route.fulfill({ contentType: 'text/plain', body: line.repeat(5) })
    }
    if (path.endsWith('/state') && route.request().headers()['accept'] === 'text/event-stream') {
      const data = JSON.stringify(evil({ status: 'running' }, ''))
      return route.fulfill({ contentType: 'text/event-stream', body: `event: ${data}\n\n` })
    }
    const response = await route.fetch()
    const text = await response.text()
    if (text === '') return route.fulfill({ response })
    answers += 1
    const body = JSON.stringify(evil(JSON.parse(text), '')).replace(
      /\{(?=")/g,
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},',
    )
    return route.fulfill({ response, body })
  }
  await page.route(/\/(api|public)\/v1\/|\/session$/, async (route) => {
    underWay += 1
    try {
      // A page that was left meanwhile wants no answer any more.
      await answer(route).catch(() => route.abort().catch(() => undefined))
    } finally {
      underWay -= 1
    }
  })
  return { underWay: () => underWay + scripts.size, tally: () => ({ answers, strings }) }
}

/** What of a hostile string has come alive in the page; empty when all of it is text. */
export const aliveIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    if ('__xss' in globalThis) found.push('a script ran')
    if ('polluted' in {}) found.push('a prototype was polluted')
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) found.push(`${element.tagName} has ${name}`)
        if (!/^(href|src|action|formaction|xlink:href|data)$/.test(name)) continue
        const { protocol } = new URL(value, location.href)
        const allowed = name === 'src' ? /^(https?|data):$/ : /^(https?|mailto):$/
        if (!allowed.test(protocol)) found.push(`${element.tagName} ${name}=${value.slice(0, 40)}`)
        if (element.matches('a[target=_blank]:not([rel~=noopener])')) found.push('tab-nabbing')
      }
      if (element.matches('iframe, object, embed, base')) found.push(element.tagName)
    }
    for (const { src, text } of document.scripts) {
      if (new URL(src, location.href).origin !== location.origin || text) found.push('a script')
    }
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`${scrollWidth - clientWidth} px too wide`)
    return found
  })
