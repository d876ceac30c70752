import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('decide-bench.mjs', import.meta.url));

/** Decisions a second of as many replicas at once: processes of their own that share nothing but the machine. */
export async function throughputOf(replicas, { seconds, rules }) {
  const execArgv = process.execArgv;
  const children = Array.from({ length: replicas }, () =>
    fork(script, ['--replica', '--seconds', seconds, '--rules', rules], { execArgv }),
  );
  await Promise.all(children.map(said));
  for (const child of children) child.send('go');
  const decided = await Promise.all(children.map(said));
  const perSecond = Math.round(decided.reduce((sum, count) => sum + count, 0) / Number(seconds));
  return { replicas, perSecond };
}

function said(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`a replica ended with ${code}`)));
  });
}
