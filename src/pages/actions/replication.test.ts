import { describe, expect, it } from 'vitest'
import { ApiError } from '../../api/errors.ts'
import { createReplication, type ReplicaResult } from './replication.ts'

const refused = new ApiError({ kind: 'refused', status: 400, endpoint: 'POST', message: 'full' })
const lost = new ApiError({ kind: 'network', endpoint: 'POST', message: 'cut' })
const registration = new ApiError({
  kind: 'refused',
  status: 465,
  endpoint: 'POST',
  message: 'on chain first',
  details: { compose_hash: 'hash', app_id: 'app', commit_token: 'token' },
})

/** A server that does what the script says, one step for each request. */
function world(script: ('ok' | 'refuse' | 'lose' | 'drop' | 'chain')[]) {
  const uuids = new Set(['first'])
  let asked = 0
  let shown: ReplicaResult[] = []
  const adopted: string[] = []
  const confirmed: string[] = []
  const replication = createReplication(
    {
      make: async () => {
        const step = script[asked++] ?? 'ok'
        if (step === 'refuse') throw refused
        if (step === 'drop') throw lost
        if (step === 'chain') throw registration
        uuids.add(`made-${asked}`)
        if (step === 'lose') throw lost
        return { vm_uuid: `made-${asked}`, where: 'node' }
      },
      confirm: async ({ commit_token }, hash) => {
        confirmed.push(`${commit_token} ${hash}`)
        if (hash === 'bad') throw refused
        return { vm_uuid: 'confirmed', where: 'node' }
      },
      look: async () => new Set(uuids),
      found: async (uuid) => void adopted.push(uuid),
      pause: async () => undefined,
    },
    (results) => {
      shown = results
    },
  )
  return {
    replication,
    states: () => shown.map(({ state }) => state),
    asked: () => asked,
    adopted,
    confirmed,
    appear: (uuid: string) => uuids.add(uuid),
  }
}

describe('replicas, one request each', () => {
  it('are all asked for once', async () => {
    const { replication, states, asked } = world([])
    expect(await replication.start(3)).toBe(true)
    expect([states(), asked()]).toEqual([['made', 'made', 'made'], 3])
  })

  it('stop at a refusal, and go on from there when told to', async () => {
    const { replication, states, asked } = world(['ok', 'refuse'])
    expect(await replication.start(3)).toBe(false)
    expect([states(), asked()]).toEqual([['made', 'refused', 'waiting'], 2])
    expect(await replication.goOn()).toBe(true)
    expect([states(), asked()]).toEqual([['made', 'made', 'made'], 4])
  })

  it('are looked for when an answer is lost, and not asked for again', async () => {
    const { replication, states, asked, adopted } = world(['lose', 'ok', 'lose'])
    expect(await replication.start(3)).toBe(true)
    expect([states(), asked()]).toEqual([['made', 'made', 'made'], 3])
    expect(adopted).toEqual(['made-1', 'made-3'])
  })

  it('are not known of when none has appeared, until one does', async () => {
    const { replication, states, asked, appear } = world(['drop'])
    expect(await replication.start(2)).toBe(false)
    expect([states(), asked()]).toEqual([['unknown', 'waiting'], 1])
    expect(await replication.lookAgain()).toBe(false)
    expect(asked()).toBe(1)
    appear('late')
    expect(await replication.lookAgain()).toBe(true)
    expect([states(), asked()]).toEqual([['made', 'made'], 2])
  })

  it('wait for their contract, and are made with the proof that it allows them', async () => {
    const { replication, states, asked, confirmed } = world(['ok', 'chain'])
    expect(await replication.start(3)).toBe(false)
    expect([states(), asked()]).toEqual([['made', 'approval', 'waiting'], 2])
    expect(await replication.confirm('bad')).toBe(false)
    expect(states()).toEqual(['made', 'approval', 'waiting'])
    expect(await replication.confirm('good')).toBe(true)
    expect([states(), asked()]).toEqual([['made', 'made', 'made'], 3])
    expect(confirmed).toEqual(['token bad', 'token good'])
  })

  it('that wait are given up without a trace, as long as none is made', async () => {
    const { replication, states } = world(['chain', 'ok', 'chain'])
    await replication.start(2)
    replication.giveUp()
    expect(states()).toEqual([])
    await replication.start(2)
    replication.giveUp()
    expect(states()).toEqual(['made', 'waiting'])
  })
})
