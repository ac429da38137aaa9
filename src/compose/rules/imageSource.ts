import { isEmpty, scalarText } from '../node.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

const nothingToBuild =
  'Only the compose file is sent to the CVM. There is no source code to build from, so an image has to come from a registry.'

/** Every service needs an image that can be pulled. */
export const imageSource: Rule = (compose) =>
  compose.services.flatMap((service) => {
    const image = compose.field(service.node, 'image')
    const build = compose.field(service.node, 'build')
    const hasImage = image !== undefined && !isEmpty(image.value)
    if (build && !isEmpty(build.value)) {
      const inline = compose.field(build.value, 'dockerfile_inline')
      const context =
        scalarText(build.value) ?? scalarText(compose.field(build.value, 'context')?.value)
      if (inline && (context === undefined || isRemote(context)))
        return [
          problemAt(compose, build.keyNode, {
            rule: 'build-inline',
            severity: 'warning',
            message: `${service.name} is built in the CVM from an inline Dockerfile; push a built image instead.`,
            why: 'What such a build produces is not measured: two boots can run different code under one compose hash.',
            link: docs.build,
            service,
          }),
        ]
      if (context !== undefined && isRemote(context))
        return [
          problemAt(compose, build.keyNode, {
            rule: 'build-remote',
            severity: 'warning',
            message: `${service.name} is built in the CVM from ${context}; push a built image instead.`,
            why: 'The repository can change after the compose hash was measured, so nobody can tell what runs.',
            link: docs.build,
            service,
          }),
        ]
      const what =
        context === undefined ? 'build: needs files' : `build: needs the files of ${context}`
      const rest = hasImage
        ? 'Remove build: and keep image:.'
        : 'Build and push the image, then name it with image:.'
      return [
        problemAt(compose, build.keyNode, {
          rule: 'build-context',
          severity: 'error',
          message: `${service.name}: ${what}, which the CVM does not have. ${rest}`,
          why: nothingToBuild,
          link: docs.services,
          service,
        }),
      ]
    }
    // A provider runs a program of the host instead of a container; the specification rule names it.
    if (hasImage || compose.field(service.node, 'extends')) return []
    return [
      problemAt(compose, image?.keyNode ?? service.keyNode, {
        rule: 'image-missing',
        severity: 'error',
        message: `${service.name} has no image. Add image: with the name of an image in a registry.`,
        why: nothingToBuild,
        link: docs.services,
        service,
      }),
    ]
  })

function isRemote(context: string): boolean {
  return /^(?:https?|git|ssh|oci):\/\/|^git@|^github\.com\//.test(context)
}
