import { describe, expect, test } from 'vitest'
import type { ProvisionRecord } from '../draft/draft.ts'
import { whyBadTransactionHash } from '../../onchain/transaction-hash.ts'
import { provisionIssues } from './section.ts'

const hash = `0x${'ab'.repeat(32)}`

test.each([
  ['', /Enter/],
  ['ab', /starts with 0x/],
  ['0x12', /62 more digits/],
  [`0x${'a'.repeat(63)}`, /1 more digit /],
  [`${hash}0`, /1 digit too many/],
  ['0xzz', /no hexadecimal digit/],
])('the transaction hash %j is refused as it is typed', (text, why) => {
  expect(whyBadTransactionHash(text)).toMatch(why)
})

describe('entering the Commit step', () => {
  const record: ProvisionRecord = {
    answer: { compose_hash: 'cd'.repeat(32), app_id: 'ab'.repeat(20) },
    fingerprint: 'now',
    at: 0,
    contract: '',
    transaction_hash: '',
  }
  const kms_info = {
    id: 'k',
    slug: null,
    url: '',
    version: '',
    chain_id: 1,
    kms_contract_address: '0x1',
    gateway_app_id: null,
  }
  const onChain = { ...record, answer: { ...record.answer, kms_info } }

  test('needs a provision of what is typed now', () => {
    expect(provisionIssues(null, 'now')).toHaveLength(1)
    expect(provisionIssues(record, 'changed')).toHaveLength(1)
    expect(provisionIssues(record, 'now')).toEqual([])
  })

  test('needs a whole transaction hash where the KMS is on a chain', () => {
    expect(provisionIssues(onChain, 'now')).toMatchObject([{ field: 'transaction_hash' }])
    expect(provisionIssues({ ...onChain, transaction_hash: hash }, 'now')).toEqual([])
  })
})
