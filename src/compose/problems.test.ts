// Long because it is one list: every rule with files that break it and files that do not.
import { describe, expect, test } from 'vitest'
import { applyFix } from './problem.ts'
import { errorsIn, problemsIn } from './problems.ts'
import type { ProblemOptions } from './rule.ts'

const found = (text: string, options?: ProblemOptions) =>
  problemsIn(text, options).map(({ line, severity, rule }) => `${line} ${severity} ${rule}`)
const only = (text: string, rule: string, options?: ProblemOptions) =>
  problemsIn(text, options).filter((problem) => problem.rule === rule)
const service = (...lines: string[]) =>
  ['services:', '  web:', '    image: nginx:1.27', ...lines.map((line) => `    ${line}`), ''].join(
    '\n',
  )
const fixed = (text: string, rule: string) => {
  const [problem] = only(text, rule)
  if (!problem?.fix) throw new Error(`no fix for ${rule}`)
  return applyFix(text, problem.fix)
}

describe('what is not a compose file', () => {
  test.each([
    ['', '1 error not-compose'],
    ['# only a comment\n', '1 error not-compose'],
    ['hello', '1 error not-compose'],
    ['- a\n- b', '1 error not-compose'],
    ['web:\n  image: nginx', '1 error not-compose'],
    ['services:', '1 error not-compose'],
    ['services: {}', '1 error not-compose'],
    ['\nservices: [a]', '2 error not-compose'],
    ['services:\n  web: nginx', '2 error not-compose'],
    ['services:\n  a:\n    image: x\n  web:', '4 error not-compose'],
    ['services:\n  web:\n    image: "nginx', '3 error yaml'],
    ['services:\n\tweb:\n', '2 error yaml'],
    ['services:\n  a:\n    image: x\n---\nb: 1\n', '4 error yaml'],
    ['a: *nowhere', '1 error yaml'],
  ])('%j', (text, problem) => {
    expect(found(text)[0]).toBe(problem)
  })

  test('a file of one byte more than 200 KB is refused, one of 200 KB is not', () => {
    const file = service()
    const fill = (bytes: number) => `${file}#${'x'.repeat(bytes - file.length - 1)}`
    expect(only(fill(204_800), 'size')).toEqual([])
    expect(only(fill(204_801), 'size')).toHaveLength(1)
    expect(only(fill(204_800), 'size', { pre_launch_script: 'a' })).toHaveLength(1)
  })

  test('bytes are counted, not characters', () => {
    expect(only(`${service()}#${'é'.repeat(102_400)}`, 'size')).toHaveLength(1)
  })
})

describe('what a CVM cannot run', () => {
  test.each([
    [['build: .'], '4 error build-context'],
    [['build:', '  context: ./app'], '4 error build-context'],
    [['env_file: .env'], '4 error env-file'],
    [['env_file:', '  - path: a.env', '    required: false'], '4 error env-file'],
    [['volumes:', '  - ./html:/html'], '5 error bind-mount-local'],
    [['volumes:', '  - ../html:/html:ro'], '5 error bind-mount-local'],
    [['volumes:', '  - ~/html:/html'], '5 error bind-mount-local'],
    [['volumes:', '  - ${DIR:-./html}:/html'], '5 error bind-mount-local'],
    [['volumes:', '  - C:\\html:/html'], '5 error bind-mount-local'],
    [['volumes:', '  - {type: bind, source: ./a, target: /a}'], '5 error bind-mount-local'],
    [['volumes:', '  - data:/data'], '5 error volumes-undefined'],
    [['networks:', '  - back'], '5 error networks-undefined'],
    [['secrets:', '  - token'], '5 error secrets-undefined'],
    [['depends_on:', '  - wob'], '5 error service-undefined'],
    [['depends_on:', '  wob: {condition: service_started}'], '5 error service-undefined'],
    [['extends:', '  file: base.yml', '  service: a'], '5 error extends-file'],
    [['ports:', '  - "http"'], '5 error port-invalid'],
    [['ports:', '  - "80:80"', '  - "80:81"'], '6 error port-taken'],
    [['ports:', '  - "8090:80"'], '5 error port-guest-agent'],
    [['command: echo $1'], '4 error variable-invalid'],
    [['command: echo ${'], '4 error variable-invalid'],
    [['ports: 80'], '4 error specification'],
    [['restart: always', 'restart: always'], '5 error duplicate-key'],
    [['enviroment:', '  A: b'], '4 error specification'],
    [['privileged: "x"', 'cap_add: ALL'], '5 error specification'],
  ])('%j', (lines, problem) => {
    expect(found(service(...lines))).toContain(problem)
  })

  test.each([
    ['services:\n  web:\n    restart: always', '2 error image-missing'],
    ['services:\n  web:\n    image:', '3 error image-missing'],
    ['services:\n  web:\n    image: ""', '3 error image-malformed'],
    ['services:\n  web:\n    image: Nginx', '3 error image-malformed'],
    ['services:\n  web:\n    image: nginx@sha256:12', '3 error image-malformed'],
    ['services:\n  web:\n    image: https://ghcr.io/a/b', '3 error image-malformed'],
    ['include:\n  - a.yml\nservices:\n  web:\n    image: a', '1 error include'],
    ['services:\n  web:\n    image: a\nconfigs:\n  c:\n    file: ./c', '6 error configs-file'],
    ['services:\n  web:\n    image: a\nsecrets:\n  c:\n    external: true', '6 error external'],
    ['servces: {}\nservices:\n  web:\n    image: a', '1 error specification'],
    [
      'services:\n  a:\n    image: x\n    container_name: n\n  b:\n    image: x\n    container_name: n',
      '7 error container-name-taken',
    ],
  ])('%j', (text, problem) => {
    expect(found(text)).toContain(problem)
  })

  test('the message names service, line and what to do', () => {
    const [problem] = errorsIn(service('build: ./app'))
    expect(problem).toMatchObject({
      line: 4,
      column: 5,
      endLine: 4,
      endColumn: 10,
      service: 'web',
      message:
        'web: build: needs the files of ./app, which the CVM does not have. Remove build: and keep image:.',
    })
  })
})

