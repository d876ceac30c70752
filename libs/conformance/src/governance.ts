import { models } from './client/question.js';
import { tools } from './tools.js';

const tool = (name: string, properties: string, required: string) => `---
kind: Tool
name: ${name}
status: approved
description: For the conformance kit.
inputSchema: { type: object, additionalProperties: false, required: [${required}], properties: ${properties} }
effects:
  - { as: declared, kind: read, target: { type: service, name: conformance } }
`;
const hostedProperties = '{ name: { type: string }, type: { type: string } }';
const noteProperty = '{ note: { type: string } }';

const provider = (api: 'openai' | 'anthropic', path: string, offered: readonly string[]) => `---
kind: Provider
name: conformance-${api}
api: ${api}
baseUrl: \${CONFORMANCE_URL}${path}
allowPrivateAddress: true
models:
${offered.map((model) => `  - { name: ${model}, maxOutputTokens: 1024 }`).join('\n')}
`;

/** Who the kit acts as. */
export const conformanceAgent = 'conformance';
export const conformanceApprover = 'conformance.approver';

/** Governance as code under which the kit runs; `CONFORMANCE_URL` is the address of its scripted provider. */
export const conformanceGovernance = `# What the conformance kit needs: an agent of its own, and tools that nothing stands behind.
kind: Person
name: conformance.owner
displayName: Conformance Owner
---
kind: Person
name: ${conformanceApprover}
displayName: Conformance Approver
---
kind: Group
name: conformance-approvers
members: [${conformanceApprover}]
---
kind: Agent
name: ${conformanceAgent}
owner: conformance.owner
${provider('openai', '/openai/v1', [models.chat, models.responses])}${provider('anthropic', '/anthropic', [models.messages])}${[
  tool(tools.allowed, noteProperty, 'note'),
  tool(tools.denied, noteProperty, 'note'),
  tool(tools.held, noteProperty, 'note'),
  tool(tools.ping, '{}', ''),
  tool(tools.text, '{ input: { type: string } }', 'input'),
  tool('hosted.image_generation', hostedProperties, 'name, type'),
  tool('hosted.web_fetch', hostedProperties, 'name, type'),
].join('')}---
kind: Policy
name: conformance
agents: [${conformanceAgent}]
rules:
  - name: the scripted models may be used
    models: [conformance-*]
    verdict: allow
  - name: these may be called
    tools: [${tools.allowed}, ${tools.ping}, ${tools.text}, hosted.image_generation, hosted.web_fetch]
    verdict: allow
  - name: this waits for people
    tools: [${tools.held}]
    verdict: hold
    approvers: { groups: [conformance-approvers], quorum: 1, expires: 1h }
`;
