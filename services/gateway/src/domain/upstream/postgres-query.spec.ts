import { describe, expect, it } from '@jest/globals';
import { postgresConnectorSchema, type PostgresConnector } from '@countersign/contracts';
import { postgresQuery } from './postgres-query.js';

const connector = postgresConnectorSchema.parse({
  ...{ kind: 'postgres', host: 'db.example', database: 'shop', statement: '/query/sql', maxRows: 100 },
});
const credential = { issuer: 'secret', scope: ['shop_readonly'], ttlSeconds: 60 };
const values = { query: { sql: 'select 1' } };
const ask = (changes: Partial<PostgresConnector> = {}, more: object = {}) =>
  postgresQuery({ ...connector, ...changes }, { values, credential, maxRows: undefined, ...more });

describe('a call of a database tool', () => {
  it('becomes the statement that an argument carries, as the role of the credential', () => {
    expect(ask()).toMatchObject({
      ok: true,
      value: { statement: 'select 1', user: 'shop_readonly', searchPath: 'public', tls: 'require', maxRows: 100 },
    });
  });

  it('reads no more rows than both the tool and policy allow', () => {
    expect(ask({}, { maxRows: 7 })).toMatchObject({ value: { maxRows: 7 } });
    expect(ask({}, { maxRows: 700 })).toMatchObject({ value: { maxRows: 100 } });
  });

  it.each([
    ['a connector that would write', { readOnly: false }, {}, 'connector_unsupported'],
    ['a tool without a credential', {}, { credential: undefined }, 'connector_unsupported'],
    ['a credential without a role', {}, { credential: { ...credential, scope: [] } }, 'connector_unsupported'],
    ['no statement', {}, { values: { query: {} } }, 'arguments_invalid'],
    ['a statement that is no text', {}, { values: { query: { sql: ['select 1'] } } }, 'arguments_invalid'],
  ])('is refused with %s', (...[, changes, more, reasonCode]) => {
    expect(ask(changes, more)).toMatchObject({ ok: false, refusal: { reasonCode } });
  });
});
