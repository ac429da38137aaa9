import { expect, test } from 'vitest'
import { PAGE_POLICY, secure } from './headers.ts'

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

test('the page runs no text: no inline script, no eval, no markup or worker out of a mere string', () => {
  const policy = new Map(
    PAGE_POLICY.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]),
  )
  expect(policy.get('script-src')).toEqual(["'self'"])
  expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
  // Names only: nobody may make policies at will, or one twice.
  for (const name of policy.get('trusted-types') ?? []) expect(name).toMatch(/^[a-z]+$/i)
})
