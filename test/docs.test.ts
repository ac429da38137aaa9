import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIES } from '../server/sandbox/attestation/lies.ts'
import { SENTINELS } from '../server/sandbox/sentinels.ts'

const DOCS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/verifying.md']

/** What stands in backticks and looks like a file or folder of this repository. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|server|e2e|bench|bin|test|public|docs)\/[\w./*-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes('*'))
}

describe.each(DOCS)('%s', (doc) => {
  const text = readFileSync(doc, 'utf8')

  it('names only files that are there', () => {
    expect(pathsIn(text).filter((path) => !existsSync(path))).toEqual([])
  })

  it('links only to files that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
    expect(targets.filter((target) => !existsSync(target))).toEqual([])
  })
})

it('CONTRIBUTING.md stays short', () => {
  expect(readFileSync('CONTRIBUTING.md', 'utf8').split('\n').length).toBeLessThanOrEqual(150)
})

it('CONTRIBUTING.md lists every name that makes the sandbox fail', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8')
  for (const [name, what] of Object.entries(SENTINELS)) {
    expect(text).toContain(`| \`${name}\` | ${what} |`)
  }
})

it('docs/verifying.md lists every lie that the sandbox can tell', () => {
  const text = readFileSync('docs/verifying.md', 'utf8')
  for (const [name, what] of Object.entries(LIES))
    expect(text).toContain(`| \`${name}\` | ${what} |`)
})
