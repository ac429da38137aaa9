// The least that a proxy in front of the API has to do: open the same sealed cookie with the same
// library, pass on the same headers both ways, add the same security headers, and pipe. Prints its port.
import { createHash } from 'node:crypto'
import http from 'node:http'
import { jwtDecrypt } from 'jose'

const [api, secret] = process.argv.slice(2)
const sealing = createHash('sha256').update(secret).digest()
const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64 })
const ASKED = ['accept', 'content-type', 'x-prepare-only', 'x-compose-hash', 'x-transaction-hash']
const ANSWERED = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-disposition',
  'retry-after',
  'x-request-id',
  'x-correlation-id',
  'x-trace-id',
  'x-phala-version',
]
const ADDED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
}

const server = http.createServer(async (request, response) => {
  try {
    const token = /(?:^|;\s*)cvm_console\.default=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
    const { payload } = await jwtDecrypt(token ?? '', sealing, {
      audience: 'session',
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['iat', 'exp'],
    })
    const headers = {
      'user-agent': 'plain',
      'accept-encoding': request.headers['accept-encoding'] ?? 'identity',
      'x-phala-version': request.headers['x-phala-version'] ?? '2026-01-21',
      'x-api-key': payload.key,
    }
    for (const name of ASKED) if (request.headers[name]) headers[name] = request.headers[name]
    const outgoing = http.request(
      { agent, host: '127.0.0.1', port: api, method: request.method, path: request.url, headers },
      (answer) => {
        for (const name of ANSWERED) {
          const value = answer.headers[name]
          if (value !== undefined) response.setHeader(name, value)
        }
        response.writeHead(answer.statusCode ?? 502, ADDED)
        answer.pipe(response)
      },
    )
    outgoing.on('error', () => response.destroy())
    request.pipe(outgoing)
  } catch {
    response.writeHead(401).end()
  }
})
// As long as the console keeps them: a connection must not end while the other side is measured.
server.keepAliveTimeout = 75_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
