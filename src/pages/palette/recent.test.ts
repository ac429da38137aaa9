import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readRecent, remember } from './recent.ts'

describe('what was used lately', () => {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  test('is of one workspace, the latest first, each once, and no more than a dozen', () => {
    for (let n = 0; n < 20; n++) remember('sandbox-a', `cvm ${n}`)
    remember('sandbox-a', 'cvm 15')
    expect(readRecent('sandbox-a').slice(0, 3)).toEqual(['cvm 15', 'cvm 19', 'cvm 18'])
    expect(readRecent('sandbox-a')).toHaveLength(12)
    expect(readRecent('sandbox-b')).toEqual([])
  })

  test('is nothing where something else is kept, or nothing can be', () => {
    kept.set('cvm-console.recent:a', '{"x":')
    expect(readRecent('a')).toEqual([])
    kept.set('cvm-console.recent:a', '[1, "cvm 1", null]')
    expect(readRecent('a')).toEqual(['cvm 1'])
    vi.stubGlobal('localStorage', undefined)
    expect(() => remember('a', 'x')).not.toThrow()
    expect(readRecent('a')).toEqual([])
  })
})
