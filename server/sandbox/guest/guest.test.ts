import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Container, CvmStats } from '../../../src/contract/observe.ts'
import { COMPOSE_FILES } from '../seed/composeFiles.ts'
import { BOOT_FAILS_AT, BOOT_PHASES, bootProgress } from './bootPhases.ts'
import { containersOf, dockerDuration } from './containers.ts'
import { bootErrorOf, servicesOf } from './services.ts'
import { sysinfo } from './sysinfo.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const run = { cvm_id: 'cvm_1', started_at: NOW - 5 * 60_000, ended_at: null }

describe('services of a compose file', () => {
  test('come in its order with image, command, ports and health check', () => {
    expect(servicesOf(COMPOSE_FILES.api)).toEqual([
      {
        name: 'api',
        container_name: null,
        image: 'ghcr.io/example/orders-api:2.4.1',
        command: null,
        ports: [8080],
        has_healthcheck: false,
      },
      expect.objectContaining({ name: 'db', image: 'postgres:17-alpine', ports: [] }),
      expect.objectContaining({ name: 'cache', command: 'redis-server --save 60 1' }),
    ])
    expect(servicesOf(COMPOSE_FILES.site)[0]?.has_healthcheck).toBe(true)
    expect(servicesOf('not: compose')).toEqual([])
  })

  test('have the values of the environment in them', () => {
    const file = [
      'services:',
      '  web:',
      '    image: nginx:${TAG:-alpine}',
      '    command: [serve, "--token", "${TOKEN}"]',
      '    container_name: ${NAME}',
      '    ports: ["${PORT:-8080}:80"]',
    ].join('\n')
    expect(servicesOf(file)[0]).toMatchObject({
      image: 'nginx:alpine',
      command: null,
      container_name: null,
      ports: [80],
    })
    const values: Record<string, string> = { TAG: '1.29', TOKEN: 't', NAME: 'front' }
    expect(servicesOf(file, (name) => values[name])[0]).toMatchObject({
      image: 'nginx:1.29',
      command: 'serve --token t',
      container_name: 'front',
    })
  })

  test('fail to boot when an image cannot exist, and say which and why', () => {
    const error = (image: string) =>
      bootErrorOf(servicesOf(`services:\n  web:\n    image: ${image}\n`))
    expect(error('nginx')).toBeUndefined()
    expect(error('""')).toMatch(/"web" has neither an image nor a build context/)
    expect(error('${IMAGE}')).toMatch(/neither an image/)
    expect(error('"nginx:"')).toMatch(/"web".*invalid reference format.*tag/)
    expect(error('Nginx')).toMatch(/lower-case/)
    expect(bootErrorOf(servicesOf(COMPOSE_FILES.broken))).toMatch(/invalid reference format/)
  })
})

describe('containers', () => {
  test('are what the contract says, found by service and by the name Compose makes', () => {
    const containers = containersOf(
      servicesOf(COMPOSE_FILES.api),
      run,
      NOW,
      (name) => `http://127.0.0.1/logs/${name}?token=1`,
    )
    expect(containers).toHaveLength(3)
    for (const container of containers) expect(v.parse(Container, container)).toEqual(container)
    expect(containers[1]).toMatchObject({
      names: ['/dstack-db-1', '/db'],
      state: 'running',
      status: 'Up 5 minutes',
      log_endpoint: 'http://127.0.0.1/logs/db?token=1',
    })
    expect(new Set(containers.map(({ id }) => id)).size).toBe(3)
  })

  test('say when they are healthy, and when they have ended', () => {
    const services = servicesOf(COMPOSE_FILES.site)
    expect(containersOf(services, run, NOW, () => null)[0]?.status).toBe('Up 5 minutes (healthy)')
    const ended = { ...run, ended_at: NOW - 2000 }
    expect(containersOf(services, ended, NOW, () => null)[0]).toMatchObject({
      state: 'exited',
      status: 'Exited (0) 2 seconds ago',
      log_endpoint: null,
    })
  })

  test('durations read as Docker writes them', () => {
    const minute = 60_000
    expect(
      [0, 1000, 59_000, minute, 5 * minute, 61 * minute, 1000 * minute, 5000 * minute].map(
        dockerDuration,
      ),
    ).toEqual([
      'Less than a second',
      '1 second',
      '59 seconds',
      'About a minute',
      '5 minutes',
      'About an hour',
      '17 hours',
      '3 days',
    ])
  })
})

describe('system figures', () => {
  const machine = {
    cvm_id: 'cvm_1',
    vcpu: 4,
    memory: 8192,
    disk_size: 40,
    os_version: '0.5.5',
    started_at: NOW - 3_600_000,
  }

  test('are what the contract says, add up, and are the same for the same time', () => {
    const info = sysinfo(machine, NOW)
    expect(v.parse(CvmStats, { is_online: true, sysinfo: info }).sysinfo).toEqual(info)
    expect(info).toEqual(sysinfo(machine, NOW))
    expect(info).not.toEqual(sysinfo({ ...machine, cvm_id: 'cvm_2' }, NOW))
    expect(info.uptime).toBe(3600)
    expect((info.used_memory ?? 0) + (info.available_memory ?? 0)).toBe(info.total_memory)
  })

  test('move over an hour, stay within the machine, and never jump', () => {
    const minutes = Array.from({ length: 240 }, (_, n) => sysinfo(machine, NOW + n * 15_000))
    for (const info of minutes) {
      expect(info.used_memory).toBeLessThan(8192 * 1024 ** 2)
      expect(info.loadavg_one).toBeGreaterThanOrEqual(0)
      expect(info.loadavg_one).toBeLessThanOrEqual(4)
      expect(info.disks?.[0]?.free_size).toBeGreaterThan(0)
    }
    const loads = minutes.map((info) => info.loadavg_one ?? 0)
    expect(Math.max(...loads) - Math.min(...loads)).toBeGreaterThan(0.2)
    const steps = loads.slice(1).map((load, n) => Math.abs(load - (loads[n] ?? 0)))
    expect(Math.max(...steps)).toBeLessThan(0.4)
  })
})

test('boot phases follow one another to the end, and a failing boot fails while pulling', () => {
  const shares = [0, 0.2, 0.35, 0.45, 0.6, 0.9, 1, 2]
  expect([...new Set(shares.map(bootProgress))]).toEqual(
    BOOT_PHASES.map(({ progress }) => progress),
  )
  expect(bootProgress(BOOT_FAILS_AT)).toBe('pulling images')
})
