import { expect, test } from 'vitest'
import { composeHash } from '../../../trust/composeHash.ts'
import { predictedHash } from './measured.ts'

const document = { manifest_version: 2, docker_compose_file: 'services: {}\n', allowed_envs: ['A'] }

test('the new hash is that of the same document with another compose file', () => {
  const now = composeHash(document)
  const after = predictedHash(document, `0x${now.toUpperCase()}`, 'services:\n  a: {}\n')
  expect(after).toBe(composeHash({ ...document, docker_compose_file: 'services:\n  a: {}\n' }))
  expect(predictedHash(document, now, document.docker_compose_file)).toBe(now)
})

test('nothing is foretold where the document is not what is measured', () => {
  expect(predictedHash(document, 'ab'.repeat(32), 'x')).toBeUndefined()
  expect(predictedHash(document, null, 'x')).toBeUndefined()
})
