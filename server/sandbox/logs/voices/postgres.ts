import { about, err, out, type Voice } from './voice.ts'

/** PostgreSQL: its entrypoint speaks on stdout, the server itself on stderr. */
export const postgres: Voice = {
  interval: 60_000,
  opening: ({ time }) => [
    out(''),
    out('PostgreSQL Database directory appears to contain a database; Skipping initialization'),
    out(''),
    err(`${stamp(time)} [1] LOG:  starting PostgreSQL on x86_64-pc-linux-musl, 64-bit`),
    err(`${stamp(time)} [1] LOG:  listening on IPv4 address "0.0.0.0", port 5432`),
    err(`${stamp(time)} [1] LOG:  listening on Unix socket "/var/run/postgresql/.s.PGSQL.5432"`),
    err(`${stamp(time)} [29] LOG:  database system was shut down at ${stamp(time - 5000)}`),
    err(`${stamp(time)} [1] LOG:  database system is ready to accept connections`),
  ],
  steady: ({ time, random }) => {
    if (random(0) < 0.5) return err(`${stamp(time)} [27] LOG:  checkpoint starting: time`)
    const buffers = about(random(1), 900)
    const seconds = (buffers * 0.1).toFixed(3)
    return err(
      `${stamp(time)} [27] LOG:  checkpoint complete: wrote ${buffers} buffers (${(buffers / 163.84).toFixed(1)}%); 0 WAL file(s) added, 0 removed, 0 recycled; write=${seconds} s, sync=0.012 s, total=${seconds} s`,
    )
  },
  closing: ({ time }) => [
    err(`${stamp(time)} [1] LOG:  received fast shutdown request`),
    err(`${stamp(time)} [27] LOG:  shutting down`),
    err(`${stamp(time)} [1] LOG:  database system is shut down`),
  ],
}

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')} UTC`
