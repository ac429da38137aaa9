import type { TemplateId } from '../../compose/templates.ts'

/** What stands inside the enclosure, in a field of 160 by 88: lines, filled parts, and tinted ones. */
export type Drawing = { line: string; solid?: string; soft?: string }

export const DRAWINGS: Record<TemplateId, Drawing> = {
  web: {
    line: 'M50 28h60v34H50zM50 36h60M58 44h22M58 50h34M58 56h14',
    solid: 'M54 31h2v2h-2zM58 31h2v2h-2zM62 31h2v2h-2z',
    soft: 'M92 42h12v14H92z',
  },
  app: {
    line: 'M68 24h24v12H68zM46 52h24v12H46zM90 52h24v12H90zM80 36v8M58 52v-8h44v8',
    solid: 'M73 28h14v4H73z',
    soft: 'M46 52h24v12H46zM90 52h24v12H90z',
  },
  postgres: {
    line: 'M60 30c0-8 40-8 40 0s-40 8-40 0v30c0 8 40 8 40 0V30M60 40c0 8 40 8 40 0M60 50c0 8 40 8 40 0',
    solid: 'M65 38h3v3h-3zM65 48h3v3h-3zM65 58h3v3h-3z',
    soft: 'M60 50c0 8 40 8 40 0v10c0 8-40 8-40 0z',
  },
  redis: {
    line: 'M80 24 106 34 80 44 54 34zM54 44 80 54 106 44M54 54 80 64 106 54',
    solid: 'M80 30 90 34 80 38 70 34z',
    soft: 'M54 44 80 54 106 44v10L80 64 54 54z',
  },
  jupyter: {
    line: 'M56 24h52v18H56zM56 48h52v16H56zM62 30h18M62 36h28M62 60l10-6 9 4 12-8 9 3',
    solid: 'M48 54h4v4h-4zM48 31h4v4h-4z',
    soft: 'M62 60l10-6 9 4 12-8 9 3v11H62z',
  },
  llm: {
    line: 'M58 32 80 26M58 32l22 12M58 32l22 30M58 46l22-20M58 46l22-2M58 46l22 16M58 60l22-34M58 60l22-16M58 60l22 2M80 26l22 14M80 44l22-4M80 44l22 10M80 62l22-22M80 62l22-8M80 26l22 28',
    solid:
      'M55 29h6v6h-6zM55 43h6v6h-6zM55 57h6v6h-6zM77 23h6v6h-6zM77 41h6v6h-6zM77 59h6v6h-6zM99 37h6v6h-6zM99 51h6v6h-6z',
  },
  'llm-gpu': {
    line: 'M62 28h36v36H62zM68 22v6M76 22v6M84 22v6M92 22v6M68 64v6M76 64v6M84 64v6M92 64v6M56 34h6M56 42h6M56 50h6M56 58h6M98 34h6M98 42h6M98 50h6M98 58h6',
    solid: 'M82 34 71 48h8l-2 10 12-14h-8z',
    soft: 'M67 33h26v26H67z',
  },
  chat: {
    line: 'M46 22h40v20H62l-8 7v-7h-8zM74 48h40v18h-6v6l-8-6H74zM53 29h26M53 35h14',
    solid: 'M85 55h4v4h-4zM92 55h4v4h-4zM99 55h4v4h-4z',
    soft: 'M74 48h40v18h-6v6l-8-6H74z',
  },
  'attested-api': {
    line: 'M58 26c-8 0-2 16-10 18 8 2 2 18 10 18M102 26c8 0 2 16 10 18-8 2-2 18-10 18M80 26l16 6v10c0 10-6 16-16 20-10-4-16-10-16-20V32zM73 44l5 5 9-10',
    soft: 'M80 26l16 6v10c0 10-6 16-16 20-10-4-16-10-16-20V32z',
  },
  'key-service': {
    line: 'M68 44a10 10 0 1 1-20 0 10 10 0 0 1 20 0zM68 44h20M78 44v6M88 44l16-16M88 44h16M88 44l16 16',
    solid: 'M102 25h7v7h-7zM102 41h7v7h-7zM102 57h7v7h-7zM55 41h6v6h-6z',
    soft: 'M68 44a10 10 0 1 1-20 0 10 10 0 0 1 20 0z',
  },
  signer: {
    line: 'M50 22h44v44H50zM57 30h24M57 36h30M57 42h18M56 56c4-8 7-8 7 0s3 6 6-1 5-5 6 0 6 2 10-1M88 50l18-18 5 5-18 18-7 2z',
    solid: 'M106 32l5 5 3-3a2 2 0 0 0 0-3l-2-2a2 2 0 0 0-3 0z',
    soft: 'M56 48h24v12H56z',
  },
  vault: {
    line: 'M52 22h56v42H52zM58 64v5M102 64v5M94 43a14 14 0 1 1-28 0 14 14 0 0 1 28 0zM80 29v6M80 51v6M66 43h6M88 43h6M108 32h4v6h-4M108 48h4v6h-4',
    solid: 'M84 43a4 4 0 1 1-8 0 4 4 0 0 1 8 0z',
    soft: 'M94 43a14 14 0 1 1-28 0 14 14 0 0 1 28 0z',
  },
  n8n: {
    line: 'M58 44h10M78 44h6M84 44c8 0 4-14 12-14M84 44c8 0 4 14 12 14M68 38h10v12H68zM96 24h12v12H96zM96 52h12v12H96z',
    solid: 'M58 44a5 5 0 1 1-10 0 5 5 0 0 1 10 0zM100 28h4v4h-4zM100 56h4v4h-4z',
    soft: 'M68 38h10v12H68zM96 24h12v12H96zM96 52h12v12H96z',
  },
  'log-viewer': {
    line: 'M48 28h8M60 28h34M48 36h8M60 36h24M48 44h8M60 44h18M48 52h8M60 52h16M48 60h8M60 60h28M106 48a11 11 0 1 1-22 0 11 11 0 0 1 22 0zM103 56l8 8',
    solid: 'M90 46h10v4H90z',
    soft: 'M106 48a11 11 0 1 1-22 0 11 11 0 0 1 22 0z',
  },
  debug: {
    line: 'M48 24h64v40H48zM48 32h64M56 40l6 5-6 5M66 50h10M56 57h26',
    solid: 'M52 27h2v2h-2zM56 27h2v2h-2zM60 27h2v2h-2zM86 54h5v6h-5z',
    soft: 'M48 24h64v8H48z',
  },
}
