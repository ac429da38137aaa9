/**
 * The browser's own database, for drafts: text of 200 KB is too much for localStorage, which blocks
 * the page while it writes. `drafts` holds each draft of a deployment; `flushes` what a page wrote while
 * it was dying, when there was no time left to look at what another tab may have stored meanwhile;
 * `edits` a text of a CVM that is being changed.
 */
const NAME = 'cvm-console'
const VERSION = 2

export type StoreName = keyof typeof STORES

const STORES = { drafts: 'id', flushes: 'key', edits: 'key' } as const

let opened: Promise<IDBDatabase> | undefined
/** The database once it is open: for work that must be done in the same tick. */
let current: IDBDatabase | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    const forget = () => {
      opened = undefined
      current = undefined
    }
    request.addEventListener('upgradeneeded', () => {
      const database = request.result
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (!database.objectStoreNames.contains(name)) {
          database.createObjectStore(name, { keyPath })
        }
      }
    })
    request.addEventListener('success', () => {
      const database = request.result
      // Another tab with a newer version of the app must be able to upgrade.
      database.addEventListener('versionchange', () => {
        database.close()
        forget()
      })
      database.addEventListener('close', forget)
      current = database
      resolve(database)
    })
    // Another tab holds on to an older version: drafts have to do without the disk until it is gone.
    request.addEventListener('blocked', () => {
      forget()
      reject(new Error('another tab has an older version of this console open'))
    })
    request.addEventListener('error', () => {
      forget()
      reject(request.error ?? new Error('the browser keeps no drafts here'))
    })
  })
  return opened
}

/**
 * Runs one transaction. `work` starts its requests in the same tick, and may start more in their
 * callbacks; the promise settles when everything is on disk, or nothing is.
 */
export async function transact<T>(
  stores: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction, done: (result: T) => void) => void,
): Promise<T | undefined> {
  const database = await open()
  return new Promise((resolve, reject) => {
    let result: T | undefined
    const transaction = database.transaction([...stores], mode)
    transaction.addEventListener('complete', () => resolve(result))
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('the browser did not keep the draft')),
    )
    work(transaction, (value) => (result = value))
  })
}

/** Puts one record without waiting for anything: for a page that is being closed. */
export function writeNow(store: StoreName, record: object): void {
  if (!current) return
  const transaction = current.transaction(store, 'readwrite', { durability: 'relaxed' })
  transaction.objectStore(store).put(record)
  transaction.commit()
}
