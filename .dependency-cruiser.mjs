// The import table of docs/architecture.md. A room may import itself and the rooms listed here, nothing else.
const below = {
  base: [],
  xml: ['base'],
  cim: ['base', 'xml'],
  wql: ['base', 'cim'],
  wmi: ['base', 'cim', 'wql'],
  security: ['base'],
  http: ['base', 'security'],
  rpc: ['base', 'security'],
  dcom: ['base', 'security', 'rpc'],
  wbem: ['base', 'cim', 'rpc', 'dcom'],
  wsman: ['base', 'xml', 'cim', 'http', 'security'],
  host: ['base', 'cim', 'wql', 'wmi'],
  listen: ['base', 'xml', 'cim', 'wql', 'wmi', 'security', 'http', 'rpc', 'dcom', 'wbem', 'wsman'],
  connect: ['base', 'xml', 'cim', 'wql', 'wmi', 'security', 'http', 'rpc', 'dcom', 'wbem', 'wsman'],
  ssis: ['base', 'xml', 'cim', 'wql', 'wmi', 'http', 'security', 'connect'],
  designer: ['base', 'xml', 'cim', 'wql', 'wmi', 'http', 'connect', 'ssis'],
  fleet: ['base', 'wmi', 'connect', 'ssis'],
}

const rooms = Object.entries(below).map(([room, lower]) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: `src/${room} may import ${lower.length ? lower.join(', ') : 'no other room'}`,
  // connect/local.ts is the one door through which a connection loads the embedded host.
  from: { path: `^src/${room}/`, ...(room === 'connect' ? { pathNot: '^src/connect/local\\.ts$' } : {}) },
  to: { path: '^src/', pathNot: `^src/(${[room, ...lower].join('|')})/` },
}))

export default {
  forbidden: [
    ...rooms,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'local-door',
      severity: 'error',
      from: { path: '^src/connect/local\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(base|cim|wql|wmi|connect|host)/' },
    },
    {
      name: 'page',
      severity: 'error',
      comment: 'the page runs in a browser: it knows the table of operations, texts, and nothing of the server',
      from: { path: '^src/designer/web/' },
      to: { path: '^src/', pathNot: '^src/(designer/(web|api)/|base/(text\\.ts|texts/designer))' },
    },
    {
      name: 'operations',
      severity: 'error',
      comment: 'the table of operations is read on both sides',
      from: { path: '^src/designer/api/' },
      to: { path: '^src/', pathNot: '^src/designer/api/' },
    },
    {
      name: 'designer-server',
      severity: 'error',
      comment: 'the server serves the built page, and imports nothing of it',
      from: { path: '^src/designer/(?!web/)' },
      to: { path: '^src/designer/web/' },
    },
    {
      name: 'unknown-room',
      severity: 'error',
      comment: 'every folder of src stands in the table',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(below).join('|')}|cli)/|^src/[^/]+\\.ts$` },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
}
