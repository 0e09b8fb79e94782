import { deepEqual } from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { KeptServer } from '../support/server.js';
import { audioFindings, blobFindings, keyFindings, waveformFindings } from './blobs-and-keys.js';
import { contactFindings, itemFindings } from './contacts.js';
import { readKept, type Kept } from './kept.js';
import { logFindings } from './log.js';
import { overFindings } from './over.js';
import { plaintextFindings } from './plaintext.js';
import { playbackFindings } from './playbacks.js';

const SETTLING_MS = 15_000;
const LOOK_EVERY_MS = 100;

/** What is wrong with the custody of everything that `server` keeps, a line a finding; none when all is well. */
export async function custodyFindings(server: KeptServer): Promise<string[]> {
  const kept = await readKept(server);
  try {
    return await findingsOf(server, kept);
  } finally {
    await kept.ring.close();
  }
}

async function findingsOf(server: KeptServer, kept: Kept): Promise<string[]> {
  return [
    ...blobFindings(kept),
    ...keyFindings(kept),
    ...waveformFindings(kept),
    ...(await audioFindings(server, kept)),
    ...(await contactFindings(server, kept)),
    ...(await itemFindings(kept)),
    ...(await playbackFindings(server)),
    ...(await logFindings(server, kept)),
    ...(await overFindings(server, kept)),
    ...(await plaintextFindings(server)),
  ];
}

/** Runs after each scenario. What a request that broke off left behind may still be on its way out for a moment. */
export async function checkCustody(server: KeptServer): Promise<void> {
  const began = performance.now();
  let findings = await custodyFindings(server);
  while (findings.length > 0 && performance.now() - began < SETTLING_MS) {
    await wait(LOOK_EVERY_MS);
    findings = await custodyFindings(server);
  }
  deepEqual(findings, []);
}
