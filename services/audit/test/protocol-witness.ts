import {
  createCosigner,
  createNoteSigner,
  createNoteVerifier,
  generateNoteKey,
  judgeCheckpoint,
  originOf,
  type NoteVerifier,
  type WitnessedHead,
} from '@countersign/evidence';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProtocolWitness {
  vkey: string;
  url: string;
  close(): Promise<void>;
}

/** Witnesses every log under this key file, by the protocol, as somebody else's server would. */
export async function startWitness(signingKeyFile: string, prefix: string): Promise<ProtocolWitness> {
  const privateKey = createPrivateKey(readFileSync(signingKeyFile));
  const cosigner = createCosigner(generateNoteKey('witness.example'));
  const latest = new Map<string, WitnessedHead>();
  const knownLogs = (origin: string): Map<string, NoteVerifier> => {
    const created = createNoteVerifier(createNoteSigner({ name: origin, privateKey }).vkey);
    return new Map(created.ok && origin.startsWith(prefix) ? [[origin, created.verifier]] : []);
  };
  const answer = (body: string): [number, string] => {
    const logs = knownLogs(originOf(body) ?? 'nobody');
    const judged = judgeCheckpoint(body, { logs, latest: (origin) => latest.get(origin) });
    if (judged.status === 409) return [409, `${judged.size}\n`];
    if (judged.status !== 200) return [judged.status, judged.reason];
    latest.set(judged.checkpoint.origin, judged.checkpoint);
    return [200, cosigner.cosign(judged.text, Math.floor(Date.now() / 1000))];
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const [status, text] = answer(body);
      response.writeHead(status, { connection: 'close' }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    vkey: cosigner.vkey,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
