/** What to do about a refusal when the rule itself does not say; keyed by reason code. */
const remedies: Readonly<Record<string, string>> = {
  agent_unknown: 'Register the agent in the governance folder and apply it.',
  agent_suspended: 'Ask the owner of the agent to set its status to active again.',
  agent_retired: 'A retired agent stays retired: register a new one.',
  tool_unknown: 'Register the tool in the governance folder, have it approved, and apply it.',
  tool_proposed: 'Have the tool reviewed, set its status to approved, and apply it.',
  /** No code of its own: a tool that is `tool_proposed` again. */
  tool_sent_back:
    'Look at what the server says now: publish the tool with that digest, or approve it again once the server went back.',
  tool_retired: 'Use the tool that replaced this one.',
  tool_definition_changed: 'Read the current definition of the tool and make the call again.',
  arguments_invalid: 'Correct the arguments and make the call again.',
  model_unknown: 'Use a model that a registered provider offers.',
  provider_unknown: 'Use a provider that offers this model.',
  no_matching_rule: 'Ask for a rule that allows or holds this call.',
  effects_unclear: 'Make the call in a simpler form, whose effects can be proven.',
  rego_failed: 'Correct the Rego of your tenant and apply it again.',
  rego_unavailable: 'Make the call again; if this goes on, the Rego of your tenant takes too long.',
  approvers_unavailable: 'Add approvers who are neither owner, principal nor requester.',
  approvers_conflict: 'Let the holding rules share a group, or make them one rule.',
};

export function remedyFor(reasonCode: string): string | undefined {
  return remedies[reasonCode];
}
