import { exactText } from '../../words/argument.js';
import type { ParsedArguments, SubcommandTable } from '../command-table.js';
import { effectKinds } from '../effect-notation.js';

/** A name with a colon is not a file but an object of a store, which a plug-in would load. */
function storeRefusal({ options }: ParsedArguments): string | undefined {
  const inputs = options.filter(({ name }) => name === '-in');
  return inputs.every(({ value }) => /^[^:]+$/.test(exactText(value) ?? ':'))
    ? undefined
    : 'The certificate may not be a file.';
}

const INFORM = '-in@ -inform: -noout -text -pubkey -modulus';

/** Looking at certificates. Key material, engines and other sub-commands are refused. */
export const openssl: SubcommandTable = {
  subcommands: {
    x509: {
      options: `${INFORM} -subject -issuer -dates -startdate -enddate -serial -fingerprint -sha256 -sha1 -hash -ext: -checkend: -purpose -email -nameopt:`,
      wordOptions: true,
      operands: 'none',
      check: storeRefusal,
    },
    req: {
      options: `${INFORM} -subject -verify`,
      wordOptions: true,
      operands: 'none',
      requires: ['-noout'],
      check: storeRefusal,
    },
    version: { options: '-a -v -d', wordOptions: true, operands: 'none' },
  },
  others: effectKinds(
    's_client=network s_server=network enc=write genrsa=write genpkey=write rsa=write ca=grant pkcs12=write dgst=read rand=write',
  ),
};
