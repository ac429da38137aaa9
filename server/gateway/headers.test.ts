import { expect, test } from 'vitest'
import { secure } from './headers.ts'

const policyOf = (type: string) =>
  secure(new Response('', { headers: { 'content-type': type } }), false).headers.get(
    'content-security-policy',
  )

test('a script is not sandboxed: a worker made of it would have no cryptography', () => {
  expect(policyOf('text/javascript; charset=utf-8')).not.toContain('sandbox')
  expect(policyOf('text/javascript; charset=utf-8')).toContain("default-src 'none'")
})

test('everything else that is not the page is inert', () => {
  for (const type of ['application/json', 'text/html', 'image/svg+xml', 'text/plain']) {
    expect(policyOf(type)).toContain('sandbox')
  }
})
