import { describe, expect, test } from 'vitest'
import { isPinned, parseImage } from './image.ts'

const digest = `sha256:${'0a'.repeat(32)}`

describe('an image reference', () => {
  test.each([
    ['nginx', { registry: 'docker.io', repository: 'library/nginx' }],
    ['nginx:1.27', { registry: 'docker.io', repository: 'library/nginx', tag: '1.27' }],
    ['docker.io/nginx', { registry: 'docker.io', repository: 'library/nginx' }],
    ['a/b', { registry: 'docker.io', repository: 'a/b' }],
    ['ghcr.io/a/b/c:v1', { registry: 'ghcr.io', repository: 'a/b/c', tag: 'v1' }],
    ['localhost/a', { registry: 'localhost', repository: 'a' }],
    ['host:5000/a:t', { registry: 'host:5000', repository: 'a', tag: 't' }],
    ['[::1]:5000/a', { registry: '[::1]:5000', repository: 'a' }],
    [`nginx@${digest}`, { registry: 'docker.io', repository: 'library/nginx', digest }],
    [`ghcr.io/a/b:v1@${digest}`, { registry: 'ghcr.io', repository: 'a/b', tag: 'v1', digest }],
    ['a__b/c.d-e', { registry: 'docker.io', repository: 'a__b/c.d-e' }],
  ])('%s', (text, image) => {
    expect(parseImage(text)).toEqual({ ok: true, image })
  })

  test.each([
    '',
    ' ',
    'a b',
    'Nginx',
    'a/B',
    'a//b',
    'a/',
    '/a',
    'nginx:',
    'nginx:-a',
    'nginx@',
    'nginx@sha256:00',
    `nginx@sha256:${'0'.repeat(63)}`,
    `nginx@sha256:${'g'.repeat(64)}`,
    'https://x.io/a',
    '-a',
    'a-',
    'a..b',
    'a'.repeat(300),
    '..',
    'a:b:c',
  ])('%j is malformed, with a reason', (text) => {
    expect(parseImage(text)).toEqual({ ok: false, reason: expect.stringMatching(/^\S.+/) })
  })

  test('is pinned by a digest only', () => {
    expect(isPinned(`nginx:1@${digest}`)).toBe(true)
    expect(isPinned('nginx:1.27.5')).toBe(false)
    expect(isPinned('nginx@sha256:0')).toBe(false)
  })
})
