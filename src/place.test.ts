import { describe, expect, it } from 'vitest'
import { workspaceKey } from './contract/workspaceKey.ts'
import { placeOf, withoutBase, workspaceBase } from './place.ts'

describe('the place that an address belongs to', () => {
  it.each([
    ['/cvms', undefined, '/cvms'],
    ['/', undefined, '/'],
    ['/w/cloud-acme/cvms/cvm_1', 'cloud-acme', '/cvms/cvm_1'],
    ['/w/cloud-acme', 'cloud-acme', '/'],
    ['/w/cloud-acme/', 'cloud-acme', '/'],
    ['/w/Cloud.Acme/cvms', undefined, '/w/Cloud.Acme/cvms'],
    ['/w/', undefined, '/w/'],
    ['/where/else', undefined, '/where/else'],
  ])('%s', (pathname, key, rest) => {
    const place = placeOf(pathname)
    expect(place.key).toBe(key)
    expect(withoutBase(pathname, place)).toBe(rest)
  })

  it('does not take a longer name for its own', () => {
    expect(withoutBase('/w/cloud-acme-2/cvms', placeOf('/w/cloud-acme'))).toBe(
      '/w/cloud-acme-2/cvms',
    )
  })

  it.each([
    ['cloud', 'acme', 'x', 'cloud-acme'],
    ['cloud', null, 'ws_Ab.9', 'cloud-ws-ab-9'],
    ['sandbox', '', 'ws_sandbox', 'sandbox-ws-sandbox'],
    ['cloud', '../evil//', 'x', 'cloud-evil'],
    ['cloud', 'ünïcode', 'x', 'cloud-n-code'],
  ] as const)('%s %s %s is called %s, which fits into an address', (connection, slug, id, key) => {
    const made = workspaceKey({ connection, workspace: { slug, id } })
    expect(made).toBe(key)
    expect(placeOf(`${workspaceBase(made)}/cvms`).key).toBe(made)
  })
})
