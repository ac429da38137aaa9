import { expect, test } from 'vitest'
import type { AvailableNode } from '../../contract/nodes.ts'
import { nodeRows } from './node-rows.ts'

const node = (teepod_id: number, name: string, region_identifier: string): AvailableNode => ({
  teepod_id,
  name,
  region_identifier,
  listed: true,
  resource_score: 1,
  remaining_vcpu: 4,
  remaining_memory: 8192,
  remaining_cvm_slots: 2,
  images: [],
  kms_list: [],
})

test('each node is one row, by region, with its room where it has some', () => {
  const rows = nodeRows(
    [node(1, 'b', 'us'), node(2, 'a', 'us'), node(3, 'c', 'eu')],
    [
      { id: 2, name: 'a', region: 'us', status: 'online' },
      { id: 9, name: 'full', region: 'us' },
    ],
  )
  expect(
    rows.map(({ name, region, status, room }) => [name, region, status, room?.teepod_id]),
  ).toEqual([
    ['c', 'eu', undefined, 3],
    ['a', 'us', 'online', 2],
    ['b', 'us', undefined, 1],
    ['full', 'us', undefined, undefined],
  ])
})

test('a node without a name is known by its number', () => {
  const [row, ...more] = nodeRows([node(7, 'seven', 'us')], [{ id: 7 }])
  expect(row).toMatchObject({ name: 'seven', room: { teepod_id: 7 } })
  expect(more).toEqual([])
})
