import { startServer } from '../e2e/harness/server.ts'
import { median, ms, type Row, timed } from './measure.ts'
import { sandboxCookie } from './signedIn.ts'

/** What the gateway adds to a call: the same read through it and straight at the sandbox's plain API. */
export async function run(): Promise<Row[]> {
  const server = await startServer({ seed: 100 })
  try {
    const cookie = await sandboxCookie(server)
    const call = (url: string, headers: Record<string, string>) => async () => {
      const answer = await fetch(`${url}/cvms/paginated?page=1&page_size=10`, { headers })
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
      await answer.arrayBuffer()
    }
    const through = call(`${server.url}/api/v1`, { cookie })
    const direct = call(server.sandboxUrl, { 'x-api-key': server.sandboxKey })
    const rows: Row[] = []
    for (const atOnce of [1, 64]) {
      await timed(200, atOnce, through)
      await timed(200, atOnce, direct)
      // In turns, so that whatever else the machine does meets both sides alike.
      const ours: number[] = []
      const other: number[] = []
      for (let round = 0; round < 5; round++) {
        ours.push(...(await timed(400, atOnce, through)))
        other.push(...(await timed(400, atOnce, direct)))
      }
      const ratio = median(ours) / median(other)
      rows.push({
        what: `p50 of a call through the gateway, ${atOnce} at once, against the sandbox directly`,
        ours: ms(median(ours)),
        other: ms(median(other)),
        ratio,
        goal: 'below 1.3',
        met: ratio < 1.3,
      })
    }
    return rows
  } finally {
    await server.dispose()
  }
}