describe('what a CVM can run without an error', () => {
  test.each([
    'services: {web: {image: nginx}}',
    'version: "3.8"\nservices:\n  web:\n    image: nginx\n',
    'x-base: &base\n  image: nginx\nservices:\n  web:\n    <<: *base\n    restart: always\n',
    'x-a: &a {image: nginx}\nx-b: &b {restart: always}\nservices:\n  web:\n    <<: [*a, *b]\n',
    'services:\n  web: &web\n    image: nginx\n  api:\n    <<: *web\n',
    'services:\n  web:\n    image: ${IMAGE}\n    ports: ["${PORT}:80"]\n    volumes: ["${DIR}:/data"]\n',
    'services:\n  web:\n    image: ${IMAGE:-nginx}:${TAG:-1}\n',
    'services:\n  web:\n    image: a\n    volumes: [data:/data]\nvolumes:\n  data:\n',
    'services:\n  web:\n    image: a\n    volumes: [/data, "/var/run/dstack.sock:/var/run/dstack.sock"]\n',
    'services:\n  web:\n    image: a\n    secrets: [s]\nsecrets:\n  s: {environment: S}\n',
    'services:\n  web:\n    image: a\n    configs: [{source: c, target: /c}]\nconfigs:\n  c: {content: hi}\n',
    'services:\n  web:\n    image: localhost:5000/a/b:1@sha256:' + 'a'.repeat(64),
    'services:\n  web:\n    image: a\n    command: echo $$HOME\n    x-mine: 1\n',
    'services:\n  web:\n    image: a\n    ports:\n    environment:\n',
    'services:\n  web:\n    image: a\n    deploy: {replicas: "${N:-2}", resources: {limits: {cpus: "0.5"}}}\n',
    'services:\n  web:\n    image: a\n    ports: ["80:80", "80:80/udp", "127.0.0.1:81:81", 82]\n',
    'services:\n  web:\n    image: a\n    depends_on: {db: {condition: service_healthy, restart: true}}\n  db:\n    image: b\n',
    '\uFEFFservices:\r\n  web:\r\n    image: nginx\r\n',
  ])('%j', (text) => {
    expect(errorsIn(text)).toEqual([])
  })
})

