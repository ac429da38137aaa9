import { pick } from '../../seed/random.ts'
import { about, coloured, err, out, visitor, type Moment, type Voice } from './voice.ts'

const ROUTES = ['/v1/items', '/v1/items/482', '/v1/session', '/healthz', '/metrics'] as const
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT'] as const

/** Any other program: what it listens on and what it does come from the compose file. */
export const app: Voice = {
  interval: 3000,
  opening: (moment) => {
    const { service } = moment
    const listening = service.ports.map((port) => info(moment, `listening on 0.0.0.0:${port}`))
    return [
      info(moment, `starting ${service.name} (${service.image})`),
      ...(service.command ? [info(moment, `arguments: ${service.command}`)] : []),
      ...(listening.length > 0
        ? listening
        : [info(moment, 'no ports published, waiting for work')]),
      info(moment, 'ready'),
    ]
  },
  steady: (moment) => (moment.service.ports.length > 0 ? request(moment) : job(moment)),
  closing: (moment) => [info(moment, 'SIGTERM received, finishing'), info(moment, 'bye')],
}

function request(moment: Moment) {
  const { random } = moment
  const took = 1 + about(random(0), 400)
  const failed = random(1) < 0.02
  const said = `${pick(METHODS, random(2))} ${pick(ROUTES, random(3))} ${failed ? 503 : 200} ${took}ms ${visitor(random(4))}`
  if (failed) return err(`${stamp(moment)} ${coloured('red', 'ERROR')} ${said}`)
  return took > 250 ? warn(moment, `slow: ${said}`) : info(moment, said)
}

function job(moment: Moment) {
  const { random } = moment
  const id = Math.floor(random(0) * 0xffffff)
    .toString(16)
    .padStart(6, '0')
  return random(1) < 0.03
    ? warn(moment, `job ${id} failed, will be tried again in 30s`)
    : info(moment, `job ${id} done in ${50 + about(random(2), 9000)}ms`)
}

const stamp = ({ time }: Moment) => coloured('grey', new Date(time).toISOString())
const info = (moment: Moment, text: string) =>
  out(`${stamp(moment)} ${coloured('green', 'INFO')}  ${text}`)
const warn = (moment: Moment, text: string) =>
  out(`${stamp(moment)} ${coloured('yellow', 'WARN')}  ${text}`)
