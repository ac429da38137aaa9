import { describe, expect, test } from 'vitest'
import { emptyDraft } from './draft/draft.ts'
import { prefillOf, withoutPrefill, withPrefill } from './prefill.ts'

const read = (search: string) => prefillOf(new URLSearchParams(search))

describe('a deploy link', () => {
  test('an address that fills in nothing is none', () => {
    expect(read('')).toBeUndefined()
    expect(read('draft=1&step=secrets&name=')).toBeUndefined()
  })

  test('fills in what it names and leaves the rest alone', () => {
    const prefill = read('compose=services%3A&name=my-app&region=eu-west&env=A&env=B,C')
    if (!prefill) throw new Error('nothing was read')
    const draft = withPrefill(emptyDraft('a', 'me', 0), prefill, undefined)
    expect(draft.compose.docker_compose_file).toBe('services:')
    expect(draft.resources).toMatchObject({ name: 'my-app', region: 'eu-west', instance_type: '' })
    expect(draft.secrets.added).toEqual(['A', 'B', 'C'])
  })

  test('carries names of secrets only: a value in it goes nowhere', () => {
    expect(read('env=TOKEN%3Dhunter2&env=not a name&env=A,A')?.env).toEqual(['TOKEN', 'A'])
    const prefill = read('env=TOKEN%3Dhunter2')
    if (!prefill) throw new Error('nothing was read')
    const draft = withPrefill(emptyDraft('a', 'me', 0), prefill, undefined)
    expect(JSON.stringify(draft)).not.toContain('hunter2')
  })

  test('is taken out of the address once it is filled in', () => {
    const rest = withoutPrefill(new URLSearchParams('name=x&env=A%3Db&draft=7'))
    expect(rest.toString()).toBe('draft=7')
  })
})
