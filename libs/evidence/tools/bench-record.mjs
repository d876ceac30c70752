import { canonicalBytes, digestOfJson, saltedCommitment, sha256 } from '../dist/index.js';

const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Allowed tool calls, five events each, as the services write them. */
function* sampleEvents(count) {
  for (let n = 0; n < count; n++) {
    const callId = `call_${Math.floor(n / 5)}`;
    const decisionId = `dec_${callId}`;
    const args = { command: `ls -la /workspace/${callId}` };
    const input = { callId, tool: 'shell.exec', context: 'x'.repeat(300) };
    const action = {
      ...{ tenant: 'acme', agent: 'triage', tool: 'shell.exec', target: 'shell://sandbox', credentialScope: ['read'] },
      toolDefinitionDigest: digestOfJson('definition'),
      argumentsDigest: digestOfJson(args),
      policyRevision: digestOfJson('revision'),
    };
    const actionDigest = digestOfJson(action);
    const decision = {
      ...action,
      kind: 'tool_call',
      decisionId,
      callId,
      verdict: 'allow',
      reasons: ['the rule allows it'],
      actionDigest,
      inputDigest: digestOfJson(input),
    };
    yield [
      ['gateway', 'ToolCallProposed', { callId, argumentsDigest: action.argumentsDigest }, { arguments: args }],
      ['policy', 'ToolCallDecided', { decision }, { input }],
      ['credentials', 'LeaseIssued', { leaseId: `lse_${n}`, callId, decisionId, actionDigest, scope: ['read'] }, {}],
      ['gateway', 'ToolCallStarted', { callId, decisionId, actionDigest, target: action.target }, {}],
      [
        'gateway',
        'ToolCallSucceeded',
        { callId, resultDigest: digestOfJson('done'), durationMs: 3 },
        { result: 'done' },
      ],
    ][n % 5];
  }
}

/** The leaves and opened payloads of a log of so many events. */
export function sampleRecord(count) {
  const [leaves, payloads] = [[], []];
  for (const [source, type, data, contents] of sampleEvents(count)) {
    const index = leaves.length;
    const id = `evt_${String(index).padStart(20, '0')}`;
    const time = new Date(START + index * 10).toISOString();
    const opened = Object.entries(contents).map(([name, content]) => {
      const bytes = canonicalBytes(content);
      return { index, name, bytes, salt: sha256(Buffer.from(`${id}${name}`)) };
    });
    payloads.push(...opened);
    const leaf = {
      v: 1,
      id,
      source,
      type,
      data,
      time,
      tenant: 'acme',
      agent: 'triage',
      run: 'run_1',
      subject: data.callId ?? data.decision.callId,
    };
    const commitments = opened.map(({ name, salt, bytes }) => {
      return { name, commitment: saltedCommitment(salt, bytes), mediaType: 'application/json', bytes: bytes.length };
    });
    const bytes = canonicalBytes({ ...leaf, cause: leaves.slice(-1).map((last) => last.id), payloads: commitments });
    leaves.push({ index, id, type, time, bytes });
  }
  return { leaves, payloads };
}
