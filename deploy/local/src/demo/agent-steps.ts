import { z } from 'zod';
import type { DevFile } from '../instance/dev-file.js';
import { Agent } from './agent.js';
import { approve } from './approve.js';
import { expectThat } from './expect-that.js';
import type { Say } from './say.js';

const pullRequest = {
  owner: 'acme',
  repo: 'checkout',
  title: 'Restore the connection pool to 50',
  head: 'restore-pool-size',
  base: 'main',
};

const logsSchema = z.looseObject({ lines: z.array(z.looseObject({ line: z.string() })) });
const receivedSchema = z.looseObject({
  requests: z.array(z.looseObject({ operation: z.string(), lease: z.looseObject({ call: z.string() }) })),
});

async function timesReceived(dev: DevFile, callId: string): Promise<number> {
  const { requests } = receivedSchema.parse(await (await fetch(`${dev.demo.targetUrl}/received`)).json());
  return requests.filter(({ lease }) => lease.call === callId).length;
}

async function read(agent: Agent, say: Say): Promise<void> {
  say.step('The agent asks its model to look at the logs of checkout.');
  const answer = await agent.ask('Look at the logs of checkout.');
  const [proposed] = answer.calls;
  expectThat(proposed?.name === 'logs.read', `the model answered: ${answer.text}`);
  say.line(`The model proposes ${proposed.name} ${proposed.arguments}: policy allows it, so the agent sees it.`);
  const call = await agent.call(proposed.name, JSON.parse(proposed.arguments));
  expectThat(call.status === 'succeeded', `the read ended as ${call.status}: ${call.error?.message}`);
  const { lines } = logsSchema.parse(call.result);
  say.line(`The gateway runs it at the target, under a lease for this one call: ${lines.length} lines, the last being`);
  say.line(`"${lines.at(-1)?.line}"`);
  await agent.tell(proposed.id, call.result);
}

async function deny(agent: Agent, say: Say): Promise<void> {
  say.step('The agent asks for a security group to be opened to the world.');
  const answer = await agent.ask('Write the security group so that port 5432 is open.');
  expectThat(answer.calls.length === 0 && /denied/.test(answer.text), `the call passed: ${JSON.stringify(answer)}`);
  say.line('The model proposes it; the gateway takes the call out of the answer and explains:');
  say.line(`"${answer.text}"`);
}

/** Returns the call that ran under a grant, and who gave it. */
async function hold(agent: Agent, dev: DevFile, say: Say): Promise<{ callId: string; person: string }> {
  say.step('The agent wants to open a pull request.');
  const held = await agent.call('github.open_pull_request', pullRequest);
  const approvalId = held.approval_id ?? '';
  expectThat(held.status === 'pending_approval', `the pull request is ${held.status}: ${held.error?.message}`);
  say.line(`It is held: a pull request needs the on-call. Approval ${approvalId}.`);

  say.step('The agent tries to approve it with its own key.');
  const key = Object.values(dev.agents)[0]?.key ?? '';
  const attempt = await approve(dev.consoleUrl, approvalId, key);
  expectThat(attempt.status === 401, `the console answered ${attempt.status} to the agent's key`);
  say.line(`The console answers ${attempt.status}: an agent's key opens nothing on the human plane.`);

  const [approver] = dev.approvers;
  expectThat(approver !== undefined, 'no approver has a token');
  say.step(`${approver.person} approves.`);
  const vote = await approve(dev.consoleUrl, approvalId, approver.token);
  expectThat(vote.status < 300, `the console answered ${vote.status}: ${vote.text}`);
  const done = await agent.waitFor(held.id, 30);
  expectThat(done.status === 'succeeded', `the pull request ended as ${done.status}: ${done.error?.message}`);
  say.line(`The gateway runs the call at once: ${JSON.stringify(done.result)}`);
  const times = await timesReceived(dev, held.id);
  expectThat(times === 1, `the target received it ${times} times`);
  say.line('The target received it exactly once.');
  return { callId: held.id, person: approver.person };
}

/** What an agent can do, cannot do, and can do once a person agrees. */
export async function agentSteps(dev: DevFile, say: Say): Promise<{ callId: string; person: string }> {
  const agent = new Agent(dev.gatewayUrl, Object.values(dev.agents)[0]?.key ?? '');
  await read(agent, say);
  await deny(agent, say);
  return hold(agent, dev, say);
}
