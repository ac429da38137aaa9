import { describe, expect, it } from 'vitest'
import { safeNext } from './next.ts'

describe('the way on after signing in', () => {
  it.each([
    ['/cvms/cvm_1/logs?tail=5#end', '/cvms/cvm_1/logs?tail=5#end'],
    ['/deploy?env=A&env=B', '/deploy?env=A&env=B'],
    [null, '/cvms'],
    ['', '/cvms'],
    ['https://evil.example/', '/cvms'],
    ['//evil.example/', '/cvms'],
    ['/\\evil.example/', '/cvms'],
    ['/..//evil.example/', '/cvms'],
    ['javascript:alert(1)', '/cvms'],
    ['/\t/evil.example', '/cvms'],
    ['/sign-in?next=/sign-in', '/cvms'],
  ])('%j leads to %s', (next, expected) => {
    expect(safeNext(next, 'https://console.example')).toBe(expected)
  })
})
