import type { Answer, Found, Question } from './check.worker.ts'
import type { ProblemOptions } from './rule.ts'

interface Waiting {
  question: Question
  resolve: (found: Found) => void
  reject: (reason: unknown) => void
}

/** Longer than any text of 200 KB takes; after it the worker is made anew. */
const PATIENCE_MS = 20_000

let worker: Worker | undefined
let running: Waiting | undefined
let next: Waiting | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let count = 0

/**
 * The problems and variables of a compose file, found in a worker, so that typing is never held up. One text is checked
 * at a time and the latest one next: an older one that still waits is rejected with an `AbortError`, as is
 * one whose `signal` aborts.
 */
export function checkOf(
  text: string,
  options: ProblemOptions = {},
  signal?: AbortSignal,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted())
    count += 1
    const mine: Waiting = { question: { id: count, text, options }, resolve, reject }
    signal?.addEventListener(
      'abort',
      () => {
        if (next === mine) next = undefined
        reject(aborted())
      },
      { once: true },
    )
    next?.reject(aborted())
    next = mine
    start()
  })
}

function start(): void {
  if (running || !next) return
  running = next
  next = undefined
  worker ??= createWorker()
  timer = setTimeout(
    () => fail(new Error('The check of the compose file took too long.')),
    PATIENCE_MS,
  )
  worker.postMessage(running.question)
}

function createWorker(): Worker {
  const created = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
  created.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.id !== running?.question.id) return
    const { resolve } = running
    done()
    resolve(data.found)
    start()
  })
  created.addEventListener('error', () =>
    fail(new Error('The check of the compose file could not run.')),
  )
  return created
}

function fail(reason: Error): void {
  worker?.terminate()
  worker = undefined
  const failed = running
  done()
  failed?.reject(reason)
  start()
}

function done(): void {
  clearTimeout(timer)
  running = undefined
}

function aborted(): DOMException {
  return new DOMException('A newer text is checked instead.', 'AbortError')
}
