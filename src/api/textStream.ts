/** The stream's text, piece by piece as it arrives. Leaving the loop cancels the stream. */
export async function* textOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const text = decoder.decode(value, { stream: true })
      if (text) yield text
    }
    const last = decoder.decode()
    if (last) yield last
  } finally {
    await reader.cancel().catch(ignoreClosed)
  }
}

/** Cancelling a stream that has failed rejects with the failure that the reader already got. */
function ignoreClosed(): void {}
