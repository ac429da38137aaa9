import { useState } from 'react'

/**
 * A text of the server's being edited here. As long as nobody has typed it follows the server; after
 * that a change on the server is `theirs`, and nothing is overwritten until somebody has chosen.
 * `writer` names the text that an editor begins with: another one is another editor.
 */
export function useServerText(server: string, opened?: { base: string; text: string }) {
  const [state, setState] = useState({
    base: opened?.base ?? server,
    text: opened?.text ?? server,
    writer: 0,
  })
  const { base, text, writer } = state
  if (server !== base && (text === base || text === server)) {
    // Not edited, or edited into what the server has by now.
    setState({ base: server, text: server, writer: text === server ? writer : writer + 1 })
  }
  return {
    text,
    base,
    writer,
    edited: text !== base,
    theirs: server !== base && text !== server ? server : undefined,
    setText: (next: string) => setState((now) => ({ ...now, text: next })),
    /** Another text, into a fresh editor. */
    replace: (next: string) => setState((now) => ({ ...now, text: next, writer: now.writer + 1 })),
    /** Another edit of the same text, into a fresh editor. */
    adopt: (other: { base: string; text: string }) =>
      setState((now) => ({ base: other.base, text: other.text, writer: now.writer + 1 })),
    takeTheirs: () => setState({ base: server, text: server, writer: writer + 1 }),
    /** Goes on with what is typed, on top of what the server has now. */
    keepMine: () => setState((now) => ({ ...now, base: server })),
  }
}

export type ServerText = ReturnType<typeof useServerText>
