import { useMutation } from '@tanstack/react-query'
import { diagnoseDomains } from '../api/domains.ts'

/** Looks up a domain's records when asked to: DNS changes while one waits for it. */
export const useDomainCheck = (id: string) =>
  useMutation({
    mutationFn: async (asked: { domain: string; port: number }) =>
      (await diagnoseDomains({ id, domains: [asked] })).results[0],
  })
