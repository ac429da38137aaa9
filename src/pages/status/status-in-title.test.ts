import { expect, test } from 'vitest'
import { statusInTitle } from './status-in-title.ts'

test.each([
  [{ status: 'starting' }, 'starting…'],
  [{ status: 'shutting_down' }, 'shutting down…'],
  [{ status: 'running', progress: { target: 'stopped' } }, 'to stopped…'],
  [{ status: 'failed' }, 'failed'],
  [{ status: 'exited', boot_error: 'no such image' }, 'exited'],
  [{ status: 'running' }, undefined],
  [{ status: 'stopped' }, undefined],
])('%o says %s', (cvm, said) => expect(statusInTitle(cvm)).toBe(said))
