import { located, problemAt, type DocumentKind, type LocatedDocument } from './located-document.js';
import { nearest } from './nearest.js';
import type { GovernanceProblem } from './problem.js';

interface Reference {
  from: LocatedDocument;
  at: PropertyKey[];
  to: DocumentKind;
  name: string;
}

/** Every name that one document uses must be defined by another: a misspelt rule would silently not apply. */
export function checkReferences(documents: readonly LocatedDocument[]): GovernanceProblem[] {
  const defined = new Map<DocumentKind, Set<string>>();
  for (const { document } of documents) {
    const names = defined.get(document.kind) ?? new Set();
    defined.set(document.kind, names.add(document.name));
  }
  return allReferences(documents).flatMap(({ from, at, to, name }) => {
    const names = defined.get(to) ?? new Set();
    if (names.has(name)) return [];
    const meant = nearest(name, names);
    const suggestion = meant ? `did you mean "${meant}"?` : undefined;
    return [problemAt(from, at, { message: `there is no ${to} "${name}"`, suggestion })];
  });
}

function allReferences(documents: readonly LocatedDocument[]): Reference[] {
  return [
    ...located(documents, 'Agent').flatMap((from) => [
      ...list(from, ['owner'], { Person: [from.document.owner] }),
      ...list(from, ['principal'], { Person: [from.document.principal ?? []].flat() }),
    ]),
    ...located(documents, 'Group').flatMap((from) => list(from, ['members'], { Person: from.document.members })),
    ...located(documents, 'Budget').flatMap((from) => [
      ...list(from, ['agents'], { Agent: from.document.agents }),
      ...fallbackProvider(from),
    ]),
    ...located(documents, 'Settings').flatMap((from) => settingsReferences(from)),
    ...located(documents, 'Policy').flatMap((from) => policyReferences(from)),
    ...located(documents, 'Rego').flatMap((from) => approvers(from, ['approvers'], from.document)),
  ];
}

type Located<K extends DocumentKind> = ReturnType<typeof located<K>>[number];

function fallbackProvider(from: Located<'Budget'>): Reference[] {
  const { onExhausted } = from.document;
  const provider = onExhausted.action === 'fallback' ? onExhausted.provider : undefined;
  return list(from, ['onExhausted', 'provider'], { Provider: [provider ?? []].flat() });
}

function settingsReferences(from: Located<'Settings'>): Reference[] {
  const { unclearEffects } = from.document;
  return unclearEffects.verdict === 'hold' ? approvers(from, ['unclearEffects', 'approvers'], unclearEffects) : [];
}

function policyReferences(from: Located<'Policy'>): Reference[] {
  const rules = from.document.rules.flatMap((rule, index) => [
    ...list(from, ['rules', index, 'tools'], { Tool: rule.tools ?? [] }),
    ...list(from, ['rules', index, 'when', 'principal', 'groups'], { Group: rule.when.principal?.groups ?? [] }),
    ...list(from, ['rules', index, 'when', 'principal', 'people'], { Person: rule.when.principal?.people ?? [] }),
    ...list(from, ['rules', index, 'when', 'providers'], { Provider: rule.when.providers ?? [] }),
    ...approvers(from, ['rules', index, 'approvers'], rule),
  ]);
  return [...list(from, ['agents'], { Agent: from.document.agents }), ...rules];
}

interface HasApprovers {
  approvers?:
    | { groups?: string[] | undefined; people?: string[] | undefined; escalate?: { to: string[] } | undefined }
    | undefined;
}

function approvers(from: LocatedDocument, at: PropertyKey[], rule: HasApprovers): Reference[] {
  return [
    ...list(from, [...at, 'groups'], { Group: rule.approvers?.groups ?? [] }),
    ...list(from, [...at, 'people'], { Person: rule.approvers?.people ?? [] }),
    ...list(from, [...at, 'escalate', 'to'], { Group: rule.approvers?.escalate?.to ?? [] }),
  ];
}

/** Patterns may stand for what does not exist yet; a name may not. */
function list(from: LocatedDocument, at: PropertyKey[], named: Partial<Record<DocumentKind, string[]>>): Reference[] {
  return Object.entries(named).flatMap(([to, names]) =>
    names.flatMap((name, index) =>
      name.includes('*') ? [] : [{ from, at: [...at, index], to: to as DocumentKind, name }],
    ),
  );
}
