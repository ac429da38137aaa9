import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { databaseOf } from './databases.ts'
import { endpointsIn, isPublic } from './ports.ts'
import { problemsIn } from './problems.ts'
import { referencesIn } from './references.ts'
import { TEMPLATES, templateOf } from './templates.ts'

const each = test.each(TEMPLATES.map((template) => [template.id, template] as const))

type File = { services: Record<string, { image: string; command?: string | string[] }> }
const servicesOf = (compose: string) => Object.values((parse(compose) as File).services)

test('there is a template for what people run in CVMs, each under a name of its own', () => {
  expect(TEMPLATES.length).toBeGreaterThanOrEqual(12)
  expect(new Set(TEMPLATES.map(({ name }) => name)).size).toBe(TEMPLATES.length)
})

each(
  '%s has no problems but what its card says: ports that are public, images by tag',
  (_, one) => {
    const variables = new Set(one.secrets)
    const problems = problemsIn(one.compose, { variables })
    expect(
      problems.filter(({ rule }) => rule !== 'port-public' && rule !== 'image-not-pinned'),
    ).toEqual([])
    expect(problems.filter(({ severity }) => severity !== 'hint')).toEqual([])
    const byTag = servicesOf(one.compose)
      .map(({ image }) => image)
      .filter((image) => !image.includes('@'))
    expect(byTag).toEqual(one.byTag)
  },
)

each('%s declares the variables that need a value, and no others', (_, one) => {
  const needed = referencesIn(one.compose).filter(({ optional }) => !optional)
  expect(needed.map(({ name }) => name).toSorted()).toEqual(one.secrets.toSorted())
})

each('%s is reachable, and shows no database to the internet', (_, one) => {
  const open = endpointsIn(one.compose).filter(isPublic)
  expect(open).not.toEqual([])
  const { services } = parse(one.compose) as File
  expect(open.filter(({ service }) => databaseOf(services[service]?.image ?? ''))).toEqual([])
})

each('the programs written into %s are JavaScript', (_, one) => {
  for (const { command } of servicesOf(one.compose)) {
    if (!Array.isArray(command) || command[0] !== 'node') continue
    const source = command.at(-1) ?? ''
    expect(() => new Script(source)).not.toThrow()
  }
})

test('a template that is not there is not', () => {
  expect(templateOf('nothing')).toBeUndefined()
})
