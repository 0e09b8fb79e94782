import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Assertion, Attestation } from '../../src/identity/second-factor/second-factor.schemas.js';

/** What a browser is asked for, as far as an authenticator looks at it. */
interface Asked {
  readonly challenge: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
  readonly user?: { readonly id: string };
}

/** What an answer says otherwise than it should. */
export interface Tampering {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** A browser with a passkey in it, made of node:crypto: ES256, attestation `none` (WebAuthn Level 3 §6). */
export class SoftwareAuthenticator {
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly credentialId = randomBytes(16).toString('base64url');
  counter = 0;
  #userHandle: string | undefined;

  constructor(
    public origin: string,
    readonly rpId = 'localhost',
  ) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#publicKey = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
  }

  /** What `navigator.credentials.create` gives. */
  create(asked: Asked, tampering: Tampering = {}): Attestation {
    this.#userHandle = asked.user?.id;
    const authData = Buffer.concat([this.#head(HAS_CREDENTIAL, tampering), this.#attested()]);
    const response = {
      clientDataJSON: this.#clientData('webauthn.create', asked, tampering).toString('base64url'),
      attestationObject: attestationObject(authData).toString('base64url'),
      transports: ['internal'],
    };
    return { ...this.#credential(), response };
  }

  /** What `navigator.credentials.get` gives. */
  get(asked: Asked, tampering: Tampering = {}): Assertion {
    this.counter += 1;
    const authData = this.#head(0, tampering);
    const clientData = this.#clientData('webauthn.get', asked, tampering);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    const userHandle = tampering.userHandle ?? this.#userHandle;
    const response = {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#key).toString('base64url'),
      ...(userHandle === undefined ? {} : { userHandle }),
    };
    return { ...this.#credential(), response };
  }

  #credential() {
    const { credentialId: id } = this;
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  }

  #head(more: number, { rpId = this.rpId, userVerified = true, counter = this.counter }: Tampering): Buffer {
    const flags = USER_PRESENT | (userVerified ? USER_VERIFIED : 0) | more;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
  }

  #attested(): Buffer {
    const id = Buffer.from(this.credentialId, 'base64url');
    return Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, this.#publicKey]);
  }

  #clientData(type: string, asked: Asked, { origin = this.origin, challenge = asked.challenge }: Tampering): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }
}

/** CBOR of `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`: EC2, ES256, P-256 (RFC 9053 §7.1.1). */
function coseKey(x: Buffer, y: Buffer): Buffer {
  const bytes32 = [0x58, 0x20];
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, ...bytes32]),
    x,
    Buffer.from([0x22, ...bytes32]),
    y,
  ]);
}

/** CBOR of `{"fmt": "none", "attStmt": {}, "authData": bytes}`. */
function attestationObject(authData: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(authData.length);
  const head = [Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')];
  return Buffer.concat([...head, Buffer.from([0x59]), length, authData]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)]);
}
