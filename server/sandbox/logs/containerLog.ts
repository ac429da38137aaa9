import { parseImage } from '../../../src/compose/image.ts'
import type { Run } from '../guest/containers.ts'
import type { GuestService } from '../guest/services.ts'
import { fraction, hash32 } from '../seed/random.ts'
import { runningTimeline, type LogLine, type Timeline } from './timeline.ts'
import { app } from './voices/app.ts'
import { firehoseTimeline } from './voices/firehose.ts'
import { jsonApp } from './voices/jsonApp.ts'
import { postgres } from './voices/postgres.ts'
import { redis } from './voices/redis.ts'
import type { Moment, Said, Voice } from './voices/voice.ts'
import { web } from './voices/web.ts'

/** Between two lines while a program starts, in ms. */
const PACE = 4

/**
 * The log of one container during one run of its CVM: no program runs in a sandbox, so it is what
 * the image's program would say, the same for the same CVM and time.
 */
export function containerTimeline(service: GuestService, run: Run): Timeline {
  if (service.name === 'firehose') return firehoseTimeline(run.started_at, run.ended_at)
  const voice = voiceOf(service)
  const key = hash32(`${run.cvm_id} ${service.name} ${run.started_at}`)
  const momentOf = (time: number, n: number): Moment => ({
    time,
    service,
    random: (k) => fraction(key ^ hash32(String(k)), n),
  })
  const timed = (said: (moment: Moment) => Said[], from: number, pace: number): LogLine[] =>
    said(momentOf(from, -1)).map((line, n) => ({ ...line, time: from + n * pace }))
  const { started_at, ended_at } = run
  return runningTimeline({
    opening: timed(voice.opening, started_at, PACE).filter(
      ({ time }) => time <= (ended_at ?? time),
    ),
    starts_at: started_at,
    interval: voice.interval,
    jitter: (n) => 0.9 * fraction(key, n),
    steady: (n, time) => voice.steady(momentOf(time, n)),
    closing: ended_at === null ? [] : timed(voice.closing, ended_at, 0),
    ends_at: ended_at,
  })
}

/** By the last part of the image's name; a service that only looks like one is taken for it too. */
function voiceOf({ image }: GuestService): Voice {
  const parsed = parseImage(image)
  const name = parsed.ok ? (parsed.image.repository.split('/').at(-1) ?? '') : ''
  if (/nginx|httpd|caddy/.test(name)) return web
  if (/postgres|pgvector|timescale/.test(name)) return postgres
  if (/redis|valkey|keydb/.test(name)) return redis
  return /api|gateway|backend/.test(name) ? jsonApp : app
}
