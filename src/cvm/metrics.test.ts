import { describe, expect, it } from 'vitest'
import { bytes, MAX_SAMPLES, type Sample, sampleOf, withSample } from './metrics.ts'

const sample = (at: number, memory: number | null = 1): Sample => ({
  at,
  load: [1, 1, 1],
  memory,
  swap: 0,
})

describe('samples', () => {
  it('are none while a CVM reports nothing, and hold null where it names nothing', () => {
    expect(sampleOf({ is_online: false, is_public: true, sysinfo: null }, 5)).toBeUndefined()
    expect(
      sampleOf({ is_online: true, is_public: true, sysinfo: { loadavg_one: 0.5 } }, 5),
    ).toEqual({ at: 5, load: [0.5, null, null], memory: null, swap: null })
  })

  it('are kept in order, each once', () => {
    const two = withSample(withSample([], sample(1000)), sample(6000))
    expect(two.map(({ at }) => at)).toEqual([1000, 6000])
    expect(withSample(two, sample(6000))).toEqual(two)
    expect(withSample(two, undefined)).toEqual(two)
  })

  it('leave a gap where nobody looked', () => {
    const all = withSample([sample(0)], sample(60_000))
    expect(all.map(({ memory }) => memory)).toEqual([1, null, 1])
  })

  it('never become more than are drawn', () => {
    let all: Sample[] = []
    for (let at = 0; at < MAX_SAMPLES + 50; at += 1) all = withSample(all, sample(at * 1000))
    expect(all).toHaveLength(MAX_SAMPLES)
    expect(all.at(-1)?.at).toBe((MAX_SAMPLES + 49) * 1000)
  })
})

describe('bytes', () => {
  it('are written in binary units', () => {
    expect([0, 1023, 1024, 1536 * 1024, 300 * 1024 ** 3, 2 * 1024 ** 5].map(bytes)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KiB',
      '1.5 MiB',
      '300 GiB',
      '2048 TiB',
    ])
  })
})
