import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Claim } from '../../trust/claim.ts'
import { parsedJson } from '../../trust/readLog.ts'
import { Card } from '../../ui/Card.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { useSeen } from '../../ui/useSeen.ts'
import { toneOf } from './verdict-look.ts'

/** The compose file as it was delivered, under the verdict on whether it is the one measured. */
export function MeasuredCompose({ text, claim }: { text: string; claim: Claim }) {
  const docker = dockerComposeIn(text)
  return (
    <Card
      title="Compose file"
      actions={<CopyButton size="sm" text={text} label="Copy app_compose" />}
    >
      <div className="flex flex-col gap-3">
        <p className="flex items-baseline gap-2">
          <StatusMark tone={toneOf(claim)} className="translate-y-px" />
          <span>{claim.summary}</span>
        </p>
        {docker !== undefined && <Images compose={docker} />}
        <pre
          role="region"
          tabIndex={0}
          aria-label="Text of the compose file"
          className="max-h-96 overflow-auto rounded-md bg-sunken p-3 text-[0.8125rem]"
        >
          {docker ?? text}
        </pre>
        {docker !== undefined && (
          <p className="text-sm text-muted">
            This is the Docker Compose part of app_compose; what is measured is the whole text, byte
            for byte.
          </p>
        )}
      </div>
    </Card>
  )
}

/** Which images are named by digest; reading YAML is fetched for it, and only when it is looked at. */
function Images({ compose }: { compose: string }) {
  const place = useRef<HTMLDivElement>(null)
  const seen = useSeen(place)
  const { data, error } = useQuery({
    queryKey: ['compose-images', compose] as const,
    queryFn: async () => (await import('./images.ts')).imagesOf(compose) ?? null,
    networkMode: 'always',
    staleTime: Infinity,
    enabled: seen,
  })
  if (error) return <p className="text-muted">Its images could not be listed: {error.message}</p>
  if (data === undefined) {
    return (
      <div ref={place} className="min-h-6 text-muted">
        Reading its images…
      </div>
    )
  }
  if (data === null)
    return <p className="text-muted">Its images cannot be listed: not a compose file.</p>
  return (
    <ul aria-label="Images" className="flex flex-col gap-1">
      {data.map(({ service, image, pinned }) => (
        <li key={service} className="flex flex-wrap items-baseline gap-x-2">
          <StatusMark tone={pinned ? 'good' : 'warn'} className="translate-y-px" />
          <span className="font-medium">{service}</span>
          <code className="min-w-0 wrap-anywhere">{image}</code>
          <span className="text-sm text-muted">
            {pinned
              ? 'pinned by digest'
              : 'not pinned: the registry decides which image this name is'}
          </span>
        </li>
      ))}
    </ul>
  )
}

function dockerComposeIn(text: string): string | undefined {
  const value = parsedJson(text)
  if (typeof value !== 'object' || value === null) return undefined
  const file = (value as Record<string, unknown>)['docker_compose_file']
  return typeof file === 'string' ? file : undefined
}
