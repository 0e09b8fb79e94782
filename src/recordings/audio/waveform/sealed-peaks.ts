import type { DataKey } from '../../../platform/crypto/data-key.js';
import { openField, sealField } from '../../../platform/crypto/field-cipher.js';
import { WAVEFORM_BINS, type Waveform } from '../waveform.js';

/** The peaks of a waveform under its unit's key. */
export function sealPeaks(key: DataKey, recordingId: string, { peaks }: Waveform): Buffer {
  return sealField(key, context(recordingId), Buffer.from(peaks).toString('base64'));
}

/** The bins of each channel, 0 to 255. @throws DecryptionFailed for what was sealed for another unit or under another key */
export function openPeaks(key: DataKey, recordingId: string, sealed: Buffer): number[][] {
  const peaks = [...Buffer.from(openField(key, context(recordingId), sealed), 'base64')];
  return Array.from({ length: peaks.length / WAVEFORM_BINS }, (_, channel) =>
    peaks.slice(channel * WAVEFORM_BINS, (channel + 1) * WAVEFORM_BINS),
  );
}

function context(recordingId: string): string {
  return `recording/${recordingId}/waveform`;
}
