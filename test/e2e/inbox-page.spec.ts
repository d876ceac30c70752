import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { applyWithDemo } from './apply-governance.js';
import { agentOf, personOf, pullRequest, until } from './callers.js';
import { startProduct, type Product } from './product.js';

const executablePath = [process.env['CHROMIUM_BIN'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
const withBrowser = executablePath ? describe : describe.skip;
if (!executablePath)
  process.stderr.write('The inbox page is not tested here: no Chromium found. Install one or set CHROMIUM_BIN.\n');

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Other processes may take the machine for a while. */
const patienceMs = 150_000;
const profile = mkdtempSync(join(tmpdir(), 'countersign-browser-'));
let product: Product;
let context: BrowserContext;

withBrowser('the inbox page', () => {
  beforeAll(async () => {
    product = await startProduct({ portBase: 23_600 });
    context = await chromium.launchPersistentContext(profile, {
      executablePath: executablePath ?? '',
      headless: true,
      args: quiet,
      timeout: patienceMs,
    });
    context.setDefaultTimeout(patienceMs);
  });

  afterAll(async () => {
    await context?.close();
    await product?.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  const pageAt = async (path: string) => {
    const page = await context.newPage();
    await page.goto(`${product.dev.consoleUrl}${path}`);
    return page;
  };

  async function held(title: string) {
    const { body } = await agentOf(product.dev).call('github.open_pull_request', { ...pullRequest, title });
    const admin = personOf(product.dev, product.dev.adminToken);
    await until('the approval', async () => (await admin.get(`/approvals/${body.approval_id}`)).status === 200);
    return body;
  }

  it('signs in by the one-time link, once', async () => {
    const link = /\/sign-in\?code=\S+/.exec(product.output())?.[0] ?? '';
    const page = await pageAt(link);
    await page.getByRole('tab', { name: 'Inbox' }).waitFor();
    const again = await pageAt(link);
    await again.getByText('used before').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Your token').waitFor();
  });

  it('shows an approver the exact action and decides it', async () => {
    const call = await held('Restore the pool <b>now</b>\u202e');
    const page = await pageAt(`/approvals/${call.approval_id}`);
    await page.getByLabel('Your token').fill(product.dev.approvers[0]?.token ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const shown = page.getByTestId('arguments');
    await shown.waitFor();
    expect(await shown.textContent()).toContain('Restore the pool <b>now</b>\\u202e');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByTestId('status').filter({ hasText: 'granted' }).waitFor();
    expect((await agentOf(product.dev).outcome(call.id)).body.status).toBe('succeeded');
  });

  it('needs a reason to reject', async () => {
    const call = await held('Something else');
    const page = await pageAt(`/approvals/${call.approval_id}`);
    const reject = page.getByRole('button', { name: 'Reject' });
    await reject.waitFor();
    expect(await reject.isDisabled()).toBe(true);
    await page.getByLabel('Reason').fill('not during the freeze');
    await reject.click();
    await page.getByTestId('status').filter({ hasText: 'rejected' }).waitFor();
    expect((await agentOf(product.dev).outcome(call.id)).body.status).toBe('rejected');
  });

  it('keeps showing the call that somebody reads while others come in', async () => {
    const first = await held('The one that is read');
    const page = await pageAt('/');
    const shown = page.getByTestId('arguments');
    await shown.filter({ hasText: 'The one that is read' }).waitFor();
    const calls = page.getByRole('navigation', { name: 'calls' }).getByRole('button');
    const before = await calls.count();
    await held('The one that comes in');
    await until('the other call', async () => (await calls.count()) > before);
    expect(await shown.textContent()).toContain('The one that is read');
    await calls.first().click();
    await shown.filter({ hasText: 'The one that comes in' }).waitFor();
    expect(page.url()).toMatch(/\/approvals\/apr_/);
    expect(page.url()).not.toContain(first.approval_id);
  });

  it('shows the record with its newest checkpoint, and no script of the page breaks', async () => {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(product.dev.consoleUrl);
    await page.getByRole('tab', { name: 'Record' }).click();
    await page.getByText('countersign.local/demo').first().waitFor();
    await page.getByRole('cell', { name: 'ToolCallDecided' }).first().waitFor();
    expect(errors).toEqual([]);
  });

  it('shows what budgets have left, in a table that says what its cells are', async () => {
    const budget = `{ kind: Budget, name: page-budget, agents: ['nobody-*'], currency: USD, limit: '25.00', period: day }`;
    await applyWithDemo(product.dev, budget);
    const page = await pageAt('/');
    await page.getByRole('tab', { name: 'Budgets' }).click();
    await page.getByRole('rowheader', { name: 'page-budget' }).waitFor();
    await page.getByRole('columnheader', { name: 'Limit' }).waitFor();
    await page.getByRole('cell', { name: '25.00 USD' }).waitFor();
    await page.getByRole('cell', { name: '0 %' }).waitFor();
  });
});
