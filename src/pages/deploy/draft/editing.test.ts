import { describe, expect, test, vi } from 'vitest'
import { type Draft, emptyDraft } from './draft.ts'
import { type Disk, startEditing } from './editing.ts'

/** A disk that behaves like `keepDraft`: what was stored under another revision is left alone. */
function memoryDisk() {
  const stored = new Map<string, Draft>()
  const flushed: Draft[] = []
  let ids = 0
  let time = 1000
  const disk: Disk = {
    keep: async (draft) => {
      const there = stored.get(draft.id)
      if (there && there.revision !== draft.revision) return { kept: 'conflict' }
      stored.set(draft.id, { ...draft, revision: draft.revision + 1 })
      return { kept: 'saved', revision: draft.revision + 1 }
    },
    flush: (draft) => void flushed.push(draft),
    now: () => ++time,
    newId: () => `id-${++ids}`,
  }
  return { disk, stored, flushed }
}

const text = (draft: Draft | undefined) => draft?.compose.docker_compose_file
const typing = (value: string) => (draft: Draft) => ({
  compose: { ...draft.compose, docker_compose_file: value },
})

describe('editing a draft', () => {
  test('stores what was typed, in order, without a save for every key', async () => {
    vi.useFakeTimers()
    const { disk, stored } = memoryDisk()
    const keep = vi.spyOn(disk, 'keep')
    const editing = startEditing(emptyDraft('a', 'me', 0), disk)
    for (const value of ['s', 'se', 'services:']) editing.change(typing(value))
    await vi.runAllTimersAsync()
    vi.useRealTimers()
    expect(text(stored.get('a'))).toBe('services:')
    expect(keep).toHaveBeenCalledTimes(1)
    expect(editing.keeping().state).toBe('kept')
  })

  test('two tabs on one draft lose neither text: the later one goes on under an id of its own', async () => {
    const { disk, stored } = memoryDisk()
    const start = emptyDraft('a', 'me', 0)
    const [one, two] = [startEditing(start, disk), startEditing(start, disk)]
    one.change(typing('from one'))
    two.change(typing('from two'))
    await one.save()
    expect(await two.save()).toBe(false)
    await two.save()
    expect(new Set([...stored.values()].map(text))).toEqual(new Set(['from one', 'from two']))
    expect(two.draft().id).not.toBe('a')
    expect(two.keeping()).toMatchObject({ state: 'forked', from: 'a' })
  })

  test('the tab that goes on under a new id does not take the provision with it', async () => {
    const { disk } = memoryDisk()
    const attempt = { state: 'sent', app_id: '', compose_hash: '', name: 'n', at: 1 } as const
    const start: Draft = { ...emptyDraft('a', 'me', 0), commit: attempt }
    const [one, two] = [startEditing(start, disk), startEditing(start, disk)]
    one.change(typing('x'))
    two.change(typing('y'))
    await one.save()
    await two.save()
    expect(two.draft().commit).toBeNull()
  })

  test('typing during a save is stored by the next one', async () => {
    const { disk, stored } = memoryDisk()
    const editing = startEditing(emptyDraft('a', 'me', 0), disk)
    editing.change(typing('first'))
    const saving = editing.save()
    editing.change(typing('second'))
    await saving
    await editing.save()
    expect(text(stored.get('a'))).toBe('second')
  })

  test('a page that is closed writes what is not stored yet, and only that', async () => {
    const { disk, flushed } = memoryDisk()
    const editing = startEditing(emptyDraft('a', 'me', 0), disk)
    editing.flush()
    expect(flushed).toEqual([])
    editing.change(typing('half a wor'))
    editing.flush()
    expect(flushed.map(text)).toEqual(['half a wor'])
  })

  test('a page that is closed while its draft is being stored writes it as well', async () => {
    const { disk, flushed } = memoryDisk()
    const editing = startEditing(emptyDraft('a', 'me', 0), disk)
    editing.change(typing('on its way'))
    const saving = editing.save()
    await Promise.resolve()
    editing.flush()
    expect(flushed.map(text)).toEqual(['on its way'])
    await saving
    editing.flush()
    expect(flushed).toHaveLength(1)
  })

  test('a disk that refuses is said, and the next change tries again', async () => {
    const { disk, stored } = memoryDisk()
    const keep = vi.spyOn(disk, 'keep').mockRejectedValueOnce(new Error('disk full'))
    const editing = startEditing(emptyDraft('a', 'me', 0), disk)
    editing.change(typing('x'))
    expect(await editing.save()).toBe(false)
    expect(editing.keeping()).toEqual({ state: 'failed', reason: 'disk full' })
    editing.change(typing('xy'))
    expect(await editing.save()).toBe(true)
    expect(keep).toHaveBeenCalledTimes(2)
    expect(text(stored.get('a'))).toBe('xy')
  })
})
