import { bytesOfBase64 } from '../bytes.js';
import type { SeenHead } from '../check-history.js';
import type { CheckLog } from '../findings.js';
import { countOf, textOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule } from './rule.js';

/** What the log says about itself: its sealers, its earlier tree heads, what it had to refuse. */
export class LogRule implements Rule {
  /** Tree heads that leaves state; to be compared with the tree once it is known. */
  readonly heads: SeenHead[] = [];
  private epoch = 0;
  private checked = 0;

  constructor(
    private readonly origin: string,
    private readonly log: CheckLog,
  ) {}

  see(row: LeafRow): void {
    const { index, id, type, data } = row;
    if (type === 'CheckpointPublished') this.keepHead(row);
    else if (type === 'SealerStarted') this.checkEpoch(row);
    else if (type === 'EventConflict') {
      this.log.observe(
        'event_conflict',
        `${textOf(data['conflictingId'])} came again with other bytes; the first was kept`,
        { index, id },
      );
    } else if (type === 'EventRejected') {
      this.log.observe('event_rejected', `a message was no valid event: ${textOf(data['reasonCode'])}`, { index, id });
    }
  }

  finish(): void {
    this.log.done('sealers and tree heads that the log recorded', this.checked);
  }

  private keepHead({ index, id, data }: LeafRow): void {
    this.checked++;
    const [size, root] = [countOf(data['size']), bytesOfBase64(textOf(data['rootHash']) ?? '')];
    if (size === undefined || size > index || root?.length !== 32) {
      this.log.fail('inconsistent_history', 'the tree head that it records cannot have been', { index, id });
    } else this.heads.push({ head: { origin: this.origin, size, root }, seenBy: 'leaf', place: { index, id } });
  }

  private checkEpoch({ index, id, data }: LeafRow): void {
    this.checked++;
    const epoch = countOf(data['epoch']) ?? 0;
    const place = { index, id };
    if (epoch === this.epoch) this.log.fail('two_sealers', `a second sealer of epoch ${epoch}`, place);
    else if (epoch < this.epoch)
      this.log.observe('late_event', `the sealer of epoch ${epoch} is told of after its successor`, place);
    this.epoch = Math.max(this.epoch, epoch);
  }
}
