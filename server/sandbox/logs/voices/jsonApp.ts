import { about, out, visitor, type Moment, type Voice } from './voice.ts'

/** A program that logs JSON as pino does: one object a line, levels as numbers. */
export const jsonApp: Voice = {
  interval: 2500,
  opening: (moment) => [
    line(moment, 30, 'starting', { image: moment.service.image }),
    ...moment.service.ports.map((port) => line(moment, 30, 'listening', { port })),
  ],
  steady: (moment) => {
    const { random } = moment
    const duration_ms = 1 + about(random(0), 600)
    const failed = random(1) < 0.02
    return line(
      moment,
      failed ? 50 : duration_ms > 400 ? 40 : 30,
      failed ? 'request failed' : 'request',
      {
        status: failed ? 500 : 200,
        duration_ms,
        remote: visitor(random(2)),
        trace: Math.floor(random(3) * 2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      },
    )
  },
  closing: (moment) => [line(moment, 30, 'shutting down', { signal: 'SIGTERM' })],
}

const line = (moment: Moment, level: number, msg: string, fields: object) =>
  out(
    JSON.stringify({
      level,
      time: Math.floor(moment.time),
      name: moment.service.name,
      msg,
      ...fields,
    }),
  )
