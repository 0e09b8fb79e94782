import type { CDPSession, Page } from 'playwright-core';

/** What Chromium takes for an authenticator whose person is always there (CDP domain WebAuthn). */
const PERSON_IS_THERE = {
  protocol: 'ctap2',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** An authenticator of a page, and the session in which it can be asked. */
export interface PasskeyDevice {
  readonly cdp: CDPSession;
  readonly authenticatorId: string;
}

/** Gives a page the device's own authenticator: passkeys are made and shown without a word. */
export async function addPasskeyDevice(page: Page): Promise<PasskeyDevice> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  return { cdp, authenticatorId: await plugIn(cdp, 'internal') };
}

/** Plugs in a second one, such as a security key. */
export async function plugIn(cdp: CDPSession, transport: 'internal' | 'usb'): Promise<string> {
  const options = { ...PERSON_IS_THERE, transport };
  return (await cdp.send('WebAuthn.addVirtualAuthenticator', { options })).authenticatorId;
}
