import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CvmList } from '../cvmList.ts'
import { cvmKeys } from '../cvmKeys.ts'
import type { CvmRow } from '../cvmRow.ts'
import { followCvm } from './follow.ts'
import { operationAccepted } from './live.ts'
import { startPoller, type PollerDeps } from './poller.ts'
import type { News, Share } from './share.ts'

const row = (name: string, status: string): CvmRow => ({
  id: `cvm_${name}`,
  name,
  status,
  vm_uuid: `uuid-${name}`,
  resource: {},
  gateway: {},
})

/** What each call of the batch asked about. */
let asked: string[][] = []
let status = 'shutting_down'
const stops: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  status = 'shutting_down'
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    if (url.includes('/state?')) return Promise.resolve(stream())
    const { vm_uuids } = JSON.parse(body) as { vm_uuids: string[] }
    asked.push(vm_uuids)
    return Promise.resolve(
      Response.json(Object.fromEntries(vm_uuids.map((id) => [id, answer(id)]))),
    )
  })
})

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const answer = (vm_uuid: string) => ({
  vm_uuid,
  status,
  in_progress: status.endsWith('ing') && status !== 'running',
})

/** One event, and nothing after it for ever. */
const stream = () =>
  new Response(
    new ReadableStream({
      start: (controller) =>
        controller.enqueue(
          new TextEncoder().encode('event: state\ndata: {"name":"a","status":"shutting_down"}\n\n'),
        ),
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  )

/** A tab with a list of its own; `see` and `hide` as its window does. */
function tab(rows: CvmRow[], share?: () => Share) {
  const client = new QueryClient()
  const list: CvmList = {
    items: rows,
    total: rows.length,
    loaded: rows.length,
    complete: true,
    failed: null,
    updatedAt: Date.now(),
  }
  client.setQueryData(cvmKeys.list(), list)
  let hidden = false
  const watchers = new Set<() => void>()
  const deps: PollerDeps = {
    isHidden: () => hidden,
    onVisibility: (watcher) => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    ...(share && { share }),
  }
  stops.push(startPoller(client, deps))
  const turn = (to: boolean) => {
    hidden = to
    for (const watcher of watchers) watcher()
  }
  return {
    client,
    deps,
    hide: () => turn(true),
    see: () => turn(false),
    statusOf: (at: number) =>
      client.getQueryData<CvmList>(cvmKeys.list())?.items[at]?.status ?? 'gone',
  }
}

/** Tabs that hear each other, one at a time, as BroadcastChannel and Web Locks do it. */
function browserOf() {
  const listeners = new Set<{ own: object; hear: (news: News) => void }>()
  let last = Promise.resolve()
  return (): Share => {
    const own = {}
    return {
      tell: (news) => {
        for (const one of listeners) if (one.own !== own) one.hear(news)
      },
      hear: (hear) => {
        const entry = { own, hear }
        listeners.add(entry)
        return () => void listeners.delete(entry)
      },
      alone: (work) => (last = last.then(work)),
    }
  }
}

it('asks for what moves and nothing else, in one call', async () => {
  tab([row('a', 'shutting_down'), row('b', 'running'), row('c', 'starting')])
  await vi.advanceTimersByTimeAsync(600)
  expect(asked[0]).toEqual(['uuid-a', 'uuid-c'])
})

it('asks for nothing while nothing moves', async () => {
  tab([row('a', 'running'), row('b', 'stopped')])
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked).toEqual([])
})

it('leaves a CVM to its stream for as long as that speaks, and looks again when it has been silent', async () => {
  const { client, deps } = tab([row('a', 'shutting_down')])
  const followed = { id: 'cvm_a', target: 'stopped', correlation_id: undefined }
  stops.push(followCvm(client, followed, deps))
  await vi.advanceTimersByTimeAsync(14_000)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(asked[0]).toEqual(['uuid-a'])
})

it('asks for nothing while it is hidden, and at once when it is seen again', async () => {
  const { hide, see } = tab([row('a', 'shutting_down')])
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  hide()
  await vi.advanceTimersByTimeAsync(100)
  const before = asked.length
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked.length).toBe(before)
  see()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked.length).toBe(before + 1)
})

it('asks for nothing when its turn among the tabs comes while it is hidden', async () => {
  const share = browserOf()
  let release = () => {}
  const turn = new Promise<void>((resolve) => (release = resolve))
  void share().alone(() => turn, new AbortController().signal)
  const { hide, see } = tab([row('a', 'shutting_down')], share)
  await vi.advanceTimersByTimeAsync(5_000)
  hide()
  release()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(asked).toEqual([])
  see()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toHaveLength(1)
})

it('asks in several tabs no more than in one, and each of them shows what was heard', async () => {
  tab([row('a', 'shutting_down')])
  await vi.advanceTimersByTimeAsync(60_000)
  const alone = asked.length
  asked = []
  const share = browserOf()
  const tabs = [1, 2, 3].map(() => tab([row('b', 'shutting_down')], share))
  await vi.advanceTimersByTimeAsync(60_000)
  const together = asked.filter(([uuid]) => uuid === 'uuid-b').length
  expect(together).toBeLessThanOrEqual(alone + 2)
  status = 'stopped'
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tabs.map(({ statusOf }) => statusOf(0))).toEqual(['stopped', 'stopped', 'stopped'])
})

it('goes on in another tab when the one that asked is gone', async () => {
  const share = browserOf()
  tab([row('b', 'shutting_down')], share)
  const other = tab([row('b', 'shutting_down')], share)
  await vi.advanceTimersByTimeAsync(5_000)
  stops.shift()?.()
  status = 'stopped'
  await vi.advanceTimersByTimeAsync(10_000)
  expect(other.statusOf(0)).toBe('stopped')
})

const HOUR = 3_600_000

/** `a` was asked to shut down, and then somebody set the clock back. */
function clockSetBack(share?: () => Share) {
  vi.setSystemTime(10 * HOUR)
  const asking = tab([row('a', 'running')], share)
  operationAccepted(
    asking.client,
    {
      cvm: { id: 'cvm_a', name: 'a' },
      action: 'shutdown',
      target: 'stopped',
      before: 'running',
      acceptedAt: Date.now(),
    },
    { status: 'shutting_down', in_progress: true },
  )
  vi.setSystemTime(9 * HOUR)
  return asking
}

it('believes another tab after the clock was set back', () => {
  const share = browserOf()
  const { statusOf } = clockSetBack(share)
  const statuses = new Map([['uuid-a', { status: 'stopped', in_progress: false }]])
  share().tell({ askedAt: Date.now(), statuses })
  expect(statusOf(0)).toBe('stopped')
})

it('sees an operation fail after the clock was set back', async () => {
  const { statusOf } = clockSetBack()
  status = 'running'
  await vi.advanceTimersByTimeAsync(60_000)
  expect(statusOf(0)).toBe('running')
})
