/** Migration statements that confine a table to the transaction's tenant, owner included. `nullif`: after a local setting ends, a pooled connection reads '' rather than null. */
export function confineToTenant(table: string): string[] {
  const mine = `tenant = nullif(current_setting('app.tenant', true), '')`;
  return [`alter table ${table} enable row level security`, `alter table ${table} force row level security`, `create policy tenant_isolation on ${table} using (${mine}) with check (${mine})`];
}

/** As above for an outbox, which the relay reads across tenants. */
export function confineOutbox(table: string): string[] {
  const setting = `nullif(current_setting('app.tenant', true), '')`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant_isolation on ${table} using (tenant = ${setting} or ${setting} = '*') with check (tenant = ${setting} or ${setting} = '*')`,
  ];
}
