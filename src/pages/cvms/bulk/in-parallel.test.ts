import { expect, it } from 'vitest'
import { inParallel } from './in-parallel.ts'

const never = new AbortController().signal

it('does everything once, in order, and never more than the limit at a time', async () => {
  const begun: number[] = []
  let open = 0
  let most = 0
  const left = await inParallel([1, 2, 3, 4, 5, 6, 7], 3, never, async (item) => {
    begun.push(item)
    most = Math.max(most, ++open)
    await Promise.resolve()
    await Promise.resolve()
    open--
  })
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
  expect(left).toEqual([])
})

it('begins nothing more once it is stopped, and says what was left', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  const left = await inParallel([1, 2, 3, 4, 5], 2, stop.signal, async (item) => {
    begun.push(item)
    if (item === 2) stop.abort()
    await Promise.resolve()
  })
  expect(begun).toEqual([1, 2])
  expect(left).toEqual([3, 4, 5])
})

it('has nothing to do for nothing', async () => {
  expect(await inParallel([], 4, never, () => Promise.reject(new Error('called')))).toEqual([])
})
