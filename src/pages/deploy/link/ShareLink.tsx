import { useEffect, useState } from 'react'
import { Banner } from '../../../ui/Banner.tsx'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import type { Draft } from '../draft/draft.ts'
import { badgeFor, deployLinkTo, readDeployLink } from './deployLink.ts'

/** Longer links are cut off by some mail programs and chats. */
const LONG = 8_000

/** The draft as a link and as a badge for a README. Values of secrets are no part of either. */
export function ShareLink({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const [made, setMade] = useState<{ link: string; refused: string | undefined }>()
  useEffect(() => {
    let current = true
    void linkOf(draft).then((link) => {
      if (current) setMade(link)
    })
    return () => {
      current = false
    }
  }, [draft])
  const link = made?.link ?? ''
  const badge = badgeFor(location.origin, link)
  const ready = made !== undefined && made.refused === undefined
  return (
    <Dialog
      title="Share as deploy link"
      wide
      onClose={onClose}
      error={undefined}
      pending={false}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-4">
        <p className="text-muted">
          Whoever opens it finds the wizard filled in: compose file, pre-launch script, name,
          instance type, region and the names of variables. Values of secrets, SSH keys and what is
          under Advanced are not in it. The files are behind the #, which no server is ever sent.
        </p>
        {made?.refused && <Banner tone="bad">This cannot be shared. {made.refused}</Banner>}
        {link.length > LONG && (
          <Banner tone="warn">
            It has {link.length.toLocaleString('en')} characters: some programs cut off links that
            long.
          </Banner>
        )}
        {ready && (
          <>
            <div className="flex flex-col items-start gap-2">
              <TextArea
                label="Deploy link"
                mono
                rows={3}
                readOnly
                value={link}
                className="w-full"
              />
              <CopyButton text={link} label="Copy link" />
            </div>
            <div className="flex flex-col items-start gap-2">
              <TextArea
                label="Badge for a README (Markdown)"
                mono
                rows={3}
                readOnly
                value={badge}
                className="w-full"
              />
              <div className="flex flex-wrap items-center gap-3">
                <CopyButton text={badge} label="Copy Markdown" />
                <img src="/deploy-badge.svg" alt="Deploy a CVM" width={128} height={28} />
              </div>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Read back as whoever gets it would: a link that is refused there is not handed out here. */
async function linkOf({ compose, resources, secrets }: Draft) {
  const { name, instance_type, region } = resources
  const path = await deployLinkTo({
    compose: compose.docker_compose_file,
    pre_launch_script: compose.pre_launch_script,
    name,
    instance_type,
    region,
    env: secrets.added,
  })
  const { href, searchParams, hash } = new URL(path, location.origin)
  const read = await readDeployLink(searchParams, hash)
  return { link: href, refused: read.state === 'bad' ? read.reason : undefined }
}
