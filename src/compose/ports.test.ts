import { describe, expect, test } from 'vitest'
import { endpointsIn, isPublic, parsePort } from './ports.ts'

const short = (text: string) => {
  const parsed = parsePort(text)
  return parsed.ok
    ? parsed.ports.map(
        (port) => `${port.host_ip ?? '*'} ${port.published} ${port.target}/${port.protocol}`,
      )
    : parsed.reason
}

describe('a port in short syntax', () => {
  test.each([
    ['80', ['* null 80/tcp']],
    ['8080:80', ['* 8080 80/tcp']],
    ['53:53/udp', ['* 53 53/udp']],
    ['127.0.0.1:8080:80', ['127.0.0.1 8080 80/tcp']],
    ['127.0.0.1::80', ['127.0.0.1 null 80/tcp']],
    ['[::1]:8080:80', ['::1 8080 80/tcp']],
    ['3000-3001', ['* null 3000/tcp', '* null 3001/tcp']],
    ['9000-9001:80-81', ['* 9000 80/tcp', '* 9001 81/tcp']],
    ['9000-9010:80', ['* null 80/tcp']],
  ])('%s', (text, ports) => {
    expect(short(text)).toEqual(ports)
  })

  test.each([
    '',
    'http',
    '0',
    '65536',
    '80:',
    '80-70:80',
    '1-3:1-2',
    '80/tls',
    'host:80:80',
    '1-2000',
  ])('%j cannot be read', (text) => {
    expect(parsePort(text).ok).toBe(false)
  })
})

test('endpoints of a file come from both syntaxes, with variables filled', () => {
  const text = `services:
  web:
    image: a
    ports:
      - \${PORT:-8080}:80
      - {target: 443, published: "8443", host_ip: 127.0.0.1, protocol: tcp}
      - target: 90
      - $UNKNOWN:91
  none:
    image: b
`
  const plain = endpointsIn(text)
  expect(plain).toEqual([
    { service: 'web', target: 80, published: 8080, protocol: 'tcp', host_ip: null },
    { service: 'web', target: 443, published: 8443, protocol: 'tcp', host_ip: '127.0.0.1' },
    { service: 'web', target: 90, published: null, protocol: 'tcp', host_ip: null },
  ])
  expect(plain.map(isPublic)).toEqual([true, false, true])
  expect(
    endpointsIn(text, (name) => (name === 'UNKNOWN' ? '91' : '9999')).map((one) => one.published),
  ).toEqual([9999, 8443, null, 91])
  expect(endpointsIn('not compose')).toEqual([])
})
