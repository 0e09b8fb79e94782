import { describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay } from '../../kernel/calendar.js';
import { parsePersonalIdentityCode } from '../../kernel/personal-identity-code.js';
import { loadDialogues, renderWav, SAMPLE_RATE, type Dialogue } from './dialogues.js';
import { decodeG711 } from './g711.js';

const dialogues = await loadDialogues();
const G711_HEADER_BYTES = 58;

function channel(file: Buffer, which: 0 | 1): Int16Array {
  return decodeG711(file.subarray(G711_HEADER_BYTES), 'alaw').filter((_, index) => index % 2 === which);
}

function rms(pcm: Int16Array, fromMs: number, toMs: number): number {
  const part = pcm.subarray(fromMs * 8, toMs * 8);
  return Math.sqrt(part.reduce((sum, sample) => sum + sample ** 2, 0) / part.length);
}

function dialogue(id: string): Dialogue {
  const found = dialogues.find(one => one.id === id);
  if (!found) throw new Error(`no dialogue ${id}`);
  return found;
}

describe('the dialogues of the demo', () => {
  it('are enough in both languages, each 20 to 60 whole seconds long', () => {
    expect(dialogues.filter(({ language }) => language === 'fi').length).toBeGreaterThanOrEqual(8);
    expect(dialogues.filter(({ language }) => language === 'en').length).toBeGreaterThanOrEqual(4);
    for (const { durationMs } of dialogues) {
      expect(durationMs % 1000).toBe(0);
      expect(durationMs).toBeGreaterThanOrEqual(20_000);
      expect(durationMs).toBeLessThanOrEqual(60_000);
    }
  });

  it('take at most 3 MB of the repository', () => {
    const root = join(import.meta.dirname, '../../../demo');
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(3_000_000);
  });

  it('let one person speak at a time', () => {
    for (const { turns, durationMs } of dialogues) {
      const borders = turns.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
      expect(borders).toEqual(borders.toSorted((one, other) => one - other));
      expect(borders.at(-1)).toBeLessThan(durationMs);
    }
  });

  it('are spoken by two different voices at a telephone level, without clipping', () => {
    for (const { agent, caller, turns, audio } of dialogues) {
      expect(agent.voice).not.toBe(caller.voice);
      const levels = turns.filter(({ text }) => !text.startsWith('(')).map(turn => rms(audio, turn.fromMs, turn.toMs));
      expect(Math.min(...levels)).toBeGreaterThan(0.04 * 32768);
      expect(Math.max(...levels)).toBeLessThan(0.13 * 32768);
      expect(audio.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.75 * 32768);
    }
  });

  it('name artificial identity codes only, those that are heard', () => {
    const spoken = dialogues.filter(({ patient }) => patient !== undefined);
    expect(spoken.length).toBeGreaterThanOrEqual(2);
    for (const { patient, turns } of spoken) {
      const code = patient?.personalIdentityCode ?? '';
      expect(parsePersonalIdentityCode(code, parseDay('2026-11-24'))).toMatchObject({ valid: true, artificial: true });
      expect(turns.some(({ text }) => text.includes(code))).toBe(true);
    }
  });

  it('go on with the same caller and another agent after a transfer', () => {
    const transfers = dialogues.filter(({ transfersTo }) => transfersTo !== undefined);
    expect(transfers.length).toBeGreaterThan(0);
    for (const first of transfers) {
      const second = dialogue(first.transfersTo ?? '');
      expect(second.caller.voice).toBe(first.caller.voice);
      expect(second.agent.voice).not.toBe(first.agent.voice);
      expect(second.caller.organisations).toEqual(expect.arrayContaining([...first.caller.organisations]));
    }
  });
});

describe('renderWav', () => {
  const salasana = dialogue('fi-salasana');

  it('puts the agent left and the caller right', () => {
    const file = renderWav(salasana, { format: 'alaw', channels: 2 });
    const [agentTurn, callerTurn] = salasana.turns;
    if (!agentTurn || !callerTurn) throw new Error('no turns');
    const [left, right] = [channel(file, 0), channel(file, 1)];
    expect(rms(left, agentTurn.fromMs, agentTurn.toMs)).toBeGreaterThan(1500);
    expect(rms(right, agentTurn.fromMs, agentTurn.toMs)).toBeLessThan(100);
    expect(rms(right, callerTurn.fromMs, callerTurn.toMs)).toBeGreaterThan(1500);
    expect(rms(left, callerTurn.fromMs, callerTurn.toMs)).toBeLessThan(100);
  });

  it('mixes both into one channel', () => {
    const file = renderWav(salasana, { format: 'alaw', channels: 1 });
    const mono = decodeG711(file.subarray(G711_HEADER_BYTES), 'alaw');
    for (const turn of salasana.turns) expect(rms(mono, turn.fromMs, turn.toMs)).toBeGreaterThan(1000);
  });

  it('has exactly the samples of the wanted part in every format', () => {
    const size = { alaw: 1, ulaw: 1, pcm16: 2 };
    for (const format of ['alaw', 'ulaw', 'pcm16'] as const)
      for (const channels of [1, 2] as const) {
        const file = renderWav(salasana, { format, channels, fromMs: 2000, lengthMs: 5000 });
        const header = format === 'pcm16' ? 44 : G711_HEADER_BYTES;
        expect(file.length - header).toBe(5 * SAMPLE_RATE * channels * size[format]);
        expect(file.readUInt32LE(4)).toBe(file.length - 8);
      }
  });

  it('cuts a part out of the whole', () => {
    const [first] = salasana.turns;
    if (!first) throw new Error('no turns');
    const part = renderWav(salasana, { format: 'alaw', channels: 2, fromMs: first.fromMs, lengthMs: 1000 });
    expect(rms(channel(part, 0), 0, 1000)).toBeCloseTo(rms(salasana.audio, first.fromMs, first.fromMs + 1000), -2);
  });

  it('is repeatable, with other line noise for another seed', () => {
    const file = (seed: number) => renderWav(salasana, { format: 'alaw', channels: 2, seed });
    expect(file(1).equals(file(1))).toBe(true);
    for (const which of [0, 1] as const) expect(channel(file(1), which)).not.toEqual(channel(file(2), which));
  });

  it('refuses a part that the dialogue does not have', () => {
    const rendering = { format: 'alaw', channels: 2 } as const;
    expect(() => renderWav(salasana, { ...rendering, fromMs: -1 })).toThrow(RangeError);
    expect(() => renderWav(salasana, { ...rendering, fromMs: salasana.durationMs })).toThrow(RangeError);
    expect(() => renderWav(salasana, { ...rendering, lengthMs: salasana.durationMs + 1 })).toThrow(RangeError);
  });
});
