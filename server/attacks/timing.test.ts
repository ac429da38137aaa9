import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isSameSecret } from '../sameSecret.ts'

const isOfTests = (path: string) => /\.test\.ts$|(^|\/)testing\/|testApp\.ts$|^attacks\//.test(path)

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !isOfTests(path))
  .map((path) => [path, readFileSync(join('server', path), 'utf8')] as const)

/** A secret by its name, compared with anything but nothing at all or a word that stands there. */
const SECRET = String.raw`\b[\w.]*(?:key|token|secret|signature|mac|password|cookie)\b(?:\(\))?`
const KNOWN = String.raw`(?:null|undefined|''|'[^']*'|\d)`
const COMPARED = new RegExp(
  String.raw`${SECRET}\s*[!=]==?(?!=|\s*${KNOWN})|(?<!${KNOWN}\s*)[!=]==?\s*${SECRET}`,
  'gi',
)

/** The workspace that a page names, which is no secret: whoever is signed in is told it. */
const NAMED = /workspaceKey/

describe('a secret', () => {
  test('is the same as itself and nothing else, of whatever length', () => {
    expect(isSameSecret('phak_right', 'phak_right')).toBe(true)
    for (const given of ['', 'phak_righ', 'phak_righT', 'phak_right\0', 'phak_rightphak_right']) {
      expect(isSameSecret(given, 'phak_right')).toBe(false)
    }
  })

  test('is compared in one place, which takes as long for any guess', () => {
    const users = sources.filter(([, text]) => text.includes('timingSafeEqual'))
    expect(users.map(([path]) => path)).toEqual(['sameSecret.ts'])
    const callers = sources.filter(([, text]) => /\bisSameSecret\(/.test(text))
    expect(callers.map(([path]) => path).toSorted()).toEqual([
      'sandbox/logs/logAddress.ts',
      'sandbox/sandbox.ts',
    ])
  })

  test('is compared nowhere as plain text is', () => {
    const found = sources.flatMap(([path, text]) =>
      [...text.matchAll(COMPARED)].map(([match]) => `${path}: ${match}`),
    )
    expect(found.filter((one) => !NAMED.test(one))).toEqual([])
  })

  test('would be found where it was', () => {
    for (const wrong of [
      'given === ctx.key',
      'token !== wanted',
      'a.secret == b',
      'x === session.token',
    ]) {
      expect({ wrong, found: new RegExp(COMPARED.source, 'i').test(wrong) }).toEqual({
        wrong,
        found: true,
      })
    }
  })
})
