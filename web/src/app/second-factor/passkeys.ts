import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { answer, api } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import type { AskedFactor, NewPasskey, Passkey, PasskeyAssertion } from '../../api/types.js';

/**
 * Lets the person show a passkey.
 * @throws Problem `passkey-cancelled`, `passkey-wrong-address`, `passkey-not-supported`
 */
export async function showPasskey(optionsJSON: AskedFactor['passkey']): Promise<PasskeyAssertion> {
  try {
    const shown = await startAuthentication({ optionsJSON });
    return shown as PasskeyAssertion; // the same form, of which the contract says more closely what may be in it
  } catch (error) {
    throw problemOfBrowser(error);
  }
}

/**
 * Lets the person make a passkey and registers it under `name`.
 * @throws Problem of the server, or as {@link showPasskey}; `passkey-known` for a device that has one already
 */
export async function registerPasskey(name: string): Promise<Passkey> {
  const optionsJSON = await answer(api.POST('/api/v1/me/passkeys/challenges'));
  const passkey = await made(optionsJSON);
  const { challenge } = optionsJSON;
  return answer(api.POST('/api/v1/me/passkeys', { body: { challenge, name, passkey } }));
}

async function made(optionsJSON: Parameters<typeof startRegistration>[0]['optionsJSON']) {
  try {
    return (await startRegistration({ optionsJSON })) as NewPasskey['passkey']; // the same form, see above
  } catch (error) {
    throw problemOfBrowser(error);
  }
}

const CODES: Readonly<Record<string, string>> = {
  InvalidStateError: 'passkey-known',
  NotSupportedError: 'passkey-not-supported',
  SecurityError: 'passkey-wrong-address',
};

/** The browser says by its error's name what went wrong; whatever it does not tell apart counts as broken off. */
function problemOfBrowser(error: unknown): Problem {
  if (!('PublicKeyCredential' in window)) return new Problem(0, 'passkey-not-supported');
  return new Problem(0, (error instanceof Error && CODES[error.name]) || 'passkey-cancelled');
}
