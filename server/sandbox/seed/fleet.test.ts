import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { isCvmName } from '../../../src/contract/cvmName.ts'
import { cvmIdKind } from '../../../src/contract/ids.ts'
import { ComposeFile } from '../../../src/contract/provision.ts'
import { kmsOf } from '../inventory/kms.ts'
import { nodeOf } from '../inventory/nodes.ts'
import { COMPOSE_FILES, ENV_KEYS, type ComposeName } from './composeFiles.ts'
import { demoFleet } from './demoFleet.ts'
import { fleet } from './fleet.ts'
import type { SeedCvm } from './seedCvm.ts'

const NOW = Date.UTC(2026, 0, 15, 12)

function expectWhole(cvms: readonly SeedCvm[]) {
  const distinct = (of: (cvm: SeedCvm) => string) =>
    expect(new Set(cvms.map(of)).size).toBe(cvms.length)
  distinct((cvm) => cvm.name)
  distinct((cvm) => cvm.id)
  distinct((cvm) => cvm.vm_uuid)
  distinct((cvm) => cvm.instance_id)
  const wrong = cvms.filter(
    (cvm) =>
      !isCvmName(cvm.name) ||
      cvmIdKind(cvm.id) !== 'id' ||
      cvmIdKind(cvm.vm_uuid) !== 'uuid' ||
      cvmIdKind(cvm.app_id) !== 'app_id' ||
      cvmIdKind(`instance_${cvm.instance_id}`) !== 'instance_id' ||
      !nodeOf(cvm.teepod_id)?.images.includes(cvm.image) ||
      !kmsOf(cvm.kms) ||
      cvm.created_at > NOW ||
      (cvm.started_at ?? 0) > NOW ||
      (cvm.ended_at ?? 0) > NOW ||
      (cvm.started_at ?? NOW) < cvm.created_at ||
      (cvm.boot_error !== null) !== (cvm.status === 'failed') ||
      (cvm.ended_at === null) !== ['running', 'starting'].includes(cvm.status) ||
      !v.is(ComposeFile, cvm.compose_file),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
}

describe('seeded fleets', () => {
  test('the demonstration shows every state, replicas, a GPU, an on-chain KMS and four regions', () => {
    const cvms = demoFleet(NOW)
    expectWhole(cvms)
    expect(new Set(cvms.map(({ status }) => status))).toEqual(
      new Set(['running', 'stopped', 'exited', 'failed', 'starting']),
    )
    expect(cvms.some(({ gpus }) => gpus > 0)).toBe(true)
    expect(cvms.some(({ kms }) => kms === 'BASE')).toBe(true)
    const [first, ...others] = cvms.filter(({ name }) => name.startsWith('orders-api'))
    expect(others.map(({ app_id }) => app_id)).toEqual([first?.app_id, first?.app_id])
    expect(new Set(cvms.map((cvm) => nodeOf(cvm.teepod_id)?.region_identifier)).size).toBe(4)
  })

  test('ten thousand are made at once, are all different, and are the same again', () => {
    const before = performance.now()
    const cvms = fleet(10_000, NOW)
    const took = performance.now() - before
    expect(cvms).toHaveLength(10_000)
    expectWhole(cvms)
    expect(fleet(10_000, NOW)).toEqual(cvms)
    // Ample: alone on two cores it takes a twentieth of it.
    expect(took).toBeLessThan(3000)
    const running = cvms.filter(({ status }) => status === 'running').length
    expect(running).toBeGreaterThan(7000)
    expect(running).toBeLessThan(9000)
    const apps = new Set(cvms.map(({ app_id }) => app_id)).size
    expect(apps).toBeGreaterThan(5000)
    expect(apps).toBeLessThan(9000)
  })

  test('a smaller fleet is the beginning of a larger one, and none is none', () => {
    expect(fleet(0, NOW)).toEqual([])
    expect(fleet(37, NOW)).toEqual(fleet(500, NOW).slice(0, 37))
  })

  test('every compose file declares exactly the variables it uses', () => {
    for (const name of Object.keys(COMPOSE_FILES) as ComposeName[]) {
      const used = [...COMPOSE_FILES[name].matchAll(/\$\{(\w+)/g)].map((match) => match[1])
      expect([...new Set(used)]).toEqual(ENV_KEYS[name])
    }
  })
})
