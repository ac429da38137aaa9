import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { errorsIn, problemsIn } from './problems.ts'

// Real files of docker/awesome-compose. They lie beside the repository where it is developed.
const folder = '../shared/compose-samples'

/** For each file the lines and rules of its errors; none means that a CVM can run it. */
const expected: Record<string, string[]> = {
  'elasticsearch-logstash-kibana.yml': ['25 bind-mount-local', '26 bind-mount-local'],
  'gitea-postgres.yml': [],
  'minecraft.yml': ['13 bind-mount-local'],
  'nextcloud-postgres.yml': [],
  'nginx-golang-postgres.yml': ['3 build-context', '34 bind-mount-local', '48 secrets-file'],
  'pihole-cloudflared-DoH.yml': [],
  'prometheus-grafana.yml': ['11 bind-mount-local', '23 bind-mount-local'],
  'traefik-golang.yml': ['14 build-context'],
  'wireguard.yml': [],
  'wordpress-mysql.yml': [],
}

describe.skipIf(!existsSync(folder))('sample files', () => {
  test.each(Object.entries(expected))(
    '%s has the errors a CVM would meet, at their lines',
    (name, errors) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8')
      expect(errorsIn(text).map(({ line, rule }) => `${line} ${rule}`)).toEqual(errors)
    },
  )

  test('guest paths, the docker socket, UDP and plain passwords are warnings, not errors', () => {
    const rules = (name: string) =>
      problemsIn(readFileSync(`${folder}/${name}`, 'utf8'))
        .filter((problem) => problem.severity === 'warning')
        .map((problem) => `${problem.line} ${problem.rule}`)
    expect(rules('wireguard.yml')).toEqual([
      '4 image-not-pinned',
      '8 capabilities',
      '20 bind-mount-guest',
      '21 bind-mount-guest',
      '22 bind-mount-guest',
      '23 port-unreachable',
    ])
    expect(rules('traefik-golang.yml')).toEqual(['10 docker-socket'])
    expect(rules('gitea-postgres.yml')).toContain('9 secret-in-plain-sight')
  })
})
