import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { BARE_GSM } from '../read-gsm.js';
import type { SampleForm } from '../sample-sink.js';
import { blockDecoder } from './sample-decoder.js';

/** 320 ms of a gliding tone by libgsm (ffmpeg 7.1, `-c:a libgsm`): 16 bare frames. */
const BARE = Buffer.from(
  [
    '0LPkbeNQMt/+sRKTViQUACndraYjxAAp7/bwJCABc3+10K7kLaKTQdttksu/USF9Gm5v/lEBSNpy7/2TQTRLd2sI0O3kLaKIwZBK',
    'ckaIUKKSk20QAFDCptpAAFyC4caIAMv+0PTsKaJ+QkaTl/+1UCLbd/9rJXgh7/6NJORQQrRABTSA0TPkKaJQowBTbaST8EK5brZb',
    'v1Ci/6y3bWLw4skkaIAK0W7kLeJQA7SIAKck8OMk7v/rdeYj7/WNuSPkpCJJSRAB0W/kLaLaoybbTc3/2qLrbv9WidyjttEAFNvU',
    'oqSd3/tu0XPkKaLRQe/+rSSa1qKQAU5JJddB7fa2RtHPQiIBTbbc0TTj6VnJYd30kksbmsJJdYyAU6EBxkBOXWygoclurIAK0XHk',
    'LaKloTJJTt23qaHdbGkSAKWhhO3WSy2jIeaRSSJB0TLkKaKfQau+tssjmMEyAUkQAYDBzf6y7f1/IcRAKbaS0S7kLeJ5Iku/+sSS',
    'fyHGiAXd/oDBZkgEkkl9QTcu/+qJ0SzcLeJ/QRSkkbd2f0Hq0SCnLYMBba2NxyOHwqTbl3+s0LbsKaLkoUSTkaJK0uDdtbrrE+Yg',
    'lO7fbVpmgCKLcaST0HDkLeLewMlkaRUuyyDfrEQCXF1A62yRtpO8oDm/++sa0G3kbePGwAJct31kxMA0SSk5JdAAWyNty2yjQMbb',
    'Tbl2',
  ].join(''),
  'base64',
);

/** The same by `-c:a libgsm_ms`: 8 blocks of WAV49. */
const WAV49 = Buffer.from(
  [
    'wszjHoeisv9dKpG2IiQCEK12O6WDAhDNv40nRAAy+rcruByuUUkd2rZkWf8oE25OG/3fKBHITWP9v0kVpmSrXQZDy+EaRcwhSDSS',
    'U4CqIpG2KQCAykLbJADIGOyBUwCE/T3QHapRPyQ4aex/uygq2vq/XbI8GvzfnKSRKCymAIgmAcTMoRqFKgOItk2ShsdibN2y9Y+q',
    '4nfZ2i6F74IkOQVAVLgc7lEoOCYFQDSS+Dak1f/dunM6/LvcRnLyQpQkkgIgxcvhGtUuQ9umjf7frsJt/btT4q5jmwIg2qauQtLq',
    '/21dzByqUWgd/N+dJE3rKgIgGkmyax3s2y25KWclFCDato0EzZ/WQvahvkmS5dZMgqzLBYgGlYELoLFuCa2BbN0FQFTEHK5R0hOW',
    'JFpr+9Qb6paTEgDSG6C1Llm2URs8KZKUIITMoRr11EH13ZYlx0xhASIpAALMgf5d1v77s4EKEG2TRLgc7lE8I1j/dylJPxs4Bcjq',
    '38AUvARIkiQ+FTbW/10lBLvhHvVTIRJJbqv908GdEkRjGxTBdsuNIzfcQtrG+ncp2B2qUfISKGnklETpDmq7dV1qcwqi1b7tTrMA',
    'FGXjJGkBzOEe9c6ALDkpYl22oHepAMno0sBtSW6T5i1g9H/f5RS0PO5x4wSQjK3vkuIEpiSRRrJoAFpy29iWUQ24bdrG2g==',
  ].join(''),
  'base64',
);

/** SHA-256 of what ffmpeg 7.1 decodes of it: `-f gsm -i ... -f s16le`. */
const DECODED = '5780d96162f6e9d327cb6083177df15a37d9f6594f09ecc686aecc1afb4ff7bc';

const form = (codec: SampleForm['codec'], blockBytes: number): SampleForm => ({
  ...{ codec, blockBytes, channels: 1, sampleRateHz: 8000, blockSamples: 1 },
});

function sha256(samples: Int16Array): string {
  return createHash('sha256').update(samples).digest('hex');
}

describe('decoding', () => {
  it('of bare GSM gives bit by bit what ffmpeg gives', () => {
    expect(sha256(blockDecoder(BARE_GSM)(BARE))).toBe(DECODED);
  });

  it('of GSM in WAV49 gives the same', () => {
    expect(sha256(blockDecoder(form('gsm', 65))(WAV49))).toBe(DECODED);
  });

  it('of GSM goes on where the blocks before have ended', () => {
    const decode = blockDecoder(BARE_GSM);
    const pieces = [BARE.subarray(0, 33 * 3), BARE.subarray(33 * 3)].map(piece => decode(piece));
    expect(sha256(Int16Array.from(pieces.flatMap(piece => [...piece])))).toBe(DECODED);
  });

  // ffmpeg 7.1: -f alaw|mulaw -i (bytes 0 to 255) -f s16le, hashed.
  it.each([
    ['alaw', 'e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174'],
    ['ulaw', '3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827'],
  ] as const)('of every byte of %s gives what ffmpeg gives', (codec, hash) => {
    expect(sha256(blockDecoder(form(codec, 1))(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))))).toBe(
      hash,
    );
  });

  it('of PCM gives the highest 16 bits', () => {
    const decoded = (codec: SampleForm['codec'], bytes: number[]) => [
      ...blockDecoder(form(codec, bytes.length))(Buffer.from(bytes)),
    ];
    expect(decoded('pcm-u8', [0, 128, 255])).toEqual([-32_768, 0, 32_512]);
    expect(decoded('pcm-s16', [0xff, 0x7f, 0x00, 0x80])).toEqual([32_767, -32_768]);
    expect(decoded('pcm-s24', [0x12, 0xff, 0x7f])).toEqual([32_767]);
    expect(decoded('pcm-s32', [0x12, 0x34, 0x00, 0x80])).toEqual([-32_768]);
  });
});
