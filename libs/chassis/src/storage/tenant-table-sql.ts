/** Migration statements that confine a table to the transaction's tenant, owner included. `nullif`: after a local setting ends, a pooled connection reads '' rather than null. */
export function confineToTenant(table: string): string[] {
  const mine = `tenant = nullif(current_setting('app.tenant', true), '')`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant_isolation on ${table} using (${mine}) with check (${mine})`,
  ];
}

/** As above for tables that a relay, sweep or key look-up must also reach before or across tenants, under the explicit setting '*'. */
export function confineToTenantOrSweep(table: string): string[] {
  const setting = `nullif(current_setting('app.tenant', true), '')`;
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant_isolation on ${table} using (tenant = ${setting} or ${setting} = '*') with check (tenant = ${setting} or ${setting} = '*')`,
  ];
}
