import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/**
 * Cobblestone-256 a second time, from the text of c2sp.org/chunked-encryption and with nothing of the product's code:
 * whole messages in memory, one chunk after the other, arithmetic on big integers. For the tests alone.
 */
export function referenceEncrypt(inputKey: Buffer, salt: Buffer, context: Buffer, message: Buffer): Buffer {
  const { key, baseNonce, commitment } = derive(inputKey, salt, context);
  const chunks: Buffer[] = [];
  for (let at = 0; ; at += 16_384) {
    const chunk = message.subarray(at, at + 16_384);
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(baseNonce, chunks.length));
    chunks.push(Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]));
    if (chunk.length < 16_384) return Buffer.concat([salt, commitment, ...chunks]);
  }
}

/** The message, or an error for anything that the specification says to refuse. */
export function referenceDecrypt(inputKey: Buffer, context: Buffer, encrypted: Buffer): Buffer {
  if (inputKey.length !== 32) throw new Error('key size');
  if (encrypted.length < 56) throw new Error('no header');
  const { key, baseNonce, commitment } = derive(inputKey, encrypted.subarray(0, 24), context);
  if (!commitment.equals(encrypted.subarray(24, 56))) throw new Error('commitment');
  const message: Buffer[] = [];
  for (let rest = encrypted.subarray(56); ; rest = rest.subarray(16_400)) {
    const chunk = rest.subarray(0, 16_400);
    if (chunk.length < 16) throw new Error('truncated');
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(baseNonce, message.length), { authTagLength: 16 });
    decipher.setAuthTag(chunk.subarray(chunk.length - 16));
    message.push(Buffer.concat([decipher.update(chunk.subarray(0, chunk.length - 16)), decipher.final()]));
    if (chunk.length < 16_400) return Buffer.concat(message);
  }
}

function derive(
  inputKey: Buffer,
  salt: Buffer,
  context: Buffer,
): { key: Buffer; baseNonce: Buffer; commitment: Buffer } {
  const aead = Buffer.from('AEAD_AES_256_GCM', 'ascii');
  const prefix = Buffer.from('c2sp.org/chunked-encryption@v1+', 'ascii');
  const output = hkdfExpand(inputKey, Buffer.concat([prefix, aead, Buffer.from([0]), salt, context]), 32 + 12 + 32);
  return { key: output.subarray(0, 32), baseNonce: output.subarray(32, 44), commitment: output.subarray(44, 76) };
}

/** RFC 5869 §2.3, for any length. */
function hkdfExpand(prk: Buffer, info: Buffer, length: number): Buffer {
  let block = Buffer.alloc(0);
  let output = Buffer.alloc(0);
  for (let counter = 1; output.length < length; counter += 1) {
    const input = Buffer.concat([block, info, Buffer.from([counter])]);
    block = Buffer.from(createHmac('sha512', prk).update(input).digest());
    output = Buffer.concat([output, block]);
  }
  return output.subarray(0, length);
}

function nonceOf(baseNonce: Buffer, chunk: number): Buffer {
  const value = BigInt(`0x${baseNonce.toString('hex')}`) ^ BigInt(chunk);
  return Buffer.from(value.toString(16).padStart(24, '0'), 'hex');
}
