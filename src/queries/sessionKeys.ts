export const sessionKeys = {
  all: ['session'] as const,
  offer: ['connections'] as const,
  signIns: ['sign-ins'] as const,
}
