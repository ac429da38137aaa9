import type { Answer } from './answer.ts'
import { readText } from './body.ts'
import { json, MAX_READ } from './identify.ts'
import { failures, refuse } from './failures.ts'
import { PccsError, type Pccs } from './pccs.ts'
import { UpstreamError } from './upstream.ts'

/** Hands out Intel's lists, each fetched once until it must be renewed. */
export type CollateralDesk = {
  /** `GET /public/v1/collateral?fmspc=&ca=`: from the PCCS that the operator has configured. */
  ofPlatform(url: URL, signal: AbortSignal): Promise<Answer>
  /** The answer under this key; `ask` is asked only when none is kept that is still good. */
  kept(key: string, ask: () => Promise<Answer>): Promise<Answer>
}

type Options = { pccs?: Pccs | undefined; now: () => number; max?: number }

const DAY = 86_400_000
/** Characters. Real collateral has about 30 KB; what is far above it is passed on and not kept. */
const MAX_KEPT = 256 * 1024

/**
 * What is kept is public, the same for everybody, and signed by Intel: whoever has to trust nobody for
 * it need not trust this cache either.
 */
export function createCollateralDesk({ pccs, now, max = 200 }: Options): CollateralDesk {
  const entries = new Map<string, { body: string; until: number }>()

  const kept: CollateralDesk['kept'] = async (key, ask) => {
    const found = entries.get(key)
    if (found && found.until > now()) return answer(found.body, found.until - now())
    entries.delete(key)
    const response = await ask()
    if (response.status !== 200) return response
    const body = await readText(response.body, MAX_READ).catch(() => undefined)
    if (body === undefined) {
      return refuse(failures.invalid, { message: 'Intel’s lists were cut off, or are endless.' })
    }
    const until = Math.min(renewalOf(body) ?? 0, now() + DAY)
    if (until <= now() || body.length > MAX_KEPT) return answer(body, 0)
    const [oldest] = entries.keys()
    if (entries.size >= max && oldest !== undefined) entries.delete(oldest)
    entries.set(key, { body, until })
    return answer(body, until - now())
  }

  return {
    kept,
    ofPlatform: async (url, signal) => {
      if (!pccs) return refuse(failures.notProxied, { message: 'This console asks no PCCS.' })
      const fmspc = url.searchParams.get('fmspc')?.toLowerCase() ?? ''
      const ca = url.searchParams.get('ca')
      if (!/^[0-9a-f]{12}$/.test(fmspc) || (ca !== 'platform' && ca !== 'processor')) {
        return refuse(failures.badRequest, {
          message: 'Give fmspc, 12 hexadecimal digits, and ca, platform or processor.',
        })
      }
      return kept(`pccs/${fmspc}/${ca}`, () => askPccs(pccs(fmspc, ca, signal)))
    },
  }
}

async function askPccs(asked: ReturnType<Pccs>): Promise<Response> {
  try {
    const collateral = await asked
    return collateral
      ? Response.json(collateral)
      : refuse(failures.notProxied, { message: 'The PCCS does not know this family of platforms.' })
  } catch (error) {
    if (error instanceof PccsError) {
      return refuse(failures.invalid, { message: `The PCCS is not usable: ${error.message}.` })
    }
    if (error instanceof UpstreamError) {
      return refuse(failures.unreachable, { message: 'The PCCS cannot be reached.' })
    }
    throw error
  }
}

const answer = (body: string, forMs: number): Response =>
  new Response(body, {
    headers: {
      'content-type': 'application/json',
      'cache-control': forMs > 0 ? `public, max-age=${Math.floor(forMs / 1000)}` : 'no-store',
    },
  })

/** When the first of the signed lists must be renewed, in ms; undefined when that is not readable. */
function renewalOf(body: string): number | undefined {
  const lists = json(body)
  if (typeof lists !== 'object' || lists === null) return undefined
  const members = lists as Partial<Record<string, unknown>>
  const times = ['tcb_info', 'qe_identity'].map((name) => {
    const list = json(String(members[name]))
    const next = typeof list === 'object' && list !== null && 'nextUpdate' in list
    return next ? Date.parse(String(list.nextUpdate)) : Number.NaN
  })
  const first = Math.min(...times)
  return Number.isNaN(first) ? undefined : first
}
