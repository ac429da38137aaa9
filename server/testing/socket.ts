import { connect } from 'node:net'

/**
 * Writes bytes to a server as they are and reads until it hangs up, so that a test can say what no
 * HTTP client would. Each text is written on its own connection.
 */
export function talk(port: number, ...texts: string[]): Promise<string[]> {
  return Promise.all(
    texts.map(async (text) => {
      const socket = connect(port, '127.0.0.1')
      socket.write(text, 'latin1')
      let answer = ''
      try {
        for await (const chunk of socket) answer += (chunk as Buffer).toString('latin1')
      } catch (error) {
        // The server may cut the connection while we still write: what it said before counts.
        if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
      }
      return answer
    }),
  )
}
