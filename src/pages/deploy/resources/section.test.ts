import { describe, expect, test } from 'vitest'
import type { AvailableNode } from '../../../contract/nodes.ts'
import { emptyDraft, type ResourcesDraft } from '../draft/draft.ts'
import { automaticImage, type Catalogue, whyNoRoom } from './catalogue.ts'
import { priceOf } from './price.ts'
import { resourcesIssues } from './section.ts'

const node = (teepod_id: number, change: Partial<AvailableNode> = {}): AvailableNode => ({
  teepod_id,
  name: `node-${teepod_id}`,
  listed: true,
  resource_score: 1,
  remaining_vcpu: 8,
  remaining_memory: 16_384,
  remaining_cvm_slots: 4,
  images: [{ name: 'dstack-0.5.5', is_dev: false, version: [0, 5, 5] }],
  region_identifier: 'eu-west',
  kms_list: ['phala'],
  ...change,
})

const osImage = (name: string, version: string, is_dev = false, requires_gpu = false) => ({
  name,
  slug: name,
  version,
  os_image_hash: null,
  is_dev,
  requires_gpu,
})

const catalogue: Catalogue = {
  instanceTypes: [
    {
      id: 'tdx.small',
      name: 'small',
      description: '',
      vcpu: 1,
      memory_mb: 2048,
      hourly_rate: '0.058',
      requires_gpu: false,
      default_disk_size_gb: 20,
    },
  ],
  available: {
    tier: 'free',
    capacity: { max_disk: 500 },
    nodes: [node(1), node(2, { remaining_cvm_slots: 0 })],
    kms_list: [],
  },
  images: [
    osImage('dstack-0.5.5', '0.5.5'),
    osImage('dstack-0.5.10', '0.5.10'),
    osImage('dstack-dev-0.6.0', '0.6.0', true),
    osImage('dstack-nvidia-0.7.0', '0.7.0', false, true),
  ],
  kms: [
    {
      id: 'kms_eth',
      slug: 'ethereum',
      url: '',
      version: '',
      chain_id: 1,
      kms_contract_address: '0x0',
      gateway_app_id: null,
    },
  ],
}

const good: ResourcesDraft = {
  ...emptyDraft('a', 'me', 0).resources,
  name: 'my-app',
  instance_type: 'tdx.small',
  disk_size: '20',
}
const fields = (change: Partial<ResourcesDraft>, taken: string[] = []) =>
  resourcesIssues({ ...good, ...change }, catalogue, new Set(taken)).map(({ field }) => field)

describe('resources', () => {
  test('a name, an instance type and a disk are enough', () => {
    expect(fields({})).toEqual([])
  })

  test.each([
    '',
    'abcd',
    '1-starts',
    'two--hyphens',
    'ends-',
    'with space',
    'emoji-😀-x',
    'a'.repeat(64),
    'мой-cvm-name',
    'שלום-עולם',
    'abc\u202edef',
  ])('the name %j is refused at its field', (name) => {
    expect(fields({ name })).toEqual(['name'])
  })

  test('a name that the workspace has is refused', () => {
    expect(fields({ name: 'my-app' }, ['my-app'])).toEqual(['name'])
  })

  test.each(['', '0', '-1', '1.5', '1e3', '501', '999999999999999999999', 'ten', ' 20'])(
    'the disk size %j is refused at its field',
    (disk_size) => {
      expect(fields({ disk_size })).toEqual(['disk_size'])
    },
  )

  test.each(['0', '-1', '1.5', '1e9', '1000000000', '🙂', '٤'])(
    'vCPU and memory of %j are refused at their fields',
    (text) => {
      expect(fields({ vcpu: text, memory: text })).toEqual(['vcpu', 'memory'])
    },
  )

  test('vCPU and memory go together, memory in steps of 1024 MB', () => {
    expect(fields({ vcpu: '2' })).toEqual(['memory'])
    expect(fields({ memory: '2048' })).toEqual(['vcpu'])
    expect(fields({ vcpu: '2', memory: '3000' })).toEqual(['memory'])
    expect(fields({ vcpu: '2', memory: '4096', instance_type: '' })).toEqual([])
  })

  test('a choice that is not on offer any more is refused at its field', () => {
    expect(fields({ instance_type: 'tdx.gone' })).toEqual(['instance_type'])
    expect(fields({ region: 'mars' })).toEqual(['region'])
    expect(fields({ teepod_id: '2' })).toEqual(['teepod_id'])
    expect(fields({ teepod_id: '9' })).toEqual(['teepod_id'])
    expect(fields({ image: 'dstack-9' })).toEqual(['image'])
    expect(fields({ teepod_id: '1', image: 'dstack-0.5.10' })).toEqual(['image'])
    expect(fields({ kms: 'kms_gone' })).toEqual(['kms'])
  })

  test('a custom app id needs its nonce, and a KMS without a chain', () => {
    expect(fields({ app_id: 'ab'.repeat(20) })).toEqual(['nonce'])
    expect(fields({ nonce: '1' })).toEqual(['app_id'])
    expect(fields({ app_id: `app_${'AB'.repeat(20)}`, nonce: '0' })).toEqual([])
    expect(fields({ app_id: 'ab'.repeat(20), nonce: '0', kms: 'kms_eth' })).toEqual(['app_id'])
  })

  test('nothing is refused for a list that has not arrived', () => {
    const unknown: Catalogue = {
      instanceTypes: undefined,
      available: undefined,
      images: undefined,
      kms: undefined,
    }
    const chosen = { ...good, region: 'x', teepod_id: '7', image: 'y', kms: 'z' }
    expect(resourcesIssues(chosen, unknown, new Set())).toEqual([])
  })

  test('automatic means the newest image for production that the chosen node has', () => {
    expect(automaticImage(good, catalogue)?.name).toBe('dstack-0.5.10')
    expect(automaticImage({ ...good, teepod_id: '1' }, catalogue)?.name).toBe('dstack-0.5.5')
  })

  test('a node without room says what is missing', () => {
    expect(whyNoRoom(node(1), { vcpu: 16, memory: 1024, gpu: false })).toBe('8 vCPU left')
    expect(whyNoRoom(node(1), { vcpu: 1, memory: 32_768, gpu: false })).toBe('16 GB memory left')
    expect(whyNoRoom(node(1), { vcpu: 8, memory: 16_384, gpu: false })).toBeUndefined()
  })

  test('a price is shown per hour and per month of 730 hours, or not at all', () => {
    expect(priceOf('0.058')).toEqual({ hour: '$0.058', month: '$42.34' })
    expect(priceOf('14.000')).toEqual({ hour: '$14.00', month: '$10,220.00' })
    expect(priceOf('')).toBeUndefined()
    expect(priceOf('on request')).toBeUndefined()
  })
})
