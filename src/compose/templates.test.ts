import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { databaseOf } from './databases.ts'
import { endpointsIn, isPublic } from './ports.ts'
import type { Problem } from './problem.ts'
import { problemsIn } from './problems.ts'
import { referencesIn } from './references.ts'
import { TEMPLATES, templateOf } from './templates.ts'

type File = { services: Record<string, { image: string; command?: string | string[] }> }
const servicesOf = (compose: string) => Object.values((parse(compose) as File).services)

test('there is a template for what people run in CVMs, each under a name of its own', () => {
  expect(TEMPLATES.length).toBeGreaterThanOrEqual(12)
  expect(new Set(TEMPLATES.map(({ name }) => name)).size).toBe(TEMPLATES.length)
})

describe.each(TEMPLATES)('the template $id', ({ compose, secrets, byTag }) => {
  test('has no problems but what its card says: ports that are public, images by tag', () => {
    const problems = problemsIn(compose, { variables: new Set(secrets) })
    const said = ({ rule, severity }: Problem) =>
      severity === 'hint' && (rule === 'port-public' || rule === 'image-not-pinned')
    expect(problems.filter((problem) => !said(problem))).toEqual([])
    const images = servicesOf(compose).map(({ image }) => image)
    expect(images.filter((image) => !image.includes('@'))).toEqual(byTag)
  })

  test('declares the variables that need a value, and no others', () => {
    const needed = referencesIn(compose).filter(({ optional }) => !optional)
    expect(needed.map(({ name }) => name).toSorted()).toEqual(secrets.toSorted())
  })

  test('is reachable, and shows no database to the internet', () => {
    const open = endpointsIn(compose).filter(isPublic)
    expect(open).not.toEqual([])
    const { services } = parse(compose) as File
    expect(open.filter(({ service }) => databaseOf(services[service]?.image ?? ''))).toEqual([])
  })

  test('holds programs that can be read', () => {
    for (const { command } of servicesOf(compose)) {
      if (!Array.isArray(command) || command[0] !== 'node') continue
      const source = (command.at(-1) ?? '').replaceAll('$$', '$')
      expect(() => new Script(source)).not.toThrow()
    }
  })
})

test('a template that is not there is not', () => {
  expect(templateOf('nothing')).toBeUndefined()
})
