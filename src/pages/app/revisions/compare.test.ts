import { describe, expect, it } from 'vitest'
import type { RevisionDetail } from '../../../contract/apps.ts'
import { compare, documentOf } from './compare.ts'

const revision = (compose_file: RevisionDetail['compose_file'], rest = {}): RevisionDetail => ({
  revision_id: 'rev_1',
  app_id: 'a',
  vm_uuid: 'u',
  compose_hash: 'h',
  created_at: '2026-01-01T00:00:00Z',
  operation_type: 'create',
  compose_file,
  encrypted_env: '',
  user_config: '',
  ...rest,
})

const document = {
  docker_compose_file: 'services: {}\n',
  allowed_envs: ['A', 'B'],
  public_logs: true,
  name: 'web',
}

describe('two revisions', () => {
  it('are the same when nothing in them differs, however the document is written', () => {
    const other = revision(JSON.stringify(document))
    expect(compare(revision(document), other)).toMatchObject({ same: true, fields: [] })
  })

  it('differ in text, keys, settings and what is sealed', () => {
    const found = compare(
      revision(document),
      revision(
        {
          docker_compose_file: 'services:\n  a: {}\n',
          pre_launch_script: 'echo',
          allowed_envs: ['B', 'C'],
          public_logs: false,
          name: 'web',
          kms_enabled: true,
        },
        { encrypted_env: 'ff', user_config: '{}' },
      ),
    )
    expect(found).toEqual({
      compose: { before: 'services: {}\n', after: 'services:\n  a: {}\n' },
      preLaunch: { before: '', after: 'echo' },
      keys: { added: ['C'], dropped: ['A'] },
      fields: [
        { name: 'kms_enabled', before: undefined, after: 'true' },
        { name: 'public_logs', before: 'true', after: 'false' },
      ],
      secretsDiffer: true,
      userConfigDiffers: true,
      same: false,
    })
  })

  it('are read from whatever stands in them', () => {
    expect(documentOf(revision(null))).toEqual({})
    expect(documentOf(revision('services: {}'))).toEqual({ docker_compose_file: 'services: {}' })
    expect(documentOf(revision('null'))).toEqual({})
  })
})
