import type { Leaf } from '@countersign/contracts';

/** One leaf of the record, as the store holds it. */
export interface SealedLeaf {
  tenant: string;
  index: number;
  leaf: Leaf;
  /** The bytes, as text. */
  text: string;
}

/** Everything that is on the record so far, found by the call, model call or approval that it is about. */
export class RecordIndex {
  readonly leaves: SealedLeaf[] = [];
  private readonly bySubject = new Map<string, SealedLeaf[]>();

  add(tenant: string, index: number, bytes: Uint8Array): SealedLeaf {
    const text = Buffer.from(bytes).toString('utf8');
    const sealed = { tenant, index, text, leaf: JSON.parse(text) as Leaf };
    this.leaves.push(sealed);
    for (const id of idsOf(sealed.leaf)) {
      const others = this.bySubject.get(id);
      if (others) others.push(sealed);
      else this.bySubject.set(id, [sealed]);
    }
    return sealed;
  }

  /** What is sealed about something at this moment. */
  about(id: string): SealedLeaf[] {
    return [...(this.bySubject.get(id) ?? [])];
  }

  /** What is sealed about every call that asked for exactly this. */
  aboutAction(tool: string, argumentsDigest: string): SealedLeaf[] {
    const calls = this.bySubject.get(actionKey(tool, argumentsDigest)) ?? [];
    return calls.flatMap(({ leaf }) => this.about(leaf.subject));
  }

  of<T extends Leaf['type']>(type: T): Extract<Leaf, { type: T }>[] {
    return leavesOf(this.leaves, type);
  }
}

export function leavesOf<T extends Leaf['type']>(sealed: readonly SealedLeaf[], type: T): Extract<Leaf, { type: T }>[] {
  return sealed.map(({ leaf }) => leaf).filter((leaf) => leaf.type === type) as Extract<Leaf, { type: T }>[];
}

/** The ids under which somebody may look for a leaf. */
function idsOf(leaf: Leaf): Set<string> {
  const data = leaf.data as Record<string, { callId?: string; modelCallId?: string } | string | null | undefined>;
  const inner = [data, data.decision, data.grant] as ({ callId?: string; modelCallId?: string } | undefined)[];
  const named = inner.flatMap((part) => [part?.callId, part?.modelCallId]);
  const action = leaf.type === 'ToolCallProposed' ? actionKey(leaf.data.tool, leaf.data.argumentsDigest) : undefined;
  return new Set([leaf.subject, action, ...named].filter((id) => typeof id === 'string'));
}

function actionKey(tool: string, argumentsDigest: string): string {
  return `${tool} ${argumentsDigest}`;
}
