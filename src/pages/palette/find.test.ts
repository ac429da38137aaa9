import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../../cvm/actions.ts'
import type { CvmRow } from '../../queries/cvmRow.ts'
import { type Command, keyOf, wordsOf } from './command.ts'
import { find, type Known } from './find.ts'

const cvm = (name: string, over: Partial<CvmRow> = {}): CvmRow => ({
  id: `cvm_${name}`,
  name,
  status: 'running',
  resource: {},
  gateway: {},
  ...over,
})

const APP = 'f00d'.repeat(10)
const fleet = [
  cvm('storefront', { app_id: `app_${APP}` }),
  cvm('store-db', { status: 'stopped' }),
  cvm('restart-svc'),
]
const pages: Command[] = [
  { kind: 'page', path: '/cvms', label: 'CVMs' },
  { kind: 'page', path: '/ssh-keys', label: 'SSH keys' },
]
const know = (more: Partial<Known> = {}): Known => ({
  cvms: fleet,
  current: undefined,
  pages,
  recent: [],
  ...more,
})
const say = (q: string, more?: Partial<Known>) =>
  find(q, know(more)).flatMap(({ commands }) => commands.map(wordsOf))

describe('the command palette', () => {
  test('before anything is typed, what was used last comes first, and nothing comes twice', () => {
    const recent: Command[] = [{ kind: 'page', path: '/ssh-keys', label: 'SSH keys' }]
    expect(find('', know({ recent })).map(({ heading }) => heading)).toEqual([
      'Recent',
      'Pages',
      'CVMs',
    ])
    expect(say('', { recent }).filter((one) => one === 'SSH keys')).toHaveLength(1)
  })

  test('on the page of a CVM its actions and its pages are there', () => {
    const here = say('', { current: fleet[1] })
    expect(here).toContain('Start store-db')
    expect(here).not.toContain('Restart store-db')
    expect(here).toContain('Logs of store-db')
  })

  test('every action is reached by its verb and the name, either way round, where it is allowed', () => {
    for (const action of ACTIONS) {
      for (const row of fleet) {
        const wanted = `${action.label} ${row.name}`
        for (const q of [
          `${action.label} ${row.name}`,
          `${row.name} ${action.label.toUpperCase()}`,
        ]) {
          expect([q, say(q).includes(wanted)]).toEqual([q, action.allowed(row)])
        }
      }
    }
  })

  test('a verb may be cut short, and so may the name', () => {
    expect(say('force r storef')).toEqual(['Force restart storefront'])
    expect(say('log store')).toEqual(['Logs of storefront', 'Logs of store-db'])
  })

  test('a verb alone is of the CVM that is open; without one it asks for which', () => {
    expect(say('restart', { current: fleet[0] })[0]).toBe('Restart storefront')
    expect(say('restart')[0]).toBe('Restart …')
    expect(say('restart')).not.toContain('Restart storefront')
    expect(say('Restart ')[0]).toBe('Restart storefront')
    expect(say('Restart ')).not.toContain('Restart store-db')
  })

  test('a CVM that is found for certain shows all that can be done to it', () => {
    const all = say('storefront')
    expect(all[0]).toBe('storefront')
    expect(all).toEqual(expect.arrayContaining(['Delete storefront', 'Settings of storefront']))
    expect(all).toContain('Public proof of storefront')
  })

  test('nothing is done to what was only guessed', () => {
    expect(say('strfrnt')).toEqual(['storefront'])
    expect(say('somebody')).toEqual(['Open the CVM somebody'])
    expect(say('delete strfrnt')).toEqual([])
  })

  test('an identifier finds its CVM in every format; one that is not in the list is a way too', () => {
    for (const q of [APP, `app_${APP}`, `0x${APP}`, APP.toUpperCase(), 'cvm_storefront']) {
      expect([q, say(q)[0]]).toEqual([q, 'storefront'])
      expect(say(q).filter((one) => one.startsWith('Open the CVM'))).toEqual([])
    }
    expect(say('cvm_NotHere1')).toEqual(['Open the CVM cvm_NotHere1'])
    expect(say('../../etc')).toEqual([])
  })

  test('pages are found by any of their words', () => {
    expect(say('key')).toContain('SSH keys')
    expect(say('ssh')[0]).toBe('SSH keys')
  })

  test('of ten thousand only the best few are drawn', () => {
    const cvms = Array.from({ length: 10_000 }, (_, at) => cvm(`app-${at}`))
    const groups = find('restart app-77', know({ cvms }))
    expect(groups.flatMap(({ commands }) => commands).length).toBeLessThan(30)
    expect(groups[0]?.commands.map(keyOf)[0]).toBe('action cvm_app-77 restart')
  })
})
