import { startServer } from '../e2e/harness/server.ts'
import { median, ms, quantile, type Row, timed } from './measure.ts'

const SIZES = [100, 1000, 10_000]

/** What one call of the sandbox takes, and how that grows with the number of CVMs. */
type Call = {
  name: string
  goal?: number
  grows: 'constant' | 'linear'
  path: string
  body?: string
}

/** The sandbox's calls at 100, 1,000 and 10,000 CVMs, and starting on a database that is there. */
export async function run(): Promise<Row[]> {
  const took = new Map<string, { call: Call; times: number[][] }>()
  const rows: Row[] = []
  for (const seed of SIZES) {
    const server = await startServer({ seed })
    try {
      const headers = { 'x-api-key': server.sandboxKey, 'content-type': 'application/json' }
      const ask = async ({ path, body }: Pick<Call, 'path' | 'body'>) => {
        const init = body === undefined ? { headers } : { headers, method: 'POST', body }
        const answer = await fetch(`${server.sandboxUrl}${path}`, init)
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
        return await answer.json()
      }
      const { items } = (await ask({ path: '/cvms/paginated?page_size=100' })) as {
        items: { id: string; vm_uuid: string; app_id: string; name: string }[]
      }
      const [cvm] = items
      if (!cvm) throw new Error('the sandbox is empty')
      const vm_uuids = items.map((one) => one.vm_uuid)
      const calls: Call[] = [
        {
          name: 'a page of 100 CVMs',
          goal: 5,
          grows: 'constant',
          path: '/cvms/paginated?page_size=100',
        },
        {
          name: 'the last page',
          goal: 5,
          grows: 'linear',
          path: `/cvms/paginated?page_size=100&page=${seed / 100}`,
        },
        {
          name: 'a search',
          goal: 20,
          grows: 'linear',
          path: `/apps?search=${cvm.name.slice(0, 4)}`,
        },
        {
          name: 'the status of 100 CVMs',
          goal: 3,
          grows: 'constant',
          path: '/status/batch',
          body: JSON.stringify({ vm_uuids }),
        },
        { name: 'one CVM', grows: 'constant', path: `/cvms/${cvm.id}` },
        { name: 'one CVM by name', grows: 'constant', path: `/cvms/${cvm.name}` },
        { name: 'the state of one CVM', grows: 'constant', path: `/cvms/${cvm.id}/state` },
        { name: 'the nodes with room', grows: 'constant', path: '/teepods/available' },
      ]
      for (const call of calls) {
        await timed(30, 1, () => ask(call))
        const times = await timed(150, 1, () => ask(call))
        const entry = took.get(call.name) ?? { call, times: [] }
        entry.times.push(times)
        took.set(call.name, entry)
      }
      if (seed === SIZES.at(-1)) {
        await server.stop()
        const from = performance.now()
        await server.restart()
        const seconds = (performance.now() - from) / 1000
        rows.push({
          what: `starting on an existing database of ${seed} CVMs, to the ready line`,
          ours: `${seconds.toFixed(2)} s`,
          goal: 'below 1 s',
          met: seconds < 1,
        })
      }
    } finally {
      await server.dispose()
    }
  }
  for (const { call, times } of took.values()) {
    const [small = [], middle = [], large = []] = times
    const p95 = quantile(large, 0.95)
    rows.push({
      what: `sandbox, ${call.name}, over HTTP: p95 at ${SIZES.join(', ')} CVMs`,
      ours: [small, middle, large].map((one) => ms(quantile(one, 0.95))).join(', '),
      ...(call.goal !== undefined && { goal: `below ${call.goal} ms`, met: p95 < call.goal }),
    })
    const growth = median(large) / median(middle)
    const most = call.grows === 'linear' ? 10 : 1.5
    rows.push({
      what: `sandbox, ${call.name}: growth of the median from 1000 to 10000 CVMs`,
      ours: ms(median(large)),
      other: ms(median(middle)),
      ratio: growth,
      goal: call.grows === 'linear' ? 'at most linear (10)' : 'constant (below 1.5)',
      met: growth < most,
    })
  }
  return rows
}
