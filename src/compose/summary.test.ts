import { expect, test } from 'vitest'
import { summaryOf } from './summary.ts'

test('a summary names images, ports that strangers reach, and variables', () => {
  const text = `services:
  web:
    image: nginx:1.27
    ports: ["80:80", "127.0.0.1:9000:9000"]
    environment: [ "TOKEN=\${TOKEN}", "MODE=\${MODE:-prod}" ]
  built:
    build: .
`
  expect(summaryOf(text)).toEqual({
    services: [
      { name: 'web', image: 'nginx:1.27' },
      { name: 'built', image: undefined },
    ],
    ports: [80],
    variables: ['TOKEN', 'MODE'],
  })
  expect(summaryOf('services: [')).toEqual({ services: [], ports: [], variables: [] })
})
