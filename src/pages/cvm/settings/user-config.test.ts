import { expect, test } from 'vitest'
import { isSameConfig, keysText, restText, userConfigText, whyBadRest } from './user-config.ts'

const config = { hostname: 'api', ssh_authorized_keys: ['ssh-ed25519 A me'], motd: { on: true } }

test('an update carries everything, with what nobody edits as it was', () => {
  const keys = `${keysText(config)}\n# a comment\nssh-ed25519 B you\n`
  expect(JSON.parse(userConfigText(keys, restText(config)))).toEqual({
    ...config,
    ssh_authorized_keys: ['ssh-ed25519 A me', 'ssh-ed25519 B you'],
  })
})

test('white space and comments change nothing', () => {
  expect(
    isSameConfig(config, `# mine\n${keysText(config)}\n`, '{"hostname":"api","motd":{"on":true}}'),
  ).toBe(true)
  expect(isSameConfig(config, '', restText(config))).toBe(false)
  expect(isSameConfig(config, keysText(config), '{"hostname":"other","motd":{"on":true}}')).toBe(
    false,
  )
})

test('the rest of a configuration is a JSON object without the keys', () => {
  expect(whyBadRest('{}')).toBeUndefined()
})

test.each([
  ['[]', 'must be a JSON object'],
  ['null', 'must be a JSON object'],
  ['{', 'not JSON'],
  ['', 'not JSON'],
  ['{"ssh_authorized_keys":[]}', 'own field'],
])('%j as the rest of a configuration is refused: %s', (text, why) => {
  expect(whyBadRest(text)).toContain(why)
})
