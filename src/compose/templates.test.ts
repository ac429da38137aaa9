import { expect, test } from 'vitest'
import { problemsIn } from './problems.ts'
import { TEMPLATES, templateOf } from './templates.ts'

test.each(TEMPLATES.map(({ id }) => id))('the template %s has no errors and no warnings', (id) => {
  const problems = problemsIn(templateOf(id)?.compose ?? '')
  expect(problems.filter(({ severity }) => severity !== 'hint')).toEqual([])
})

test('a template that is not there is not', () => {
  expect(templateOf('nothing')).toBeUndefined()
})
