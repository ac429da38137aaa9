import { describe, expect, it } from 'vitest'
import { plainDomain, wantedRecords, whyBadDomain } from './domain.ts'

describe('a domain of one’s own', () => {
  it.each([
    'app.example.com',
    'a.b',
    ' App.Example.com. ',
    'https://app.example.com/',
    'xn--bcher-kva.example',
  ])('%j is one', (text) => expect(whyBadDomain(text)).toBeUndefined())
  it.each([
    '',
    'localhost',
    'a..b',
    '-a.example.com',
    'a_b.example.com',
    'bücher.example',
    `${'a'.repeat(64)}.com`,
    'app.example.com/path',
    `${'a.'.repeat(127)}com`,
  ])('%j is not', (text) => expect(whyBadDomain(text)).toBeDefined())

  it('is written as DNS has it', () => {
    expect(plainDomain(' https://App.Example.com./ ')).toBe('app.example.com')
  })

  it('needs a record for the gateway and one for the app', () => {
    const app_id = `app_${'AB'.repeat(20)}`
    const gateway = { base_domain: 'gw.example' }
    expect(wantedRecords({ app_id, gateway }, 'a.b', 443)).toEqual([
      { record_type: 'CNAME', query_name: 'a.b', expected_value: '_.gw.example' },
      {
        record_type: 'TXT',
        query_name: '_dstack-app-address.a.b',
        expected_value: `${'ab'.repeat(20)}:443`,
      },
    ])
    const named = wantedRecords(
      { app_id, gateway: { ...gateway, cname: 'in.gw.example' } },
      'a.b',
      1,
    )
    expect(named[0]?.expected_value).toBe('in.gw.example')
    expect(wantedRecords({ app_id: null, gateway }, 'a.b', 443)).toEqual([])
    expect(wantedRecords({ app_id, gateway: {} }, 'a.b', 443)).toEqual([])
  })
})
