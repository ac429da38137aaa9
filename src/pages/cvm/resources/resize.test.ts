import { describe, expect, it } from 'vitest'
import { draftOf, rateOf, resize, type SizeDraft } from './resize.ts'

const type = (id: string, vcpu: number, memory_mb: number, hourly_rate: string) => ({
  id,
  name: id,
  description: '',
  vcpu,
  memory_mb,
  hourly_rate,
  requires_gpu: false,
  default_disk_size_gb: 20,
})
const small = type('tdx.small', 1, 2048, '0.058')
const large = type('tdx.large', 4, 8192, '0.232')
const cvm = {
  resource: { instance_type: 'tdx.small', vcpu: 1, memory_in_gb: 2, disk_in_gb: 20 },
}
const draft = (change: Partial<SizeDraft> = {}): SizeDraft => ({
  ...draftOf(cvm, small),
  ...change,
})
const left = (vcpu: number, memory_mb: number, disk_gb: number) => {
  const metric = (remaining: number) => ({ limit: 1000, remaining })
  return {
    vm_slots: metric(1),
    vcpu: metric(vcpu),
    memory_mb: metric(memory_mb),
    disk_gb: metric(disk_gb),
  }
}

describe('a resize', () => {
  it('asks for nothing while nothing changed', () => {
    expect(draft()).toEqual({ instance_type: 'tdx.small', vcpu: '', memory_gb: '', disk_gb: '20' })
    expect(resize(cvm, draft(), small, undefined)).toMatchObject({ errors: {}, patch: undefined })
  })

  it('sends only what changes: an instance type brings its own vCPU and memory', () => {
    expect(resize(cvm, draft({ instance_type: 'tdx.large' }), large, undefined).patch).toEqual({
      instance_type: 'tdx.large',
    })
    expect(resize(cvm, draft({ disk_gb: '30' }), small, undefined).patch).toEqual({ disk_size: 30 })
    expect(resize(cvm, draft({ vcpu: '2', memory_gb: '3' }), small, undefined).patch).toEqual({
      vcpu: 2,
      memory: 3072,
    })
  })

  it('goes back from a size of its own to that of its type', () => {
    const own = { resource: { ...cvm.resource, vcpu: 3 } }
    expect(draftOf(own, small)).toMatchObject({ vcpu: '3', memory_gb: '2' })
    const back = draft({ vcpu: '', memory_gb: '' })
    expect(resize(own, back, small, undefined).patch).toEqual({ vcpu: 1 })
  })

  it('never shrinks a disk', () => {
    const { errors, patch } = resize(cvm, draft({ disk_gb: '19' }), small, undefined)
    expect(errors.disk_size).toContain('only grow')
    expect(patch).toBeUndefined()
  })

  it.each(['0', '-1', '1.5', '1e9', '1000000000', 'ten', '½', '🙂', '٤', '\u202e12'])(
    'refuses %s as a size',
    (text) => {
      const { errors, patch } = resize(
        cvm,
        draft({ vcpu: text, memory_gb: text, disk_gb: text }),
        small,
        undefined,
      )
      expect(Object.keys(errors).sort()).toEqual(['disk_size', 'memory', 'vcpu'])
      expect(patch).toBeUndefined()
    },
  )

  it('counts only what is needed beyond what it has against the quota', () => {
    const asked = draft({ instance_type: 'tdx.large', disk_gb: '25' })
    expect(resize(cvm, asked, large, left(3, 6144, 5)).errors).toEqual({})
    expect(Object.keys(resize(cvm, asked, large, left(2, 6143, 4)).errors).sort()).toEqual([
      'disk_size',
      'memory',
      'vcpu',
    ])
  })

  it('has a price only where the list has one', () => {
    expect(rateOf({ vcpu: 4, memory: 8192, disk: 20 }, large)).toBe('0.232')
    expect(rateOf({ vcpu: 5, memory: 8192, disk: 20 }, large)).toBeUndefined()
  })
})
