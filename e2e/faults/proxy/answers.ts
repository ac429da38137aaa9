import type { Rule } from '../../harness/cloud.ts'

type Answer = Rule['answer']

const saying =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(body)
  }

const json = (status: number, body: unknown, headers?: Record<string, string>): Answer =>
  saying(status, 'application/json', JSON.stringify(body), headers)

/** The whole answer, and then all of it once more, on a connection that the next request may use. */
const twice: Answer = async (response, _request, carryOut) => {
  const body = await carryOut()
  const length = Buffer.byteLength(body)
  const { socket } = response
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  response.end(body, () => {
    socket?.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
    )
  })
}

/** What an API, or whatever stands in front of it, answers when it is not itself. */
export const wrongAnswers = {
  'every answer twice': twice,
  'a web page instead of JSON': saying(200, 'text/html', '<!doctype html><h1>Hello</h1>'),
  'an answer of the wrong shape': json(200, { items: [{ id: 7 }], total: 'many' }),
  '429 with Retry-After': json(429, { detail: 'Slow down' }, { 'retry-after': '1' }),
  '500 again and again': json(500, { detail: 'the database is on fire' }),
  'the 502 page of a load balancer': saying(502, 'text/html', '<h1>502 Bad Gateway</h1>'),
} satisfies Record<string, Answer>
