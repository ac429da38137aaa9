import { expect, test } from 'vitest'
import { TEMPLATES } from '../../compose/templates.ts'
import { matching } from './matching.ts'

const ids = (looked: string, kind?: 'Data') => matching(TEMPLATES, looked, kind).map(({ id }) => id)

test('nothing looked for is everything', () => {
  expect(ids(' ')).toHaveLength(TEMPLATES.length)
})

test('every word has to be there, in any case, in name, sentence or image', () => {
  expect(ids('OpenAI llama')).toEqual(['llm'])
  expect(ids('postgrest')).toEqual(['app'])
  expect(ids('postgres', 'Data')).toEqual(['postgres'])
  expect(ids('kafka')).toEqual([])
})
