import { describe, expect, test } from 'vitest'
import { servicesOf, type GuestService } from '../guest/services.ts'
import { COMPOSE_FILES } from '../seed/composeFiles.ts'
import { containerTimeline } from './containerLog.ts'
import { readLog } from './readLog.ts'
import { serialTimeline, type Boot } from './serialLog.ts'
import type { SerialVm } from './bootLines.ts'
import type { Timeline } from './timeline.ts'

const START = Date.UTC(2026, 0, 15, 12)
const HOUR = 3_600_000
const run = { cvm_id: 'cvm_1', started_at: START, ended_at: null }

const services = (file: string) => servicesOf(file)
const service = (file: string, name: string): GuestService => {
  const found = services(file).find((one) => one.name === name)
  if (!found) throw new Error(`no service ${name}`)
  return found
}
const linesOf = (timeline: Timeline, now: number) => [...readLog(timeline, {}, now)].flat()
const textOf = (timeline: Timeline, now: number) =>
  linesOf(timeline, now)
    .map(({ text }) => text)
    .join('\n')

describe('container logs', () => {
  test('speak as the image’s program does, of what the file declares', () => {
    const log = (file: string, name: string) =>
      textOf(containerTimeline(service(file, name), run), START + HOUR)
    expect(log(COMPOSE_FILES.site, 'web')).toMatch(
      /docker-entrypoint.*[\s\S]*GET \/ HTTP\/1\.1" 200/,
    )
    expect(log(COMPOSE_FILES.api, 'db')).toContain('database system is ready to accept connections')
    expect(log(COMPOSE_FILES.api, 'cache')).toContain('Ready to accept connections tcp')
    expect(log(COMPOSE_FILES.api, 'api')).toContain('"msg":"listening","port":8080')
    expect(log(COMPOSE_FILES.agent, 'agent')).toContain(
      'starting agent (ghcr.io/example/trading-agent:0.9.3)',
    )
    expect(log(COMPOSE_FILES.agent, 'agent')).toContain('listening on 0.0.0.0:3000')
    expect(log(COMPOSE_FILES.worker, 'worker')).toMatch(/job [0-9a-f]{6} done/)
    expect(log(COMPOSE_FILES.llm, 'vllm')).toContain('arguments: --model Qwen/Qwen3-32B')
  })

  test('are the same again, differ between CVMs, and have both channels', () => {
    const web = service(COMPOSE_FILES.site, 'web')
    const lines = linesOf(containerTimeline(web, run), START + HOUR)
    expect(linesOf(containerTimeline(web, run), START + HOUR)).toEqual(lines)
    expect(linesOf(containerTimeline(web, run), START + 2 * HOUR).slice(0, lines.length)).toEqual(
      lines,
    )
    const other = containerTimeline(web, { ...run, cvm_id: 'cvm_2' })
    expect(linesOf(other, START + HOUR)).not.toEqual(lines)
    expect(new Set(lines.map(({ channel }) => channel))).toEqual(new Set(['stdout', 'stderr']))
    expect(lines.filter(({ text }) => text.includes('\n'))).toEqual([])
    expect(lines.every(({ time }, n) => time >= (lines[n - 1]?.time ?? 0))).toBe(true)
  })

  test('say something at once, and say goodbye when the CVM stops', () => {
    for (const file of Object.values(COMPOSE_FILES)) {
      for (const one of services(file)) {
        expect(linesOf(containerTimeline(one, run), START).length).toBeGreaterThan(0)
        const ended = containerTimeline(one, { ...run, ended_at: START + HOUR })
        const lines = linesOf(ended, START + 5 * HOUR)
        expect(lines.at(-1)?.time).toBe(START + HOUR)
        expect(lines.at(-1)?.text).toMatch(/exit|shut|bye/)
      }
    }
  })

  test('a run that ended while it began has no line after its end', () => {
    const web = service(COMPOSE_FILES.site, 'web')
    const lines = linesOf(containerTimeline(web, { ...run, ended_at: START + 5 }), START + HOUR)
    expect(Math.max(...lines.map(({ time }) => time))).toBe(START + 5)
  })

  test('a firehose keeps a hundred thousand lines and adds five thousand a second', () => {
    const hose = containerTimeline(
      service('services: {firehose: {image: busybox}}', 'firehose'),
      run,
    )
    const now = START + 10_000
    expect(hose.lengthAt(START - 1)).toBe(0)
    expect(hose.lengthAt(now) - hose.lengthAt(now - 1000)).toBe(5000)
    const lines = linesOf(hose, now)
    expect(lines).toHaveLength(100_000)
    const numbers = lines.map(({ text }) => Number(text.split(' ')[1]))
    expect(numbers.every((n, at) => at === 0 || n === (numbers[at - 1] ?? 0) + 1)).toBe(true)
    expect(lines.every(({ time }, at) => time >= (lines[at - 1]?.time ?? 0))).toBe(true)
    expect(linesOf(hose, START + 200).length).toBe(100_000)
  })
})

