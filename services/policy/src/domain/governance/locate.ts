import { isMap, isNode, isPair, isScalar, type LineCounter, type Document, type Node } from 'yaml';
import type { Place } from './problem.js';

/** Finds where in a YAML text the value at a path is, or the nearest part around it that exists. */
export class Locator {
  constructor(
    private readonly path: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  atOffset(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { path: this.path, line, column: col };
  }

  value(path: readonly PropertyKey[]): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.atOffset(node.range[0]);
    }
    return { path: this.path, line: null, column: null };
  }

  key(path: readonly PropertyKey[], key: string): Place {
    const parent = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    const found = isMap(parent) ? parent.items.find((pair) => isPair(pair) && keyText(pair.key) === key) : undefined;
    const range = (found?.key as Node | undefined)?.range;
    return range ? this.atOffset(range[0]) : this.value(path);
  }
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
