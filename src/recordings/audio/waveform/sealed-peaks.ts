import type { DataKey } from '../../../platform/crypto/data-key.js';
import { openField, sealField } from '../../../platform/crypto/field-cipher.js';
import type { Waveform } from '../waveform.js';
import { peaksByChannel } from './peaks-by-channel.js';

/** The peaks of a waveform under its unit's key. */
export function sealPeaks(key: DataKey, recordingId: string, { peaks }: Waveform): Buffer {
  return sealField(key, context(recordingId), Buffer.from(peaks).toString('base64'));
}

/** The bins of each channel, 0 to 255. @throws DecryptionFailed for what was sealed for another unit or under another key */
export function openPeaks(key: DataKey, recordingId: string, sealed: Buffer): number[][] {
  return peaksByChannel(Buffer.from(openField(key, context(recordingId), sealed), 'base64'));
}

function context(recordingId: string): string {
  return `recording/${recordingId}/waveform`;
}
