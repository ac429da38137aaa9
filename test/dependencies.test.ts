import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Locked = { version?: string; integrity?: string; link?: boolean; resolved?: string }
type Lockfile = { packages: Record<string, Locked> }
type Manifest = Record<'dependencies' | 'devDependencies', Record<string, string>>

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const { packages } = read('package-lock.json') as Lockfile
const manifest = read('package.json') as Manifest
const installed = Object.entries(packages).filter(([path]) => path !== '')

test('every package is locked to one version and to the hash of its contents', () => {
  expect(installed.length).toBeGreaterThan(100)
  for (const [path, { version, integrity, link }] of installed) {
    expect([path, version, integrity, link]).toEqual([
      path,
      expect.stringMatching(/^\d+\.\d+\.\d+/),
      expect.stringMatching(/^sha512-[A-Za-z0-9+/]{86}==$/),
      undefined,
    ])
  }
})

test('no package comes from anywhere but a registry', () => {
  const elsewhere = installed.filter(
    ([, { resolved }]) => resolved !== undefined && !/^https:\/\/[^/]+\/.*\.tgz$/.test(resolved),
  )
  expect(elsewhere).toEqual([])
})

test('what we ask for is one version, not a range', () => {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies }
  for (const [name, version] of Object.entries(asked)) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
    expect(packages[`node_modules/${name}`]?.version).toBe(version)
  }
})

test('no script of a package runs when it is installed', () => {
  expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true')
})
