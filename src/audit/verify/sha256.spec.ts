import { describe, expect, it } from '@jest/globals';
import { base64Of, EMPTY_TREE, hashIn, hashOfLeaf, hashOfNode } from './sha256.js';

/** Of transparency-dev/merkle, testonly/constants.go: the leaves 0x (empty) and 0x00, and the node over them. */
const EMPTY_LEAF = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
const ZERO_LEAF = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const NODE = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';

const hex = (hash: string) => Buffer.from(hash, 'latin1').toString('hex');
const unhex = (text: string) => hashIn(Buffer.from(text, 'hex'));

describe('the hashes of the verifier', () => {
  it('are those of Certificate Transparency', () => {
    expect(hex(EMPTY_TREE)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(hashOfLeaf(Buffer.from('ff', 'hex'), 1, 1))).toBe(EMPTY_LEAF);
    expect(hex(hashOfLeaf(Buffer.from('ff00', 'hex'), 1, 2))).toBe(ZERO_LEAF);
    expect(hex(hashOfNode(unhex(EMPTY_LEAF), unhex(ZERO_LEAF)))).toBe(NODE);
  });

  it('of a leaf are made of its bytes alone, wherever it stands', () => {
    expect(hex(hashOfLeaf(Buffer.from('aabbcc00dd', 'hex'), 3, 4))).toBe(ZERO_LEAF);
  });

  it('of a node take left for left and right for right', () => {
    expect(hex(hashOfNode(unhex(ZERO_LEAF), unhex(EMPTY_LEAF)))).not.toBe(NODE);
  });

  it('read from bytes are equal to no hash of another length', () => {
    const bytes = Buffer.from(NODE, 'hex');

    expect(hashIn(bytes)).toBe(unhex(NODE));
    expect(hashIn(Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(3)]), 3, 35)).toBe(unhex(NODE));
    expect(hashIn(bytes, 0, 31)).not.toBe(unhex(NODE));
    expect(hashIn(bytes, 31)).toHaveLength(1);
  });

  it('are written as checkpoints write them', () => {
    expect(base64Of(EMPTY_TREE)).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });
});
