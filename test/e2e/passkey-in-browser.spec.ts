import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { launchChromium } from '../support/browser/chromium.js';
import { addPasskeyDevice, plugIn } from '../support/browser/passkey-device.js';
import { FaultProcess } from '../support/fault-process.js';
import { loggedEvents } from '../support/log.js';
import { describeWith } from '../support/describe-with.js';
import { addPerson } from '../support/people.js';
import { pageOriginOf } from '../support/second-factor.js';
import { startTestServer, type TestServer } from '../support/server.js';

describeWith('chromium', 'the second factor in the built client, by a browser', executablePath => {
  let beside: TestServer;
  let served: FaultProcess;
  let browser: Browser;
  let page: Page;
  let cdp: CDPSession;
  let authenticatorId = '';
  let username = '';
  let recoveryCode = '';

  /** The server of the tests makes the people; the built one, on the same database, serves the client. */
  beforeAll(async () => {
    beside = await startTestServer({ at: new Date(), secondFactor: true });
    ({ username } = await addPerson(beside, { grants: [{ role: 'auditor' }] }));
    served = await FaultProcess.start(beside.env);
    browser = await launchChromium(executablePath);
    const context = await browser.newContext({ locale: 'en', acceptDownloads: true });
    await context.addInitScript(() => {
      localStorage.setItem('tallenne-language', 'en');
    });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    ({ cdp, authenticatorId } = await addPasskeyDevice(page));
    await page.goto(pageOriginOf(served.url));
  });

  afterAll(async () => {
    await browser.close();
    await served.stop();
    await beside.stop();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });

  async function typePassword(): Promise<void> {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(DEMO_PASSWORD);
    await button('Sign in').click();
  }

  async function signOut(): Promise<void> {
    await beside.sql(`update session set ended_at = now(), ended_because = 'signed-out' where ended_at is null`);
    await page.reload();
    await heading('Sign in').waitFor();
  }

  it('is set up before anything else: a passkey, and codes that are shown once', async () => {
    await typePassword();
    await heading('Set up a passkey').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByLabel('Name of the passkey').fill('Testikone');
    await button('Create a passkey').click();
    await heading('Recovery codes').waitFor();
    const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    recoveryCode = codes[0] ?? '';
    await button('I have kept the codes').click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ rpId: 'localhost' }]);
  });

  it('signs in with the password and the passkey', async () => {
    await signOut();
    await typePassword();
    await heading('Confirm with a passkey').waitFor();
    await button('Confirm with a passkey').click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    const [passed] = (await loggedEvents(beside, 'second-factor.passed')).slice(-1);
    expect(passed?.facts).toEqual({ method: 'passkey', for: 'sign-in' });
  });

  it('is asked for once more by an export, which then goes on by itself', async () => {
    await page.goto(`${pageOriginOf(served.url)}/access-log`);
    await heading('Access log').waitFor();
    await beside.sql(`update session set second_factor_at = now() - interval '6 minutes' where ended_at is null`);
    await button('Export to a file').click();
    const download = page.waitForEvent('download');
    await button('Export').click();
    await heading('Confirm that it is you').waitFor();
    await button('Confirm with a passkey').click();
    expect((await download).suggestedFilename()).toMatch(/^audit-events-.*\.ndjson$/);
    expect(await loggedEvents(beside, 'audit.exported')).toHaveLength(1);
  });

  it('does nothing of an export whose confirmation is broken off', async () => {
    await beside.sql(`update session set second_factor_at = now() - interval '6 minutes' where ended_at is null`);
    await page.reload();
    await button('Export to a file').click();
    await button('Export').click();
    await heading('Confirm that it is you').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('This was not done').waitFor();
    expect(await loggedEvents(beside, 'audit.exported')).toHaveLength(1);
  });

  it('signs in with a recovery code when the passkey is lost, and shows on the own page how many are left', async () => {
    await signOut();
    await typePassword();
    await button('Use a recovery code').click();
    await page.getByLabel('Recovery code').fill(recoveryCode.toLowerCase());
    await button('Confirm with the code').click();
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor();
    await page.goto(`${pageOriginOf(served.url)}/me`);
    await page.getByText('You have 9 unused recovery codes.').waitFor();
    await page.getByRole('rowheader', { name: 'Testikone' }).waitFor();
  });

  it('adds, names and removes passkeys on the own page, and keeps the last one', async () => {
    await button('Add a passkey').click();
    // The device has one for this person already, so another one is needed.
    await plugIn(cdp, 'usb');
    await page.getByLabel('Name of the passkey').fill('Varalla');
    await button('Create a passkey').click();
    await button('Rename: Varalla').click();
    await page.getByLabel('Name of the passkey').fill('Kassakaapissa');
    await button('Save').click();
    await page.getByRole('rowheader', { name: 'Kassakaapissa' }).waitFor();
    await button('Remove: Testikone').click();
    await button('Remove').click();
    await page.getByRole('rowheader', { name: 'Testikone' }).waitFor({ state: 'detached' });
    await button('Remove: Kassakaapissa').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('This is your only passkey. Add another one first.').waitFor();
  });
});
