// An API that answers at once: what is measured is what stands in front of it. Prints its port.
import http from 'node:http'

const ME = process.argv[2] ?? '{}'
const page = JSON.stringify({
  items: Array.from({ length: 10 }, (_, n) => ({
    id: `cvm_${n}`,
    name: `cvm-${n}`,
    note: 'x'.repeat(900),
  })),
})
const server = http.createServer((request, response) => {
  const body = request.url?.endsWith('/auth/me') ? ME : page
  response.setHeader('content-type', 'application/json')
  response.setHeader('content-length', Buffer.byteLength(body))
  response.setHeader('x-request-id', 'req-1')
  response.end(body)
})
// As long as the console keeps them: a connection must not end while the other side is measured.
server.keepAliveTimeout = 75_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
