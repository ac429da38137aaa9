import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../testApp.ts'
import { readAssets } from './assets.ts'
import { readPreloads } from './preload.ts'

const MANIFEST = {
  'index.html': { file: 'assets/index-1.js', isEntry: true, css: ['assets/index-0.css'] },
  '_parts-2.js': { file: 'assets/parts-2.js', imports: ['index.html'] },
  'src/pages/cvms/CvmsPage.tsx': {
    file: 'assets/CvmsPage-3.js',
    imports: ['_parts-2.js', 'index.html'],
  },
  'src/pages/cvm/CvmPage.tsx': { file: 'assets/CvmPage-4.js', imports: ['_parts-2.js'] },
  'src/pages/cvm/logs/LogsPage.tsx': { file: 'assets/LogsPage-5.js', imports: ['index.html'] },
}

/** Everything on screen waits for these. */
const BEGIN = ['/assets/index-0.css', '/assets/index-1.js']

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'preload-'))
  mkdirSync(join(root, '.vite'))
  writeFileSync(join(root, '.vite/manifest.json'), JSON.stringify(MANIFEST))
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
})
afterAll(() => rmSync(root, { recursive: true }))

const urls = (path: string, signedIn: boolean) =>
  readPreloads(root)(path, signedIn).map((link) => /^<([^>]+)>/.exec(link)?.[1])

describe('what a page is told to fetch ahead', () => {
  it('is what every page begins with, and the scripts of its route', () => {
    expect(urls('/cvms', false)).toEqual([
      ...BEGIN,
      '/theme.js',
      '/assets/CvmsPage-3.js',
      '/assets/parts-2.js',
    ])
    expect(urls('/cvms/some-app/logs', false)).toEqual([
      ...BEGIN,
      '/theme.js',
      '/assets/CvmPage-4.js',
      '/assets/LogsPage-5.js',
      '/assets/parts-2.js',
    ])
    expect(urls('/nowhere', true)).toEqual([])
  })

  it('gives way, what only the first script will ask for, to that script', () => {
    const late = readPreloads(root)('/cvms', true).filter((link) => link.includes('priority=low'))
    expect(late).toEqual([
      '</assets/CvmsPage-3.js>; rel=modulepreload; fetchpriority=low',
      '</assets/parts-2.js>; rel=modulepreload; fetchpriority=low',
    ])
  })

  it('is its first answers for somebody who is signed in, by the address that the page will ask', () => {
    expect(urls('/cvms', true).slice(0, 5)).toEqual([
      ...BEGIN,
      '/session',
      '/api/v1/cvms/paginated?page=1&page_size=100',
      '/theme.js',
    ])
    const uuid = '01234567-89ab-4cde-8f01-23456789abcd'
    expect(urls(`/cvms/${uuid}/logs`, true)[3]).toBe(`/api/v1/cvms/${uuid.replaceAll('-', '')}`)
  })

  it('never holds what could leave its place in a header', () => {
    for (const id of ['a>;b', 'a,b', '%0d%0aset-cookie:x', '..', 'a%3E']) {
      expect(urls(`/cvms/${id}`, true)).not.toContainEqual(expect.stringContaining('/api/v1'))
    }
  })

  it('asks for nothing ahead where several are signed in: only the page knows which it wants', async () => {
    const { ask } = testApp({ deps: { assets: readAssets(root) } })
    const link = async (cookie: string) =>
      (await ask('/cvms', { headers: { cookie } })).headers.get('link') ?? ''
    expect(await link('cvm_console.default=x')).toContain('/api/v1/cvms/paginated')
    expect(await link('')).not.toContain('/api/v1')
    expect(await link('cvm_console.default=x; cvm_console.other=y')).not.toContain('/api/v1')
    expect(await link('cvm_console.other=y')).not.toContain('/api/v1')
  })

  it('is not itself a file that can be fetched', async () => {
    const { ask } = testApp({ deps: { assets: readAssets(root) } })
    expect((await ask('/.vite/manifest.json')).status).toBe(404)
  })
})
