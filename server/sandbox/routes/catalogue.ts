import { Hono } from 'hono'
import type { AvailableNodes } from '../../../src/contract/nodes.ts'
import { roomOf } from '../checks/room.ts'
import type { Context } from '../context.ts'
import { invalid, plain } from '../failure.ts'
import { WORKSPACE, WORKSPACE_LIMITS } from '../inventory/account.ts'
import { FAMILIES } from '../inventory/instanceTypes.ts'
import { KMS_CHAINS, KMS_LIST, kmsInfo, kmsOf } from '../inventory/kms.ts'
import { NODES } from '../inventory/nodes.ts'
import { OS_IMAGES, osImage, versionNumbers } from '../inventory/osImages.ts'
import { signedPubkey } from '../kms/sign.ts'
import { appIdOf } from '../lifecycle/provision.ts'
import { flagOf, intOf, json, pageOf, pagingOf } from './route.ts'

/** What can be had: instance types, nodes, OS images, and who keeps the keys. */
export function catalogueRoutes(ctx: Context): Hono {
  const app = new Hono()
  app.get('/instance-types', () =>
    json({
      result: FAMILIES.map(({ name, items }) => ({ name, items, total: items.length })),
    }),
  )
  app.get('/instance-types/:family', (c) => {
    const family = FAMILIES.find(({ name }) => name === c.req.param('family'))
    if (!family) throw plain(404, `There is no family ${c.req.param('family')}`)
    return json({ items: family.items, total: family.items.length, family: family.name })
  })
  app.get('/teepods/available', () => json(availableNodes(ctx)))
  app.get('/os-images', (c) => {
    const dev = flagOf(c, 'is_dev')
    const images = OS_IMAGES.filter(({ is_dev }) => dev === undefined || is_dev === dev)
    return json(pageOf(images, pagingOf(c)))
  })
  app.get('/kms', (c) => {
    const onchain = flagOf(c, 'is_onchain')
    const found = KMS_LIST.filter(
      ({ chain_id }) => onchain === undefined || (chain_id !== null) === onchain,
    )
    return json(pageOf(found.map(kmsInfo), pagingOf(c)))
  })
  app.get('/kms/phala/next_app_id', (c) => {
    const counts = intOf(c, 'counts', { min: 1, max: 20, default: 1 })
    const app_ids = Array.from({ length: counts }, () => {
      const nonce = ctx.nextNonce()
      return { app_id: appIdOf(ctx, nonce), nonce }
    })
    return json({ app_ids })
  })
  app.get('/kms/on-chain/:chain', (c) => json(onChain(c.req.param('chain'))))
  app.get('/kms/:kms', (c) => json(kmsInfo(kms(c.req.param('kms')))))
  app.get('/kms/:kms/pubkey/:appId', (c) => {
    kms(c.req.param('kms'))
    try {
      return json(signedPubkey(ctx.rootSeed, c.req.param('appId')))
    } catch (error) {
      throw invalid({
        loc: ['path', 'app_id'],
        msg: (error as Error).message,
        type: 'value_error',
      })
    }
  })
  return app
}

function kms(name: string) {
  const found = kmsOf(name)
  if (!found) throw plain(404, `KMS ${name} not found`)
  return found
}

/** Those that take requests; memory in MB. */
function availableNodes(ctx: Context): AvailableNodes {
  const taken = ctx.cvms.taken()
  return {
    tier: WORKSPACE.tier,
    capacity: {
      max_instances: WORKSPACE_LIMITS.vm_slots,
      max_vcpu: WORKSPACE_LIMITS.vcpu,
      max_memory: WORKSPACE_LIMITS.memory_mb,
      max_disk: WORKSPACE_LIMITS.disk_gb,
    },
    nodes: NODES.filter(({ accessible }) => accessible).map((node) => {
      const room = roomOf(node, taken)
      return {
        teepod_id: node.teepod_id,
        name: node.name,
        listed: true,
        resource_score: Math.round((100 * room.vcpu) / node.capacity.vcpu) / 100,
        remaining_vcpu: room.vcpu,
        remaining_memory: room.memory,
        remaining_cvm_slots: room.slots,
        images: node.images.flatMap((name) => {
          const image = osImage(name)
          if (!image) return []
          const { is_dev, version, os_image_hash } = image
          return [{ name, is_dev, version: versionNumbers(version), os_image_hash }]
        }),
        support_onchain_kms: node.support_onchain_kms,
        fmspc: node.fmspc,
        device_id: node.device_id,
        region_identifier: node.region_identifier,
        default_kms: node.default_kms,
        kms_list: [...node.kms_list],
      }
    }),
    kms_list: KMS_LIST.map(kmsInfo),
  }
}

function onChain(chain: string) {
  const found = KMS_CHAINS.includes(chain) ? kmsOf(chain) : undefined
  if (found?.chain_id == null) throw plain(404, `There is no chain ${chain}`)
  const { chain_id } = found
  return {
    chain_name: chain,
    chain_id,
    contracts: [
      {
        contract_address: found.kms_contract_address,
        chain_id,
        chain_name: chain,
        devices: NODES.filter(({ kms_list }) => kms_list.includes(found.slug)).map((node) => ({
          device_id: node.device_id,
          node_name: node.name,
          on_chain_allowed: true,
        })),
        os_images: OS_IMAGES.map(({ name, version, os_image_hash }) => ({
          name,
          version,
          os_image_hash,
          on_chain_allowed: true,
        })),
      },
    ],
  }
}
