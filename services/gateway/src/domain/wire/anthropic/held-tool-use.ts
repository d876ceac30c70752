import type { JsonObject } from '../seam/json-object.js';
import { isObject } from '../seam/json-object.js';
import { invalidArguments, parseArguments } from '../seam/parse-arguments.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import type { WireRefused } from '../seam/wire-refusal.js';
import { readToolUse } from './tool-use.js';

/** A tool use of a stream that is being put together; nothing of it leaves before its outcome. */
export class HeldToolUse {
  block?: ProposedBlock;
  private json = '';

  constructor(
    readonly index: number,
    /** The content block as its start event showed it. */
    readonly start: JsonObject,
  ) {}

  get argumentsText(): string {
    return this.json !== '' || isEmptyInput(this.start) ? this.json : JSON.stringify(this.start.input);
  }

  add(partialJson: string): void {
    this.json += partialJson;
  }

  close(): WireRefused | undefined {
    const argumentsText = this.argumentsText;
    const isTwice = this.json !== '' && !isEmptyInput(this.start);
    const argumentsJson = isTwice
      ? invalidArguments('ambiguous_call', 'the input came twice, at the start and in pieces')
      : parseArguments(argumentsText);
    const read = readToolUse(this.start, { index: this.index, argumentsText, argumentsJson });
    if (!read.ok) return read;
    this.block = read.block;
    return undefined;
  }
}

function isEmptyInput({ input }: JsonObject): boolean {
  return input === undefined || input === null || (isObject(input) && Object.keys(input).length === 0);
}
