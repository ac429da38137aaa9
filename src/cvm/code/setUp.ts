import type { ApiPrefix } from './languages.ts'
import { hcl, quoted, shell } from './literals.ts'

/** What each client needs before the first call. The key is always read from the environment. */

export const cliSetUp = (prefix: ApiPrefix): string =>
  prefix === undefined ? '' : `export PHALA_CLOUD_API_PREFIX=${shell(prefix)}\n`

export function typescriptClient(prefix: ApiPrefix, names: readonly string[]): string {
  const base = prefix === undefined ? '' : `  baseURL: ${quoted(prefix)},\n`
  return `import { ${['createClient', ...names].join(', ')} } from '@phala/cloud'

const client = createClient({
  apiKey: process.env.PHALA_CLOUD_API_KEY,
${base}})
`
}

export function pythonSetUp(prefix: ApiPrefix, imports = ''): string {
  const base = prefix === undefined ? '' : `, base_url=${quoted(prefix)}`
  return `import os

${imports}from phala_cloud import create_client

client = create_client(api_key=os.environ["PHALA_CLOUD_API_KEY"]${base})
`
}

export function goProgram(prefix: ApiPrefix, body: string, before = ''): string {
  const base = prefix === undefined ? '' : `\n\t\tphala.WithBaseURL(${quoted(prefix)}),`
  return `package main

import (
	"context"
	"log"
	"os"

	phala "github.com/Phala-Network/phala-cloud/sdks/go"
)

${before}func main() {
	ctx := context.Background()
	client, err := phala.NewClient(${base}
		phala.WithAPIKey(os.Getenv("PHALA_CLOUD_API_KEY")),
	)
	if err != nil {
		log.Fatal(err)
	}
${body}}
`
}

export function terraformProvider(prefix: ApiPrefix): string {
  const inside = prefix === undefined ? ' ' : `\n  api_prefix = ${hcl(prefix)}\n`
  return `terraform {
  required_providers {
    phala = {
      source = "phala-network/phala"
    }
  }
}

provider "phala" {${inside}}
`
}
