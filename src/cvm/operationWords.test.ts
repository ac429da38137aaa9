import { expect, test } from 'vitest'
import { operationTone, operationWord } from './operationWords.ts'

test.each([
  ['force_restart', 'Force restart'],
  ['update_envs', 'Environment updated'],
  ['migrate_disk', 'Migrate disk'],
  ['zzz', 'Zzz'],
  ['', ''],
])('%j is called %j', (type, word) => {
  expect(operationWord(type)).toBe(word)
})

test('a result that nobody knows is neither good nor bad', () => {
  expect(['completed', 'in_progress', 'failed', 'paused'].map(operationTone)).toEqual([
    'good',
    'busy',
    'bad',
    'unknown',
  ])
})
