import type { Page } from '@playwright/test'

/** Everything in the browser's databases, as text. */
export const onDisk = (page: Page) =>
  page.evaluate(async () => {
    const texts: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open(name)
        open.addEventListener('success', () => resolve(open.result))
      })
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => all.addEventListener('success', resolve))
        texts.push(JSON.stringify(all.result))
      }
      database.close()
    }
    return texts.join('\n')
  })

/** Everything else that a page can leave in a browser, as text. */
export const leftBehind = (page: Page) =>
  page.evaluate(async () => {
    const cached: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        cached.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    const workers = await navigator.serviceWorker.getRegistrations()
    return {
      cached: cached.join('\n'),
      workers: workers.map((one) => one.scope),
      kept: JSON.stringify([localStorage, sessionStorage, history.state]),
      named: [document.cookie, window.name, document.title, location.href].join('\n'),
      page: document.documentElement.outerHTML,
    }
  })
