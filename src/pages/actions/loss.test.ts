import { describe, expect, it } from 'vitest'
import { lossOf } from './loss.ts'

const urls = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ app: `https://${at}.example`, instance: '' }))
const cvm = { status: 'running', resource: { disk_in_gb: 40 }, endpoints: urls(2) }

describe('what a dialog says will be lost', () => {
  it('names the disk, the URLs and the replicas of this CVM', () => {
    expect(lossOf('delete', cvm, 0)).toBe(
      'Its disk of 40 GB and everything on it is lost for good, and its 2 public URLs stop answering. It has no replica: nothing of the app is left afterwards. It is running and will be stopped.',
    )
    expect(lossOf('delete', { ...cvm, status: 'stopped', endpoints: urls(1) }, 3)).toBe(
      'Its disk of 40 GB and everything on it is lost for good, and its public URL stops answering. The app’s 3 other replicas stay.',
    )
  })

  it('says nothing about replicas that it does not know', () => {
    expect(lossOf('delete', { status: 'stopped', resource: {} }, null)).toBe(
      'Its disk and everything on it is lost for good, and its public URLs stop answering.',
    )
  })

  it('keeps a stop apart from a restart', () => {
    expect(lossOf('stop', cvm, 0)).toContain('until it is started again')
    expect(lossOf('force_restart', cvm, 0)).toContain('until it is back')
  })
})
