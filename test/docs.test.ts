import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HELP } from '../server/help.ts'
import { LIES } from '../server/sandbox/attestation/lies.ts'
import { SENTINELS } from '../server/sandbox/sentinels.ts'
import { wordsForCode } from '../src/api/errorWords.ts'
import { ConsoleErrorCode } from '../src/contract/consoleErrors.ts'
import { ErrorCode } from '../src/contract/errors.ts'
import { linksOf } from './links.ts'

const PAGES = readdirSync('docs').filter((name) => name.endsWith('.md'))
const DOCS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...PAGES.map((name) => `docs/${name}`),
]

const read = (file: string) => readFileSync(file, 'utf8')

/** What stands in backticks and looks like a file or folder of this repository. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|server|e2e|bench|bin|test|public|docs)\/[\w./*-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes('*'))
}

/** The names that a heading can be linked to by, as GitHub makes them. */
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** Blocks of code and what stands in backticks. */
const codeIn = (text: string) =>
  [...text.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm)].map(([code]) => code).join('\n')

describe.each(DOCS)('%s', (doc) => {
  const text = read(doc)
  const links = linksOf(text)
  const target = (file: string) => (file === '' ? doc : join(dirname(doc), file))

  it('names only files that are there', () => {
    expect(pathsIn(text).filter((path) => !existsSync(path))).toEqual([])
  })

  it('links only to files and pictures that are there', () => {
    expect(links.filter(({ file }) => !existsSync(target(file)))).toEqual([])
  })

  it('links only to headings that are there', () => {
    const wrong = links.filter(
      ({ file, heading }) => heading && !headingsOf(read(target(file))).includes(heading),
    )
    expect(wrong).toEqual([])
  })

  it('describes every picture in words', () => {
    expect(text.match(/!\[\]\(|<img(?![^>]*\balt="[^"]{8,})[^>]*>/g) ?? []).toEqual([])
  })

  it('names only flags and variables that the command knows', () => {
    const code = codeIn(text)
    const flags = code.match(/(?<![\w-])--[a-z][a-z-]+/g) ?? []
    const variables = code.match(/\bCVM_CONSOLE_[A-Z_]+\b/g) ?? []
    const known = new Set(HELP.match(/--[a-z-]+|\b[A-Z_]{3,}\b/g))
    expect([...flags, ...variables].filter((name) => !known.has(name))).toEqual([])
  })

  it('names only npm scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...codeIn(text).matchAll(/\bnpm run ([\w-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})

it('the README leads to every page of docs/', () => {
  const linked = linksOf(read('README.md')).map(({ file }) => file)
  expect(PAGES.filter((name) => !linked.includes(`docs/${name}`))).toEqual([])
})

it('every picture is shown somewhere, and all of them together are small', () => {
  const shown = DOCS.flatMap((doc) =>
    linksOf(read(doc)).map(({ file }) => join(dirname(doc), file)),
  )
  const pictures = readdirSync('docs/pictures').map((name) => `docs/pictures/${name}`)
  expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([])
  const bytes = pictures.reduce((sum, picture) => sum + readFileSync(picture).length, 0)
  expect(bytes).toBeLessThan(1_500_000)
})

it('docs/running.md lists every flag and variable of --help', () => {
  const text = read('docs/running.md')
  const names = HELP.match(
    /--[a-z][a-z-]+|\b(?:CVM_CONSOLE|PHALA_CLOUD)_[A-Z_]+|\b(?:PORT|HOST)\b/g,
  )
  expect(names?.length).toBeGreaterThan(25)
  expect(names?.filter((name) => !text.includes(`\`${name}`))).toEqual([])
})

describe('docs/troubleshooting.md', () => {
  const text = read('docs/troubleshooting.md')

  it.each([...Object.values(ConsoleErrorCode), ...Object.values(ErrorCode)])(
    'has %s, in the words of the page',
    (code) => {
      const words = wordsForCode(code)
      expect(text).toContain(`| \`${code}\` | ${words?.title} | ${words?.action} |`)
    },
  )

  it('has no code that there is not', () => {
    const known: string[] = [...Object.values(ConsoleErrorCode), ...Object.values(ErrorCode)]
    const named = text.match(/\bERR-[A-Z0-9-]+\b/g) ?? []
    expect(named.filter((code) => !known.includes(code))).toEqual([])
  })
})

it('CONTRIBUTING.md stays short', () => {
  expect(read('CONTRIBUTING.md').split('\n').length).toBeLessThanOrEqual(150)
})

it('CONTRIBUTING.md lists every name that makes the sandbox fail', () => {
  const text = read('CONTRIBUTING.md')
  for (const [name, what] of Object.entries(SENTINELS)) {
    expect(text).toContain(`| \`${name}\` | ${what} |`)
  }
})

it('docs/verifying.md lists every lie that the sandbox can tell', () => {
  const text = read('docs/verifying.md')
  for (const [name, what] of Object.entries(LIES)) {
    expect(text).toContain(`| \`${name}\` | ${what} |`)
  }
})
