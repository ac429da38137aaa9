import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { MAX_PAYLOAD_BYTES } from '../../../compose/limits.ts'
import { emptyDraft } from '../draft/draft.ts'
import { withPrefill } from '../prefill.ts'
import { badgeFor, deployLinkTo, readDeployLink } from './deployLink.ts'
import { pack, unpack } from './packed.ts'

const open = (link: string) => {
  const { searchParams, hash } = new URL(link, 'https://console.example')
  return readDeployLink(searchParams, hash)
}
const raw = (text: string | Uint8Array) => deflateRawSync(text).toString('base64url')
const seen = fc
  .string({ unit: 'grapheme', maxLength: 2_000 })
  .filter((text) => !/[\p{Cc}\p{Cf}]/u.test(text))

describe('a deploy link', () => {
  test('says what it was made from, for any text, and nothing of it to a server', async () => {
    await fc.assert(
      fc.asyncProperty(seen, seen, fc.constantFrom('', 'my-app'), async (compose, script, name) => {
        const link = await deployLinkTo({
          compose: compose || 'x',
          pre_launch_script: script,
          name,
          env: ['TOKEN', 'OTHER'],
        })
        expect(link.split('#')[0]).toBe(`/deploy?${name && 'name=my-app&'}env=TOKEN&env=OTHER`)
        const read = await open(link)
        expect(read).toMatchObject({
          state: 'good',
          link: {
            leftOut: [],
            prefill: { compose: compose || 'x', env: ['TOKEN', 'OTHER'], name: name || undefined },
          },
        })
        if (read.state !== 'good') return
        const draft = withPrefill(emptyDraft('a', 'me', 0), read.link.prefill, undefined)
        expect(draft.compose).toEqual({
          docker_compose_file: compose || 'x',
          pre_launch_script: script,
        })
      }),
      { numRuns: 60 },
    )
  })

  test('that fills in nothing is none', async () => {
    expect(await open('/deploy')).toEqual({ state: 'none' })
    expect(await open('/deploy?draft=1&step=secrets#top')).toEqual({ state: 'none' })
  })

  test.each([
    ['a text that is not base64url', '/deploy#compose=%25%25', /base64url/],
    [
      'a text that is cut off',
      `/deploy#compose=${raw('services: {}'.repeat(99)).slice(0, -6)}`,
      /unpack/,
    ],
    ['what is no text', `/deploy#compose=${raw(Uint8Array.of(0xff, 0xfe, 0xfd))}`, /unpack/],
    ['more than fits', `/deploy#compose=${'A'.repeat(300_001)}`, /too long/],
    ['a bomb', `/deploy#compose=${raw(new Uint8Array(50_000_000))}`, /more than 200 KB/],
    [
      'text that is turned around',
      `/deploy#compose=${raw('image: \u202Egnp.exe')}`,
      /turn text around/,
    ],
    ['a hidden name', '/deploy?name=a%00b', /cannot be seen/],
    ['a name of many lines', '/deploy?name=a%0Ab', /cannot be seen/],
    ['a long name', `/deploy?name=${'a'.repeat(201)}`, /too long/],
    ['two names', '/deploy?name=a&name=b', /more than once/],
    ['two files', `/deploy?compose=x#compose=${raw('y')}`, /two compose files/],
    [
      'a thousand variables',
      `/deploy?env=${'A,'.repeat(1000).slice(0, 190)}&${'env=A&'.repeat(300)}`,
      /more than 200/,
    ],
  ])('with %s is refused as a whole, and says why', async (_what, link, reason) => {
    const read = await open(link)
    expect(read).toEqual({ state: 'bad', reason: expect.stringMatching(reason) })
  })

  test('names what it left out, without the values of secrets', async () => {
    const read = await open(
      `/deploy?name=x&evil=%3Cb%3E&env=TOKEN%3Dhunter2&draft=1#compose=${raw('a')}&x=y`,
    )
    if (read.state !== 'good') throw new Error('not read')
    expect(read.link.leftOut).toEqual(['evil=<b>', '#x=y', 'the value of TOKEN'])
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  test('is never more than a refusal, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (search, hash) => {
        const read = await readDeployLink(new URLSearchParams(search), `#compose=${hash}`)
        expect(['good', 'bad']).toContain(read.state)
      }),
      { numRuns: 60 },
    )
  })

  test('has a badge that Markdown cannot mistake', async () => {
    const link = await deployLinkTo({ compose: 'a: (b) [c]', pre_launch_script: '', name: 'a)b' })
    expect(badgeFor('https://c.example', `https://c.example${link}`)).toMatch(
      /^\[!\[Deploy a CVM\]\(https:\/\/c\.example\/deploy-badge\.svg\)\]\([^()\s]+\)$/,
    )
  })
})

test('a packed text is as large as may be, and not a byte more', async () => {
  const most = 'a'.repeat(MAX_PAYLOAD_BYTES)
  expect(await unpack(await pack(most))).toEqual({ ok: true, text: most })
  expect((await unpack(await pack(`${most}a`))).ok).toBe(false)
})
