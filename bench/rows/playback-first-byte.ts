import type { Operation } from '../harness/measure.js';
import { grant, listening, plainFirstByte, range, rawInsert } from './playback.js';
import type { Row } from './row.js';

const MEBIBYTE = 1024 * 1024;
const ASKED_BYTES = 64 * 1024;
const RECORDINGS = 64;

/** The whole way to the first byte: purpose stated and granted, then the audio asked for. */
export const playbackFirstByte: Row = {
  name: 'playback-first-byte',
  prepare: async site => {
    const at = await listening(site, RECORDINGS, MEBIBYTE);
    const operation: Operation = async () => {
      const startedAtMs = performance.now();
      const path = await grant(at.listener, at.nextId());
      const askedAfterMs = performance.now() - startedAtMs;
      const { firstByteMs } = await at.listener.send({ method: 'GET', path, headers: range(0, ASKED_BYTES) }, 206);
      return askedAfterMs + firstByteMs;
    };
    return {
      name: 'playback-first-byte',
      what: 'POST of a playback and GET of its first 64 KiB until their first byte: two requests, against one plain range answer and one insert',
      goal: { kind: 'time-at-most', ratio: 1.5 },
      by: 'latency',
      atOnce: 1,
      ours: { name: 'Tallenne', operation },
      baseline: [plainFirstByte(at, 0, ASKED_BYTES), await rawInsert(site)],
    };
  },
};

/** A seek into an extent that nobody has asked for: session, rule, event commit and decryption in one request. */
export const playbackNewExtent: Row = {
  name: 'playback-new-extent',
  prepare: async site => {
    const at = await listening(site, RECORDINGS / 4, 2 * MEBIBYTE);
    const operation: Operation = async () => {
      const path = await grant(at.listener, at.nextId());
      const headers = range(MEBIBYTE, ASKED_BYTES);
      return (await at.listener.send({ method: 'GET', path, headers }, 206)).firstByteMs;
    };
    return {
      name: 'playback-new-extent',
      what: 'GET of 64 KiB of an extent that is not reserved yet, until the first byte: session, rule, event commit and decryption in one request',
      goal: null,
      by: 'latency',
      atOnce: 1,
      ours: { name: 'Tallenne', operation },
      baseline: [plainFirstByte(at, MEBIBYTE, ASKED_BYTES), await rawInsert(site)],
    };
  },
};

/** What each further range of a granted playback takes, where no event is due. */
export const playbackGranted: Row = {
  name: 'playback-granted-first-byte',
  prepare: async site => {
    const at = await listening(site, 1, MEBIBYTE);
    const path = await grant(at.listener, at.nextId());
    const operation: Operation = async () => {
      const headers = range(0, ASKED_BYTES);
      return (await at.listener.send({ method: 'GET', path, headers }, 206)).firstByteMs;
    };
    return {
      name: 'playback-granted-first-byte',
      what: 'GET of the first 64 KiB of a playback that is granted already, until the first byte, against a plain range answer',
      goal: null,
      by: 'latency',
      atOnce: 1,
      ours: { name: 'Tallenne', operation },
      baseline: [plainFirstByte(at, 0, ASKED_BYTES)],
    };
  },
};
