// Answers at once what was put at an address before: what is left of a call when nothing has to be done
// for it. Prints its port.
import http from 'node:http'

const kept = new Map()
const server = http.createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method === 'PUT') {
      kept.set(request.url, Buffer.concat(chunks))
      return response.writeHead(204).end()
    }
    const body = kept.get(request.url) ?? ''
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    return response.writeHead(200, headers).end(body)
  })
})
// As long as the console keeps them: a connection must not end while the other side is measured.
server.keepAliveTimeout = 75_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
