import { type RunningServer, startServer } from '../e2e/harness/server.ts'
import { median, ms, type Row, timed } from './measure.ts'
import { sandboxCookie } from './signedIn.ts'

const SIZES = [100, 1000, 10_000]
const MOST = 1.3

/** What the gateway adds to a call: the same read through it and straight at the sandbox's plain API. */
export async function run(): Promise<Row[]> {
  const servers: RunningServer[] = []
  try {
    for (const seed of SIZES) servers.push(await startServer({ seed }))
    const rows: Row[] = []
    for (const atOnce of [1, 64]) {
      const sizes: { ours: number; other: number; ratio: number }[] = []
      for (const server of servers) sizes.push(await compared(server, atOnce))
      const ratios = sizes.map(({ ratio }) => ratio)
      rows.push({
        what: `p50 of a call through the gateway, ${atOnce} at once, against the sandbox directly, at ${SIZES.join(', ')} CVMs`,
        ours: sizes.map(({ ours }) => ms(ours)).join(', '),
        other: sizes.map(({ other }) => ms(other)).join(', '),
        ratio: ratios,
        goal: `below ${MOST}`,
        met: ratios.every((ratio) => ratio < MOST),
      })
    }
    return rows
  } finally {
    for (const server of servers) await server.dispose()
  }
}

async function compared(server: RunningServer, atOnce: number) {
  const cookie = await sandboxCookie(server)
  const call = (url: string, headers: Record<string, string>) => async () => {
    const answer = await fetch(`${url}/cvms/paginated?page=1&page_size=10`, { headers })
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
    await answer.arrayBuffer()
  }
  const through = call(`${server.url}/api/v1`, { cookie })
  const direct = call(server.sandboxUrl, { 'x-api-key': server.sandboxKey })
  await timed(200, atOnce, through)
  await timed(200, atOnce, direct)
  // In turns, so that whatever else the machine does meets both sides alike.
  const took: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round++) {
    took[0].push(...(await timed(400, atOnce, through)))
    took[1].push(...(await timed(400, atOnce, direct)))
  }
  const [ours, other] = [median(took[0]), median(took[1])]
  return { ours, other, ratio: ours / other }
}
