import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Me, Workspace } from '../../../src/contract/account.ts'
import { InstanceType } from '../../../src/contract/instanceTypes.ts'
import { KmsInfo } from '../../../src/contract/kms.ts'
import { OsImage } from '../../../src/contract/osImages.ts'
import { ME, WORKSPACE } from './account.ts'
import { FAMILIES, gpusOf, instanceType } from './instanceTypes.ts'
import { KMS_LIST, kmsInfo, kmsOf } from './kms.ts'
import { NODES, nodeOf, REGIONS } from './nodes.ts'
import { DEFAULT_OS_IMAGE, defaultOsImage, OS_IMAGES, osImage, versionNumbers } from './osImages.ts'

const unique = (list: readonly unknown[]) => expect(new Set(list).size).toBe(list.length)

describe('inventory', () => {
  test('instance types are what the contract says, and each family knows its own', () => {
    for (const { name, items } of FAMILIES) {
      for (const item of items) {
        expect(v.parse(InstanceType, item)).toEqual(item)
        expect(item.family).toBe(name)
        expect(item.requires_gpu).toBe(gpusOf(item.id) > 0)
        expect(item.memory_mb % 1024).toBe(0)
        expect(Number(item.hourly_rate)).toBeGreaterThan(0)
        expect(instanceType(item.id)).toBe(item)
      }
    }
    unique(FAMILIES.flatMap(({ items }) => items.map(({ id }) => id)))
    expect(instanceType('tdx.huge')).toBeUndefined()
  })

  test('OS images come in every kind, and the default is the newest one for production', () => {
    for (const image of OS_IMAGES) {
      expect(v.parse(OsImage, image)).toEqual(image)
      expect(image.os_image_hash).toMatch(/^[0-9a-f]{64}$/)
      expect(versionNumbers(image.version)).toHaveLength(3)
    }
    unique(OS_IMAGES.map(({ os_image_hash }) => os_image_hash))
    expect(defaultOsImage({ dev: false, gpu: false }).name).toBe(DEFAULT_OS_IMAGE)
    expect(defaultOsImage({ dev: true, gpu: true })).toMatchObject({
      is_dev: true,
      requires_gpu: true,
    })
    expect(osImage('dstack-9')).toBeUndefined()
  })

  test('every node names images and key management that exist', () => {
    unique(NODES.map(({ teepod_id }) => teepod_id))
    unique(NODES.map(({ device_id }) => device_id))
    expect(REGIONS.length).toBeGreaterThan(3)
    for (const node of NODES) {
      expect(node.images.length).toBeGreaterThan(0)
      expect(node.images.filter((name) => !osImage(name))).toEqual([])
      expect(node.kms_list.filter((slug) => !kmsOf(slug))).toEqual([])
      expect(node.kms_list).toContain(node.default_kms)
      expect(node.device_id).toMatch(/^[0-9a-f]{64}$/)
      expect(node.ppid).toMatch(/^[0-9a-f]{32}$/)
      expect(node.fmspc).toMatch(/^[0-9a-f]{12}$/)
      expect(nodeOf(node.teepod_id)).toBe(node)
      expect(nodeOf(node.name)).toBe(node)
    }
    expect(nodeOf(99)).toBeUndefined()
    expect(nodeOf('')).toBeUndefined()
  })

  test('a KMS is found by id, slug and type, and shows nothing beyond the contract', () => {
    for (const kms of KMS_LIST) {
      for (const name of [kms.id, kms.slug, kms.kms_type, kms.kms_type.toLowerCase()]) {
        expect(kmsOf(name)).toBe(kms)
      }
      expect(Object.keys(kmsInfo(kms)).sort()).toEqual(Object.keys(KmsInfo.entries).sort())
      expect(v.parse(KmsInfo, kmsInfo(kms))).toEqual(kmsInfo(kms))
      expect(kms.gateway_app_id).toMatch(/^[0-9a-f]{40}$/)
      expect(kms.kms_contract_address ?? `0x${'0'.repeat(40)}`).toMatch(/^0x[0-9a-f]{40}$/)
    }
    expect(kmsOf('solana')).toBeUndefined()
  })

  test('the account is what the contract says', () => {
    expect(v.parse(Me, ME)).toEqual(ME)
    expect(v.parse(Workspace, WORKSPACE)).toEqual(WORKSPACE)
  })
})
