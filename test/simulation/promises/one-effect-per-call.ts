import type { History } from '../history/history.js';
import { leavesOf } from '../history/record-index.js';

/** Promise 5: a call has at most one effect, and whoever declared an intent says once what became of it. */
export function oneEffectPerCall(history: History): string[] {
  const { record, effects } = history;
  const calls = new Set([
    ...effects.map(({ callId }) => callId),
    ...record.of('ToolCallProposed').map(({ subject }) => subject),
    ...record.of('ToolCallStarted').map(({ subject }) => subject),
  ]);
  return [...[...calls].flatMap((callId) => check(history, callId)), ...doneTwice(history)];
}

function check({ record, effects }: History, callId: string): string[] {
  const sealed = record.about(callId);
  const count = effects.filter((effect) => effect.callId === callId).length;
  const started = leavesOf(sealed, 'ToolCallStarted').length;
  const failed = leavesOf(sealed, 'ToolCallFailed');
  const succeeded = leavesOf(sealed, 'ToolCallSucceeded').length;
  const unknown = leavesOf(sealed, 'ToolCallOutcomeUnknown').length;
  const released = leavesOf(sealed, 'ToolCallReleased').length;
  const ends = failed.length + succeeded + unknown + released;
  const faults = [
    count > 1 ? `had ${count} effects` : '',
    count > started ? 'had an effect without an intent' : '',
    ends > 1 ? `ended ${ends} times` : '',
    started > 0 && ends !== 1 ? 'declared its intent and never said what became of it' : '',
    succeeded > 0 && count === 0 ? 'is said to have succeeded, and had no effect' : '',
    failed.some(({ data }) => !data.started) && count > 0 ? 'is said not to have started, and had an effect' : '',
  ];
  return faults.filter((fault) => fault !== '').map((fault) => `${callId} ${fault}`);
}

/** An agent that asks again under the same key gets the same call, so an errand is done once. */
function doneTwice({ asked, effects, record }: History): string[] {
  return asked
    .filter((wish) => wish.once)
    .flatMap(({ tool, argumentsDigest }) => {
      const calls = record
        .of('ToolCallProposed')
        .filter(({ data }) => data.tool === tool && data.argumentsDigest === argumentsDigest);
      const ids = calls.map(({ subject }) => subject);
      const count = effects.filter(({ callId }) => ids.includes(callId)).length;
      return count > 1 ? [`${tool} ${argumentsDigest} was asked for once and done ${count} times`] : [];
    });
}
