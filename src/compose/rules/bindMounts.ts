import { isScalar } from 'yaml'
import { isLocalPath, mountsOf, type Mount } from '../mounts.ts'
import { scalarText } from '../node.ts'
import type { Compose } from '../parse.ts'
import { portsOf, isPublic } from '../ports.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, replace, type Rule } from '../rule.ts'

const DSTACK = '/var/run/dstack.sock'

/** Host paths: those of the author's machine cannot work, those of the guest rarely mean what is meant. */
export const bindMounts: Rule = (compose) =>
  compose.services.flatMap((service) =>
    mountsOf(compose, service)
      .filter((mount) => mount.type === 'bind' && mount.source !== '')
      .flatMap((mount) => judge(compose, mount)),
  )

function judge(compose: Compose, mount: Mount): Problem[] {
  const { service, source, node } = mount
  const path = normal(source)
  if (isLocalPath(source))
    return [
      problemAt(compose, node, {
        rule: 'bind-mount-local',
        severity: 'error',
        message: `${service.name}: ${source} is a file or folder of your machine, which the CVM does not have. Put it into the image, use configs: with content:, or a named volume for data.`,
        why: 'Only the compose file is sent to the CVM; Docker would create an empty folder in its place.',
        link: docs.volumes,
        service,
      }),
    ]
  if (path === '/var/run/docker.sock' || path === '/run/docker.sock')
    return dockerSocket(compose, mount)
  if (path.endsWith('/tappd.sock')) return legacySocket(compose, mount)
  if (/\/dstack\.sock(?:\.lock)?$/.test(path)) return dstackSocket(compose, mount, path)
  if (harmless.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return []
  return [
    problemAt(compose, node, {
      rule: 'bind-mount-guest',
      severity: 'warning',
      message: `${service.name}: ${source} is a path inside the CVM's own system, not of your machine. Use a named volume for data that has to stay.`,
      why: 'The root file system of a CVM is read-only or in memory: such a folder starts empty, is lost at the next boot, or cannot be created. Named volumes are on the encrypted disk.',
      link: docs.volumes,
      service,
    }),
  ]
}

/** Parts of the guest that are there to be mounted: kernel interfaces, devices, the clock, the data disk. */
const harmless = [
  '/dev',
  '/proc',
  '/sys',
  '/dstack',
  '/etc/localtime',
  '/etc/timezone',
  '/tmp',
  '/var/lib/docker',
]

function dockerSocket(compose: Compose, mount: Mount): Problem[] {
  const { service, node } = mount
  const published =
    scalarText(compose.field(service.node, 'network_mode')?.value) === 'host' ||
    portsOf(compose).some(
      (entry) => entry.service.name === service.name && entry.endpoints.some(isPublic),
    )
  return [
    problemAt(compose, node, {
      rule: 'docker-socket',
      severity: 'warning',
      message: published
        ? `${service.name} controls Docker and is reachable from the internet: a flaw in it gives away the whole CVM, with all secrets.`
        : `${service.name} controls Docker: it can read every secret and start any image in this CVM.`,
      why: 'Through docker.sock a container becomes root of the CVM, and what it starts is not part of the compose hash.',
      link: docs.practices,
      service,
    }),
  ]
}

function legacySocket(compose: Compose, mount: Mount): Problem[] {
  const { service, node } = mount
  const text = compose.text.slice(...(mount.sourceNode.range ?? [0, 0]))
  return [
    problemAt(compose, node, {
      rule: 'tappd-socket',
      severity: 'warning',
      message: `${service.name}: tappd.sock is the legacy interface; use ${DSTACK} with a current dstack SDK.`,
      why: 'Images from dstack 0.5 on serve /var/run/dstack.sock; tappd.sock is kept for old programs only and lacks the current methods.',
      link: 'https://github.com/Dstack-TEE/dstack',
      service,
      fix: {
        title: 'Mount /var/run/dstack.sock',
        edits: [
          replace(
            compose,
            mount.sourceNode,
            text.replaceAll(/(?:\/var)?\/run\/tappd\.sock/g, DSTACK),
          ),
        ],
      },
    }),
  ]
}

function dstackSocket(compose: Compose, mount: Mount, path: string): Problem[] {
  const { service, node } = mount
  if (path === DSTACK && normal(mount.target) === DSTACK) return []
  const wrongSource = path !== DSTACK
  const text = compose.text.slice(...(mount.sourceNode.range ?? [0, 0]))
  return [
    problemAt(compose, node, {
      rule: 'dstack-socket',
      severity: wrongSource ? 'warning' : 'hint',
      message: wrongSource
        ? `${service.name}: ${mount.source} is not the guest agent; mount ${DSTACK}:${DSTACK}.`
        : `${service.name}: the dstack SDKs look for ${DSTACK}, not for ${mount.target}.`,
      why: 'The guest agent, which gives keys and quotes, listens on /var/run/dstack.sock.',
      link: 'https://github.com/Dstack-TEE/dstack',
      service,
      fix: wrongSource
        ? {
            title: `Mount ${DSTACK}`,
            edits: [replace(compose, mount.sourceNode, text.replaceAll(mount.source, DSTACK))],
          }
        : isScalar(node) && text.includes(`:${mount.target}`)
          ? {
              title: `Mount it at ${DSTACK}`,
              edits: [replace(compose, node, text.replace(`:${mount.target}`, `:${DSTACK}`))],
            }
          : undefined,
    }),
  ]
}

function normal(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
}
