import type { Context } from '../context.ts'
import { settle } from '../lifecycle/settle.ts'
import { statusAt } from '../lifecycle/view.ts'
import { stateOf } from '../views/status.ts'

/** `interval` and `timeout` in ms of real time. */
export type Watch = { target: string; interval: number; timeout: number }

/** While it moves, a CVM is looked at this often, in ms at normal speed: boots progress in phases. */
const LOOK = 500

/**
 * The state as server-sent events: at once, whenever it changes, and every `interval`; then `complete`
 * when the target is reached, `timeout` when it is not in time, `error` when the CVM is gone.
 */
export function stateStream(
  ctx: Context,
  num: number,
  watch: Watch,
  signal: AbortSignal,
): Response {
  const gone = new AbortController()
  const stopped = AbortSignal.any([signal, gone.signal])
  const encoder = new TextEncoder()
  const events = follow(ctx, num, watch, stopped)
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await events.next()
        if (done) controller.close()
        else {
          const [event, data] = value
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        }
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  })
}

type Event = ['state' | 'complete' | 'timeout' | 'error', Record<string, unknown>]

async function* follow(
  ctx: Context,
  num: number,
  { target, interval, timeout }: Watch,
  signal: AbortSignal,
): AsyncGenerator<Event> {
  const started = Date.now()
  const elapsed = () => Math.round((Date.now() - started) / 1000)
  let said = ''
  let saidAt = 0
  while (!signal.aborted) {
    settle(ctx)
    const cvm = ctx.cvms.byNum(num)
    if (!cvm) {
      yield [
        'error',
        { error: 'CVM not found', message: 'It has been deleted.', elapsed: elapsed() },
      ]
      return
    }
    const state = stateOf(ctx, cvm)
    const text = JSON.stringify({ ...state, uptime: undefined })
    if (text !== said || Date.now() - saidAt >= interval) {
      said = text
      saidAt = Date.now()
      yield ['state', state]
    }
    const now = statusAt(cvm, ctx.now())
    if (now.status === target && !now.in_progress) {
      yield ['complete', { status: now.status, elapsed: elapsed(), target }]
      return
    }
    const left = started + timeout - Date.now()
    if (left <= 0) {
      yield ['timeout', { error: `Not ${target} in time`, elapsed: elapsed(), target }]
      return
    }
    const next = cvm.running ? Math.max(1, ctx.scaled(LOOK)) : Infinity
    await ctx.changed(Math.min(next, saidAt + interval - Date.now(), left), signal)
  }
}
