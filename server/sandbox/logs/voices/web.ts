import { pick } from '../../seed/random.ts'
import { about, err, out, visitor, type Voice } from './voice.ts'

const PATHS = [
  '/',
  '/',
  '/health',
  '/assets/app.js',
  '/assets/app.css',
  '/about',
  '/favicon.ico',
] as const
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_5) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15',
  'curl/8.15.0',
  'kube-probe/1.34',
] as const

/** nginx as its official image logs: entrypoint and access log on stdout, notices on stderr. */
export const web: Voice = {
  interval: 4000,
  opening: ({ time }) => [
    out(
      '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
    ),
    out('/docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh'),
    out('/docker-entrypoint.sh: Configuration complete; ready for start up'),
    err(`${nginxTime(time)} [notice] 1#1: using the "epoll" event method`),
    err(`${nginxTime(time)} [notice] 1#1: start worker processes`),
    err(`${nginxTime(time)} [notice] 1#1: start worker process 29`),
  ],
  steady: ({ time, random }) => {
    const path = pick(PATHS, random(0))
    const isMissing = random(1) < 0.03
    if (isMissing && random(2) < 0.3) {
      return err(
        `${nginxTime(time)} [error] 29#29: *${about(random(3), 9999)} open() "/usr/share/nginx/html/wp-login.php" failed (2: No such file or directory), client: ${visitor(random(4))}`,
      )
    }
    const request = `GET ${isMissing ? '/wp-login.php' : path} HTTP/1.1`
    return out(
      `${visitor(random(4))} - - [${accessTime(time)}] "${request}" ${isMissing ? '404 153' : `200 ${100 + about(random(5), 60_000)}`} "-" "${pick(AGENTS, random(6))}" "-"`,
    )
  },
  closing: ({ time }) => [
    err(`${nginxTime(time)} [notice] 1#1: signal 15 (SIGTERM) received, exiting`),
    err(`${nginxTime(time)} [notice] 29#29: exiting`),
    err(`${nginxTime(time)} [notice] 1#1: exit`),
  ],
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 2026/01/31 12:00:00 */
const nginxTime = (ms: number) =>
  new Date(ms).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')

/** 31/Jan/2026:12:00:00 +0000 */
function accessTime(ms: number): string {
  const date = new Date(ms)
  const day = String(date.getUTCDate()).padStart(2, '0')
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`
}