describe('the serial log', () => {
  const vm: SerialVm = {
    name: 'orders-api',
    app_id: 'ab'.repeat(20),
    instance_id: 'cd'.repeat(20),
    compose_hash: 'ef'.repeat(32),
    os_image: 'dstack-0.5.5',
    vcpu: 4,
    memory: 8192,
    disk_size: 40,
    gpus: 0,
    kms_url: 'https://kms-phala.sandbox.invalid',
    env_keys: ['DB_PASSWORD'],
    has_pre_launch_script: true,
  }
  const boot: Boot = { started_at: START, duration: 10_000, error: null, ended_at: null }
  const serial = (boots: Boot[], now: number) =>
    textOf(serialTimeline(vm, services(COMPOSE_FILES.api), boots), now)

  test('tells a boot from the kernel to the containers, as time goes on', () => {
    expect(serial([boot], START + 1)).toMatch(/^\[ +0\.000000\] Linux version/)
    expect(serial([boot], START + 1)).not.toContain('Pulling')
    expect(serial([boot], START + 7000)).toContain('postgres:17-alpine Pulling')
    expect(serial([boot], START + 7000)).not.toContain('is running')
    const whole = serial([boot], START + 10_000)
    for (const said of [
      'nothing here is a real TEE',
      `compose_hash ${vm.compose_hash}`,
      'requesting app keys from https://kms-phala.sandbox.invalid',
      'unsealed environment: DB_PASSWORD',
      'running pre-launch script',
      'Container dstack-cache-1  Started',
      'orders-api is running',
    ]) {
      expect(whole).toContain(said)
    }
    expect(serial([boot], START + HOUR)).toBe(whole)
  })

  test('ends with the error of a boot that failed, and starts no container then', () => {
    const failed = serial([{ ...boot, error: 'compose up failed: no such image' }], START + HOUR)
    expect(failed).toContain('ERROR compose up failed: no such image')
    expect(failed).not.toContain('Started\n')
    expect(failed).not.toContain('is running')
  })

  test('goes on over stops and starts; only a graceful stop says goodbye', () => {
    const first = { ...boot, ended_at: START + HOUR }
    const second = { ...boot, started_at: START + 2 * HOUR }
    expect(serial([first, second], START + 3 * HOUR)).toMatch(/Power down\n\[ +0\.000000\] Linux/)
    expect(serial([{ ...first, forced: true }], START + 3 * HOUR)).not.toContain('Power down')
    const cut = serial([{ ...boot, forced: true, ended_at: START + 100 }], START + HOUR)
    expect(cut).toContain('Linux version')
    expect(cut).not.toContain('dstack-prepare')
  })

  test('has the words of the machine’s own process on the other two channels', () => {
    const ended = [{ ...boot, ended_at: START + HOUR, forced: true }]
    const host = (channel: 'stdout' | 'stderr') =>
      textOf(serialTimeline(vm, [], ended, channel), START + 2 * HOUR)
    expect(host('stdout')).toMatch(/starting 4 vCPU, 8192 MB.*[\s\S]*killed/)
    expect(host('stderr')).toContain('without confidential-guest-support')
  })
})
