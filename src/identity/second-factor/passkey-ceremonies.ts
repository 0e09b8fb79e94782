import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { idBytes } from '../../kernel/ids.js';
import { CHALLENGE_MS } from './challenges.js';
import type { Passkey } from './passkey.entity.js';
import type { RelyingParty } from './relying-party.js';
import type { Assertion, Attestation, PasskeyCreation, PasskeyRequest } from './second-factor.schemas.js';

/** EdDSA, ES256 and RS256 of the IANA registry of COSE algorithms: one of them every authenticator has. */
const ALGORITHMS = [-8, -7, -257];

type Known = Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'staffId'>;

/** What a ceremony is held for: the challenge is what it was begun with, base64url. */
export interface Ceremony {
  readonly challenge: string;
  readonly party: RelyingParty;
}

/** What the browser is asked for, so that one of `passkeys` is shown. */
export async function requestFor(ceremony: Ceremony, passkeys: readonly Known[]): Promise<PasskeyRequest> {
  const options = await generateAuthenticationOptions({
    rpID: ceremony.party.id,
    challenge: bytesOf(ceremony.challenge),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    allowCredentials: passkeys.map(descriptorOf),
  });
  const { challenge, timeout = CHALLENGE_MS } = options;
  const allowCredentials = passkeys.map(passkey => ({ ...descriptorOf(passkey), type: 'public-key' as const }));
  return { challenge, rpId: ceremony.party.id, timeout, userVerification: 'required', allowCredentials };
}

/** What the browser is asked for, so that it makes a passkey for a person who has `passkeys` already. */
export async function creationFor(
  ceremony: Ceremony,
  person: { readonly id: string; readonly username: string; readonly displayName: string },
  passkeys: readonly Known[],
): Promise<PasskeyCreation> {
  const { party } = ceremony;
  const { challenge, user, pubKeyCredParams } = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: Uint8Array.from(idBytes(person.id)),
    userName: person.username,
    userDisplayName: person.displayName,
    challenge: bytesOf(ceremony.challenge),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return {
    challenge,
    rp: { id: party.id, name: party.name },
    user,
    pubKeyCredParams: pubKeyCredParams.map(({ alg }) => ({ type: 'public-key', alg })),
    timeout: CHALLENGE_MS,
    attestation: 'none',
    excludeCredentials: passkeys.map(passkey => ({ ...descriptorOf(passkey), type: 'public-key' })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  };
}

/** What a verified passkey said of itself. */
export interface ShownPasskey {
  readonly counter: number;
  readonly backedUp: boolean;
}

/**
 * Whether the answer was made for this ceremony, at our origin, by `passkey`, after its person was verified (WebAuthn Level 3
 * §7.2). The caller compares the counter.
 */
export async function verifyShown(
  ceremony: Ceremony,
  answer: Assertion,
  passkey: Known,
): Promise<ShownPasskey | 'not-verified'> {
  const { credentialId: id, publicKey } = passkey;
  if (answer.id !== id || !isHandleOf(answer.response.userHandle, passkey.staffId)) return 'not-verified';
  const verified = await orNothing(() =>
    verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON, // its optional fields may not be undefined, which the library never asks
      ...expectedOf(ceremony),
      credential: { id, publicKey: Uint8Array.from(publicKey), counter: 0 },
    }),
  );
  if (!verified?.verified || !verified.authenticationInfo.userVerified) return 'not-verified';
  const { newCounter: counter, credentialBackedUp: backedUp } = verified.authenticationInfo;
  return { counter, backedUp };
}

/**
 * Whether a passkey answered with a count of signatures that it has had before: then there are two of it (WebAuthn Level 3
 * §7.2 step 22). Authenticators that do not count say 0 always.
 */
export function wentBack(known: number, shown: number): boolean {
  return (known > 0 || shown > 0) && shown <= known;
}

/** What is kept of a passkey that was made for this ceremony. */
export type MadePasskey = Pick<
  Passkey,
  'credentialId' | 'publicKey' | 'counter' | 'transports' | 'deviceType' | 'backedUp'
>;

/** The passkey that the answer tells of, after the checks of WebAuthn Level 3 §7.1; who made the device is not asked. */
export async function verifyMade(ceremony: Ceremony, answer: Attestation): Promise<MadePasskey | 'not-verified'> {
  const made = await orNothing(() =>
    verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON, // its optional fields may not be undefined, which the library never asks
      ...expectedOf(ceremony),
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!made?.verified || !made.registrationInfo.userVerified) return 'not-verified';
  const { credential, credentialDeviceType: deviceType, credentialBackedUp: backedUp } = made.registrationInfo;
  const { id: credentialId, publicKey, counter } = credential;
  const transports = answer.response.transports ?? [];
  return { credentialId, publicKey: Buffer.from(publicKey), counter, transports, deviceType, backedUp };
}

function expectedOf({ challenge, party }: Ceremony) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  };
}

/** The library throws for whatever does not fit, and so does what it decodes; its messages repeat values. */
async function orNothing<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

function isHandleOf(userHandle: string | undefined, staffId: string): boolean {
  return userHandle === undefined || userHandle === idBytes(staffId).toString('base64url');
}

function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(challenge, 'base64url'));
}

function descriptorOf({ credentialId: id, transports }: Known) {
  return { id, transports: [...transports] };
}
