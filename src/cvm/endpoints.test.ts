import { expect, it } from 'vitest'
import { endpointPort, webLink } from './endpoints.ts'

const app = 'ab'.repeat(20)

it('links web addresses, with or without a scheme, and nothing else', () => {
  expect(webLink(`https://${app}-8080.example.org`)).toBe(`https://${app}-8080.example.org/`)
  expect(webLink('example.org/x')).toBe('https://example.org/x')
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'http://', ''])
    expect(webLink(bad)).toBeUndefined()
})

it('reads the port from the gateway name', () => {
  expect(endpointPort(`https://${app}-8080.dstack.example`)).toBe(8080)
  expect(endpointPort(`${app}-443s.dstack.example`)).toBe(443)
  expect(endpointPort('https://example.org')).toBeUndefined()
})
