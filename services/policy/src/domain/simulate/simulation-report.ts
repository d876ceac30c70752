import type { Change } from './change-of.js';
import type { Simulation } from './simulate.js';

const mostListed = 20;

interface ReportFrame {
  revision: string;
  title: string;
  /** Where the lists hold fewer than there are. */
  counts: { allowed: number; held: number; denied: number };
}

/** A short Markdown report for a pull request. Names of calls, rules and people only; no arguments. */
export function simulationReport(simulation: Simulation, { revision, title, counts }: ReportFrame): string {
  const { decided, unchanged, newlyAllowed, newlyHeld, newlyDenied, holdsPerDay, widens } = simulation;
  return [
    `## ${title}`,
    '',
    `Revision \`${revision.slice(0, 19)}\`, ${decided} calls decided by both, ${unchanged} alike.`,
    '',
    '| newly | calls |',
    '|---|---|',
    `| allowed | ${counts.allowed} |`,
    `| held | ${counts.held} |`,
    `| denied | ${counts.denied} |`,
    '',
    widens
      ? '**A call that changes something would run without a person. Look at the first list.**'
      : 'Nothing that changes something would newly run by itself.',
    ...section('Newly allowed', newlyAllowed, counts.allowed),
    ...section('Newly held', newlyHeld, counts.held),
    ...section('Newly denied', newlyDenied, counts.denied),
    ...approvers(holdsPerDay),
    '',
  ].join('\n');
}

function section(title: string, changes: readonly Change[], count: number): string[] {
  if (changes.length === 0) return [];
  const more = count > mostListed ? [`| and ${count - mostListed} more | | | |`] : [];
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
