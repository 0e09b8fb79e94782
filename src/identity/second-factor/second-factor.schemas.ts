import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { DEVICE_TYPES } from './passkey.entity.js';

const base64url = (max: number) => z.base64url().min(1).max(max);

const credential = {
  id: base64url(2048),
  rawId: base64url(2048),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(32).optional(),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()).default({}),
};

/** What a browser answers to a request for a passkey, `AuthenticationResponseJSON` of WebAuthn Level 3 §5.1. */
export const assertion = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(4096),
    authenticatorData: base64url(4096),
    signature: base64url(8192),
    userHandle: base64url(256).optional(),
  }),
});
export type Assertion = z.output<typeof assertion>;

/** What a browser answers when it has made a passkey, `RegistrationResponseJSON` of WebAuthn Level 3 §5.1. */
export const attestation = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(4096),
    attestationObject: base64url(65_536),
    authenticatorData: base64url(8192).optional(),
    transports: z.array(z.string().max(32)).max(16).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url(8192).optional(),
  }),
});
export type Attestation = z.output<typeof attestation>;

const challenge = z.string().min(1).max(128);

/** The second factor that is shown in answer to a challenge: a passkey, or a recovery code. */
export const shownFactor = z
  .strictObject({ challenge, passkey: assertion.optional(), code: z.string().min(1).max(64).optional() })
  .refine(({ passkey, code }) => (passkey === undefined) !== (code === undefined), {
    message: 'must hold either passkey or code',
  });
export type ShownFactor = z.output<typeof shownFactor>;

const descriptor = z.strictObject({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** What `navigator.credentials.get` is to be asked, `PublicKeyCredentialRequestOptionsJSON` of WebAuthn Level 3 §5.1. */
export const passkeyRequest = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(descriptor),
});
export type PasskeyRequest = z.infer<typeof passkeyRequest>;

export const FACTOR_METHODS = ['passkey', 'recovery-code'] as const;
export type FactorMethod = (typeof FACTOR_METHODS)[number];

/** What a person is asked to show: the challenge goes back with the answer, whichever way is chosen. */
export const askedFactor = z.strictObject({
  challenge: z.string(),
  methods: z.array(z.enum(FACTOR_METHODS)),
  passkey: passkeyRequest,
});
export type AskedFactor = z.infer<typeof askedFactor>;

/** What `navigator.credentials.create` is to be asked, `PublicKeyCredentialCreationOptionsJSON` of WebAuthn Level 3 §5.1. */
export const passkeyCreation = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(descriptor),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('preferred'),
    userVerification: z.literal('required'),
  }),
});
export type PasskeyCreation = z.infer<typeof passkeyCreation>;

const name = format.line(64);

export const newPasskey = z.strictObject({ challenge, name, passkey: attestation });
export type NewPasskey = z.output<typeof newPasskey>;

export const passkeyName = z.strictObject({ name });
export type PasskeyName = z.output<typeof passkeyName>;

/** `backedUp`: copied between the person's devices by their maker. */
export const passkeyView = z.strictObject({
  id: format.id,
  name: z.string(),
  deviceType: z.enum(DEVICE_TYPES),
  backedUp: z.boolean(),
  createdAt: format.instantOut,
  lastUsedAt: format.instantOut.nullable(),
});
export type PasskeyView = z.infer<typeof passkeyView>;

export const passkeyList = z.strictObject({ items: z.array(passkeyView), nextCursor: z.null() });
export type PasskeyList = z.infer<typeof passkeyList>;

/** How many of the codes that were made at `createdAt` are unused; null where none were made. */
export const recoveryCodesState = z.strictObject({
  remaining: z.int(),
  createdAt: format.instantOut.nullable(),
});
export type RecoveryCodesState = z.infer<typeof recoveryCodesState>;

/** Shown this once: only hashes are kept. */
export const recoveryCodeList = z.strictObject({ codes: z.array(z.string()) });
export type RecoveryCodeList = z.infer<typeof recoveryCodeList>;
