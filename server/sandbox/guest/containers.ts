import { createHash } from 'node:crypto'
import type { Container } from '../../../src/contract/observe.ts'
import type { GuestService } from './services.ts'

/** The run of a CVM that its containers belong to; times in ms since 1970. */
export type Run = { cvm_id: string; started_at: number; ended_at: number | null }

/**
 * The containers of GET /cvms/{id}/composition. Each goes by two names, as Docker has it: the one
 * Compose makes of project and service (or the file's own), and the service's name, which people
 * type. `logEndpoint` gets the service's name and returns an absolute address, or null where logs
 * are not public.
 */
export function containersOf(
  services: readonly GuestService[],
  run: Run,
  now: number,
  logEndpoint: (service: string) => string | null,
): Container[] {
  return services.map((service) => ({
    id: hex(`container ${run.cvm_id} ${service.name} ${run.started_at}`),
    names: [
      ...new Set([`/${service.container_name ?? `dstack-${service.name}-1`}`, `/${service.name}`]),
    ],
    image: service.image,
    image_id: `sha256:${hex(`image ${service.image}`)}`,
    command: service.command,
    created: Math.floor(run.started_at / 1000),
    ...stateOf(service, run, now),
    log_endpoint: logEndpoint(service.name),
  }))
}

/** `state` and `status` as `docker ps` shows them. */
function stateOf(service: GuestService, run: Run, now: number) {
  if (run.ended_at !== null) {
    return { state: 'exited', status: `Exited (0) ${dockerDuration(now - run.ended_at)} ago` }
  }
  const up = `Up ${dockerDuration(now - run.started_at)}`
  return { state: 'running', status: service.has_healthcheck ? `${up} (healthy)` : up }
}

/** A duration in ms the way Docker says it: "Less than a second", "5 minutes", "About an hour". */
export function dockerDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.round(minutes / 60)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`
  if (hours < 24 * 60) return `${Math.floor(hours / 24 / 7)} weeks`
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`
  return `${Math.floor(hours / 24 / 365)} years`
}

const hex = (text: string) => createHash('sha256').update(`cvm-console ${text}`).digest('hex')