describe('what could be better in a CVM', () => {
  test.each([
    [['network_mode: host'], '4 warning network-host'],
    [['privileged: true'], '4 warning privileged'],
    [['pid: host'], '4 warning pid-host'],
    [['ipc: host'], '4 warning ipc-host'],
    [['cap_add: [NET_BIND_SERVICE, SYS_ADMIN]'], '4 warning capabilities'],
    [['cap_add:', '  - CAP_SYS_PTRACE'], '5 warning capabilities'],
    [['platform: linux/arm64'], '4 warning platform'],
    [['ports: ["53:53/udp"]'], '4 warning port-unreachable'],
    [['volumes: ["/var/run/tappd.sock:/var/run/tappd.sock"]'], '4 warning tappd-socket'],
    [['volumes: ["/var/run/dstack.sock.lock:/a"]'], '4 warning dstack-socket'],
    [['volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'], '4 warning docker-socket'],
    [['volumes: ["/srv/data:/data"]'], '4 warning bind-mount-guest'],
    [['environment:', '  - A="b"'], '5 warning quotes-in-value'],
    [['environment:', '  V: 1.10'], '5 warning number-changes'],
    [['environment:', '  - KEY = value'], '5 warning spaces-around-equals'],
    [['command: run --key ghp_abcdefghijklmnopqrstuvwxyz'], '4 warning secret-in-plain-sight'],
    [['labels: {hook: "https://a:b4c5@example.com"}'], '4 warning secret-in-plain-sight'],
    [['environment:', `  SEED: 0x${'ab12'.repeat(16)}`], '5 warning secret-in-plain-sight'],
    [
      [
        'environment:',
        '  WORDS: legal winner thank year wave sausage worth useful legal winner thank yellow',
      ],
      '5 warning secret-in-plain-sight',
    ],
    [['volumes: ["/var/run/dstack.sock:/run/agent.sock"]'], '4 hint dstack-socket'],
    [['logging: {driver: json-file}'], '2 hint log-rotation'],
    [['logging: {options: {max-file: "3"}}'], '2 hint log-rotation'],
    [
      ['environment:', '  OPENAI: sk-abcdefghijklmnopqrstuvwxyz'],
      '5 warning secret-in-plain-sight',
    ],
    [['environment:', '  URL: postgres://me:pw1234@db/x'], '5 warning secret-in-plain-sight'],
    [
      ['environment:', '  SEED: 9f86d081884c7d659a2feaa0c55ad015'],
      '5 warning secret-in-plain-sight',
    ],
    [['logging:'], '2 hint log-rotation'],
  ])('%j', (lines, problem) => {
    expect(found(service(...lines))).toContain(problem)
  })

  test('quiet about what is fine', () => {
    const text = `services:
  web:
    image: nginx@sha256:${'0'.repeat(64)}
    environment:
      PASSWORD_FILE: /run/secrets/x
      TOKEN: \${TOKEN}
      PATHS: /usr/local/share/some/long/path/to/a/file
      RETRIES: 3
    logging: {driver: json-file, options: {max-size: 10m}}
`
    expect(found(text)).toEqual([])
  })

  test.each([
    [['privileged: false'], 'privileged'],
    [['network_mode: bridge'], 'network-host'],
    [['ipc: shareable'], 'ipc-host'],
    [['cap_add: [NET_BIND_SERVICE]', 'cap_drop: [ALL]'], 'capabilities'],
    [['platform: linux/amd64'], 'platform'],
    [['environment:', '  - KEY=a = b'], 'spaces-around-equals'],
    [['environment:', '  V: "1.10"'], 'number-changes'],
    [['command: run --key ${KEY}'], 'secret-in-plain-sight'],
    [['command: psql postgres://me:<password>@db/x'], 'secret-in-plain-sight'],
    [['command: [sleep, "9f86d081884c7d659a2feaa0c55ad015"]'], 'secret-in-plain-sight'],
    [['logging: {driver: local}'], 'log-rotation'],
    [['logging: {driver: syslog}'], 'log-rotation'],
    [['logging: {options: {max-size: 1m}}'], 'log-rotation'],
    [['volumes: ["/var/run/dstack.sock:/var/run/dstack.sock:ro"]'], 'dstack-socket'],
    [['ports: ["80:80"]'], 'port-unreachable'],
  ])('%j is no case of %s', (lines, rule) => {
    expect(only(service(...lines), rule)).toEqual([])
  })

  test('the docker socket is worse in a service that strangers reach', () => {
    const mount = 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'
    const message = (...lines: string[]) =>
      only(service(mount, ...lines), 'docker-socket')[0]?.message
    expect(message()).not.toContain('internet')
    expect(message('ports: ["80:80"]')).toContain('internet')
    expect(message('network_mode: host')).toContain('internet')
    expect(message('ports: ["127.0.0.1:80:80"]')).not.toContain('internet')
  })

  test('each problem says why, and where more is written', () => {
    const texts = [
      '',
      'a: [',
      'services: {a: {image: x, image: y}}',
      'services: {a: {build: .}, b: {build: "https://x"}}',
      service('privileged: true', 'ports: ["53:53/udp"]', 'environment: ["A = b"]', 'command: $A'),
      service('image: arm64v8/nginx', 'cap_add: [ALL]', 'restart: always'),
    ]
    for (const text of texts)
      for (const problem of problemsIn(text, {
        variables: new Set(),
        pre_launch_script: 'exit 1',
      })) {
        expect(problem.why).toMatch(/[.]$/)
        expect(problem.link).toMatch(/^https:\/\//)
      }
  })

  test('a pre-launch script that gates is compared with the restart policy', () => {
    const text = service('restart: always')
    expect(only(text, 'restart-before-script')).toEqual([])
    expect(only(text, 'restart-before-script', { pre_launch_script: 'echo hi' })).toEqual([])
    const gate = { pre_launch_script: 'curl -f https://x || exit 1' }
    expect(only(text, 'restart-before-script', gate)).toHaveLength(1)
    expect(only(service('restart: on-failure'), 'restart-before-script', gate)).toEqual([])
    const [problem] = only(text, 'restart-before-script', gate)
    expect(problem?.fix && applyFix(text, problem.fix)).toBe(service('restart: on-failure'))
  })

  test('variables without a value are reported once values were asked for', () => {
    const text = service('command: echo $A ${B:-x} ${C:?needed}')
    expect(only(text, 'variable-unset')).toEqual([])
    const problems = only(text, 'variable-unset', { variables: new Set() })
    expect(problems.map(({ severity, column }) => `${severity} ${column}`)).toEqual([
      'error 30',
      'warning 19',
    ])
    expect(only(text, 'variable-unset', { variables: new Set(['A', 'C']) })).toEqual([])
    const fix = problems[1]?.fix
    expect(fix && applyFix(text, fix)).toBe(service('command: echo ${A:-} ${B:-x} ${C:?needed}'))
  })

  test('a database needs a volume over its data, or a parent of it', () => {
    const db = (...lines: string[]) =>
      only(['services:', '  db:', '    image: postgres:17', ...lines].join('\n'), 'database-volume')
    expect(db()).toHaveLength(1)
    expect(db('    volumes: [data:/var/lib/postgresql/data]', 'volumes: {data: {}}')).toEqual([])
    expect(db('    volumes: [data:/var/lib/postgresql]', 'volumes: {data: {}}')).toEqual([])
    expect(db('    tmpfs: /var/lib/postgresql/data')).toEqual([])
    expect(db('    volumes: [data:/backup]', 'volumes: {data: {}}')).toHaveLength(1)
  })
})

describe('quick fixes', () => {
  test('a field goes with its lines, and stays where its lines hold more', () => {
    expect(fixed(service('privileged: true', 'tty: true'), 'privileged')).toBe(service('tty: true'))
    expect(
      only('services: {a: {image: x, privileged: true}}', 'privileged')[0]?.fix,
    ).toBeUndefined()
  })

  test('a secret becomes a variable, in both forms', () => {
    expect(
      fixed(service('environment:', '  - DB_PASSWORD=hunter22'), 'secret-in-plain-sight'),
    ).toBe(service('environment:', '  - DB_PASSWORD=${DB_PASSWORD}'))
    expect(
      fixed(service('environment:', '  A_TOKEN: "x y"', '  B_TOKEN: zz'), 'secret-in-plain-sight'),
    ).toBe(service('environment:', '  A_TOKEN: ${A_TOKEN}', '  B_TOKEN: ${B_TOKEN}'))
  })

  test('a database gets its volume, above its other keys and at the end of the file', () => {
    const text = 'services:\n  db:\n    image: postgres:17\n    restart: always\n'
    expect(fixed(text, 'database-volume')).toBe(
      'services:\n  db:\n    volumes:\n      - db-data:/var/lib/postgresql/data\n    image: postgres:17\n    restart: always\nvolumes:\n  db-data:\n',
    )
  })

  test.each([
    [service('platform: linux/arm64'), 'platform'],
    [service('volumes: ["/var/run/tappd.sock:/var/run/tappd.sock"]'), 'tappd-socket'],
    [service('environment:', '  - A="b"'), 'quotes-in-value'],
    [service('environment:', '  V: 1.10'), 'number-changes'],
    [service('command: echo $1 and $2'), 'variable-invalid'],
    [service('privileged: true', 'restart: always'), 'privileged'],
    [service('network_mode: host # all of it'), 'network-host'],
    [service('environment:', '  - KEY = value'), 'spaces-around-equals'],
    [service('command: run --key ghp_abcdefghijklmnopqrstuvwxyz'), 'secret-in-plain-sight'],
    [service('volumes: ["/var/run/dstack.sock:/run/agent.sock"]'), 'dstack-socket'],
    [
      'services:\n  db:\n    image: postgres:17\n    ports:\n      - "5432:5432"\n    volumes: [a:/var/lib/postgresql/data]\nvolumes: {a: {}}\n',
      'database-public',
    ],
    [service('volumes: [data:/data]'), 'volumes-undefined'],
    [service('enviroment:', '  A: b'), 'specification'],
    [`version: "3"\n${service()}`, 'version-obsolete'],
    [service('restart: always'), 'log-rotation'],
    ['services:\n  db:\n    image: postgres:17\n\nvolumes:\n  other:\n', 'database-volume'],
    ['services:\n  db:\n    image: redis:7\nvolumes:\n', 'database-volume'],
  ])('after the fix of %j the problem %s is gone and nothing new is wrong', (text, rule) => {
    const after = fixed(text, rule)
    expect(only(after, rule)).toEqual([])
    expect(errorsIn(after)).toEqual(errorsIn(text).filter((problem) => problem.rule !== rule))
  })
})
