import type { Change, Simulation } from './simulate.js';

const mostListed = 20;

/** A short Markdown report for a pull request. Names of calls, rules and people only; no arguments. */
export function simulationReport(simulation: Simulation, revision: string): string {
  const { decided, unchanged, newlyAllowed, newlyHeld, newlyDenied, holdsPerDay, widens } = simulation;
  return [
    '## What this policy change would have decided',
    '',
    `Revision \`${revision.slice(0, 19)}\`, ${decided} recorded calls decided again, ${unchanged} as before.`,
    '',
    '| newly | calls |',
    '|---|---|',
    `| allowed | ${newlyAllowed.length} |`,
    `| held | ${newlyHeld.length} |`,
    `| denied | ${newlyDenied.length} |`,
    '',
    widens
      ? '**A call that changes something would run without a person. Look at the first list.**'
      : 'Nothing that changes something would newly run by itself.',
    ...section('Newly allowed', newlyAllowed),
    ...section('Newly held', newlyHeld),
    ...section('Newly denied', newlyDenied),
    ...approvers(holdsPerDay),
    '',
  ].join('\n');
}

function section(title: string, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const more = changes.length > mostListed ? [`| and ${changes.length - mostListed} more | | | |`] : [];
  return [
    '',
    `### ${title}`,
    '',
    '| call | agent and tool | before | why now |',
    '|---|---|---|---|',
    ...changes.slice(0, mostListed).map(row),
    ...more,
  ];
}

function row({ callId, agent, tool, before, reasonCode, rule, changesState }: Change): string {
  const why = rule ? `${rule.policy}: ${rule.name}` : reasonCode;
  const cells = [callId, `${agent} ${tool}${changesState ? ' (changes something)' : ''}`, before, why];
  return `| ${cells.map(plain).join(' | ')} |`;
}

function approvers(holdsPerDay: Simulation['holdsPerDay']): string[] {
  if (holdsPerDay.length === 0) return [];
  const rows = holdsPerDay.slice(0, mostListed).map(({ person, holds }) => `| ${plain(person)} | ${holds} |`);
  return ['', '### Asked per day', '', '| approver | holds a day |', '|---|---|', ...rows];
}

/** Rule names are free text: they must not become markup. */
function plain(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
