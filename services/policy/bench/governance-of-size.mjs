/** Governance with as many policies, rules and tools as asked for: shell, SQL, file and web tools in turn. */
export function governanceOfSize({ policies, rulesPerPolicy, tools }) {
  return [
    { kind: 'Person', name: 'owner', displayName: 'Owner', contacts: {} },
    { kind: 'Person', name: 'on.call', displayName: 'On Call', contacts: {} },
    { kind: 'Group', name: 'on-call', members: ['on.call'] },
    ...Array.from({ length: tools }, (_, number) => tool(number)),
    ...Array.from({ length: policies }, (_, number) => agent(number)),
    ...Array.from({ length: policies }, (_, number) => policy(number, rulesPerPolicy, tools)),
  ];
}

export const toolName = (number) => `svc${number % 50}.tool-${number}`;
export const agentName = (number) => `agent-${number}`;

const text = { type: 'string', maxLength: 20000 };
const shapes = [
  {
    properties: { command: text, cwd: text, note: text },
    effects: [{ as: 'shell', pointer: '/command', cwd: '/cwd' }],
  },
  { properties: { sql: text, note: text }, effects: [{ as: 'sql', pointer: '/sql' }] },
  { properties: { path: text, note: text }, effects: [{ as: 'path', pointer: '/path', access: 'read' }] },
  {
    properties: { repository: text, note: text },
    effects: [{ as: 'declared', kind: 'read', target: { type: 'service', name: 'svc' } }],
  },
];

const tool = (number) => ({
  kind: 'Tool',
  name: toolName(number),
  description: `Tool ${number}`,
  status: 'approved',
  inputSchema: { type: 'object', additionalProperties: false, properties: shapes[number % 4].properties },
  effects: shapes[number % 4].effects,
});

const agent = (number) => ({ kind: 'Agent', name: agentName(number), owner: 'owner', status: 'active' });

const conditions = [
  { effects: { only: ['read'] }, paths: { within: ['/workspace'] } },
  { effects: { only: ['read'] }, relations: { in: ['orders', 'public.orders'] } },
  { effects: { only: ['read'] }, paths: { within: ['/workspace', '/var/log'] } },
  { effects: { only: ['read'] }, arguments: [{ pointer: '/repository', op: 'matches', value: '^acme/[a-z-]+$' }] },
];

const policy = (number, rules, tools) => ({
  kind: 'Policy',
  name: `policy-${number}`,
  agents: [agentName(number)],
  rules: Array.from({ length: rules }, (_, index) => {
    const about = (number * rules + index) % tools;
    const held = index % 5 === 4;
    return {
      name: `rule ${index}`,
      tools: [toolName(about)],
      when: conditions[about % 4],
      verdict: held ? 'hold' : 'allow',
      obligations: held ? {} : { maxBytes: 100000 },
      ...(held ? { approvers: { groups: ['on-call'], quorum: 1, expires: '24h' } } : {}),
    };
  }),
});
