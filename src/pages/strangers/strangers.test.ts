import { expect, test } from 'vitest'
import { publicPortsOf, sightsOf } from './strangers.ts'

const compose = `services:
  web:
    image: x
    ports: ["8080:80", "127.0.0.1:9000:9000", "53:53/udp", "80"]
  api:
    image: y
    ports: ["443:443", "443:444/udp"]
`
const shown = {
  listed: false,
  public_logs: true,
  public_sysinfo: false,
  public_tcbinfo: true,
  gateway_enabled: true,
  compose,
}

test('each setting is told as it is', () => {
  expect(sightsOf(shown).map(({ what, open }) => [what, open])).toEqual([
    ['Logs', true],
    ['System info', false],
    ['TCB info', true],
    ['Listing', false],
  ])
  const means = (change: Partial<typeof shown>) => sightsOf({ ...shown, ...change })[2]?.means
  expect(means({ public_tcbinfo: false })).not.toBe(means({}))
})

test('only what is published, over TCP, to every address, has a public URL', () => {
  expect(publicPortsOf(shown)).toEqual([
    { service: 'api', port: 443 },
    { service: 'web', port: 8080 },
  ])
  expect(publicPortsOf({ ...shown, gateway_enabled: false })).toEqual([])
  expect(publicPortsOf({ ...shown, compose: 'a: [' })).toEqual([])
})
