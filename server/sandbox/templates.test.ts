import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEMPLATES } from '../../src/compose/templates.ts'
import { startSandbox, type TestSandbox } from './testing/startSandbox.ts'

let server: TestSandbox
beforeAll(async () => {
  server = await startSandbox()
})
afterAll(() => server.stop())

test.each(TEMPLATES)('the template $id reaches running', async ({ id, compose, secrets, gpu }) => {
  const env = Object.fromEntries(secrets.map((name) => [name, `a-value-of-${name}`]))
  const instance_type = gpu ? 'h200.small' : 'tdx.small'
  const uuid = await server.deploy(`from-${id}`, { compose, env, instance_type })
  await server.settled(uuid, 'running')
  const { body } = await server.ask('GET', `/cvms/${uuid}/composition`)
  const containers = body.containers.map(({ state }: { state: string }) => state)
  expect(new Set(containers)).toEqual(new Set(['running']))
  await server.ask('DELETE', `/cvms/${uuid}`)
})
