import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { responseOf } from '../gateway/answer.ts'
import { startSandbox, type TestSandbox } from './testing/startSandbox.ts'

let box: TestSandbox
beforeAll(async () => {
  box = await startSandbox()
})
afterAll(() => box.stop())

describe('a CVM', () => {
  test('is deployed in two steps and comes to run, with everything it was given', async () => {
    const id = await box.deploy('first-app', { env: { TOKEN: 'x' }, disk_size: 25 })
    await box.settled(id, 'running')
    const { body } = await box.ask('GET', `/cvms/${id}`)
    expect(body).toMatchObject({
      name: 'first-app',
      status: 'running',
      vm_uuid: id,
      resource: { instance_type: 'tdx.small', vcpu: 1, memory_in_gb: 2, disk_in_gb: 25 },
      compose_file: { allowed_envs: ['TOKEN'] },
      progress: null,
    })
    expect(body.endpoints).toEqual([
      expect.objectContaining({ app: `https://${body.app_id}-80.apps.sandbox.invalid` }),
    ])
  })

  test('goes through its life, each action where the table allows it', async () => {
    const id = await box.deploy('life-app')
    await box.settled(id, 'running')
    const steps = [
      ['shutdown', {}, 'shutting_down', 'stopped'],
      ['start', {}, 'starting', 'running'],
      ['restart', { force: false }, 'restarting', 'running'],
      ['restart', { force: true }, 'restarting', 'running'],
      ['stop', {}, 'stopping', 'stopped'],
    ] as const
    for (const [action, body, meanwhile, then] of steps) {
      const answer = await box.ask('POST', `/cvms/${id}/${action}`, body)
      expect([action, answer.status, answer.body.status]).toEqual([action, 200, meanwhile])
      await box.settled(id, then)
    }
    const refused = await box.ask('POST', `/cvms/${id}/shutdown`)
    expect(refused.status).toBe(409)
    expect(refused.body.error_code).toBe('ERR-CONSOLE-STATE')
    expect(refused.body.message).toContain('it is stopped')
    expect((await box.ask('DELETE', `/cvms/${id}`)).status).toBe(204)
    await expect.poll(async () => (await box.ask('GET', `/cvms/${id}`)).status).toBe(404)
    const { body } = await box.ask('GET', '/cvms/paginated')
    expect(body.items.map(({ name }: { name: string }) => name)).not.toContain('life-app')
  })

  test('answers 409 with a code while something is under way, and force cuts through', async () => {
    const id = await box.deploy('stuck-shutdown-app')
    await box.settled(id, 'running')
    expect((await box.ask('POST', `/cvms/${id}/shutdown`)).body.status).toBe('shutting_down')
    for (const action of ['start', 'shutdown', 'restart']) {
      const refused = await box.ask('POST', `/cvms/${id}/${action}`, {})
      expect([refused.status, refused.body.error_code]).toEqual([409, 'ERR-CONSOLE-IN-PROGRESS'])
    }
    expect((await box.ask('POST', `/cvms/${id}/restart`, { force: true })).status).toBe(200)
    await box.settled(id, 'running')
    expect((await box.ask('POST', `/cvms/${id}/shutdown`)).status).toBe(200)
    expect((await box.ask('POST', `/cvms/${id}/stop`)).status).toBe(200)
    await box.settled(id, 'stopped')
    const { body } = await box.ask('GET', `/cvms/${id}/operations`)
    expect(body.items[0]).toMatchObject({ operation_type: 'stop', status: 'completed' })
    expect(body.items[1]).toMatchObject({ operation_type: 'shutdown', status: 'failed' })
    expect(body.items[1].error_message).toContain('cut short')
  })

  test('fails to boot an image that cannot exist, and says so next to its status', async () => {
    const compose = 'services:\n  web:\n    image: "NOT AN IMAGE"\n'
    const id = await box.deploy('bad-image', { compose })
    await box.settled(id, 'failed')
    const { body } = await box.ask('GET', `/cvms/${id}/state`)
    expect(body.boot_error).toContain('invalid reference format')
    const batch = await box.ask('POST', '/status/batch', { vm_uuids: [id, 'nobody'] })
    expect(Object.keys(batch.body)).toEqual([id])
    expect(batch.body[id].boot_error).toBe(body.boot_error)
  })

  test('gets replicas of the same app with the same keys', async () => {
    const id = await box.deploy('many-app', { env: { A: 'b' } })
    const made = await box.ask('POST', `/cvms/${id}/replicas`, { node_id: 3 })
    expect(made.body).toMatchObject({ teepod_id: 3, name: 'many-app' })
    // At this speed the first of the two lasts a few milliseconds.
    expect(['creating', 'starting']).toContain(made.body.status)
    const all = await box.ask('GET', `/apps/${made.body.app_id}/cvms`)
    expect(all.body).toHaveLength(2)
    const full = await box.ask('POST', `/cvms/${id}/replicas`, { node_id: 99 })
    expect(full.body.error_code).toBe('ERR-01-001')
    const down = await box.ask('POST', `/cvms/${id}/replicas`, { node_id: 7 })
    expect(down.body.error_code).toBe('ERR-02-012')
  })

  test('is there after the process was killed: what was acknowledged is on disk', async () => {
    const first = await startSandbox()
    const id = await first.deploy('kept-app')
    // No close: the second one opens what the first one left behind, as after kill -9.
    const second = await startSandbox({ dataDir: first.dataDir })
    expect(second.sandbox.key).toBe(first.sandbox.key)
    await second.settled(id, 'running')
    await second.sandbox.close()
    await first.stop()
  })
})

describe('the state stream', () => {
  test('says the state at once, each change, and when the target is reached', async () => {
    const slow = await startSandbox({ speed: 20 })
    const id = await slow.deploy('watched-app')
    const response = await slow.sandbox.fetch(
      new Request(`http://sandbox.invalid/cvms/${id}/state?target=running&interval=5&timeout=30`, {
        headers: { 'x-api-key': slow.sandbox.key, accept: 'text/event-stream' },
      }),
    )
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const text = await responseOf(response).text()
    const events = [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(
      ([, event, data = '']) => ({
        event,
        data: JSON.parse(data) as Record<string, unknown>,
      }),
    )
    expect(events[0]).toMatchObject({ event: 'state', data: { status: 'creating' } })
    expect(events.at(-1)).toMatchObject({
      event: 'complete',
      data: { status: 'running', target: 'running' },
    })
    const progress = events.map(({ data }) => data['boot_progress'])
    expect(progress).toContain('pulling images')
    expect(text).not.toContain('null')
    await slow.stop()
  })
})
