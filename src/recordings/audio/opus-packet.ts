import { headerLies } from './audio-refusals.js';

/** No packet lasts longer than 120 ms (RFC 6716 §3.2). */
const MOST_SAMPLES = 5760;

/** How many samples at 48 kHz a packet holds, by its first two bytes (RFC 6716 §3.1). @throws DomainError `audio-header-lies` */
export function opusSamples(packet: Buffer): number {
  if (packet.length === 0) throw headerLies();
  const toc = packet.readUInt8(0);
  const samples = FRAME_SAMPLES[toc >> 3] ?? 0;
  const total = samples * framesOf(toc & 3, packet);
  if (total === 0 || total > MOST_SAMPLES) throw headerLies();
  return total;
}

function framesOf(code: number, packet: Buffer): number {
  if (code < 3) return code === 0 ? 1 : 2;
  return packet.length < 2 ? 0 : packet.readUInt8(1) & 0x3f;
}

const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960];
const CELT = [120, 240, 480, 960];
const FRAME_SAMPLES = [...SILK, ...SILK, ...SILK, ...HYBRID, ...HYBRID, ...CELT, ...CELT, ...CELT, ...CELT];
