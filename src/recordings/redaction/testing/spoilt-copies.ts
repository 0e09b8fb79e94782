import { redactedCopy } from '../redacted-copy.js';
import { verifyCopy, type CopyFault, type KnownRecording } from '../verify-copy.js';
import { knownRecording, readIn, whole } from './known-recording.js';
import { CODECS, isHidden, type RandomSet } from './random-sets.js';

interface Made {
  readonly recording: KnownRecording;
  readonly file: Buffer;
  readonly copy: Buffer;
}

interface Spoilt {
  readonly name: string;
  readonly copy: Buffer;
  readonly original?: Buffer;
  readonly fault: CopyFault;
}

/** Spoils a copy in every way that must be noticed; what was not noticed, or was called otherwise, in words. */
export async function spoilt(set: RandomSet, made: Made): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, copy, original, fault } of [...waysOf(set, made), ...(await otherMarks(set, made))]) {
    const file = readIn(set.pieceBytes, original ?? made.file);
    const verdict = await verifyCopy(made.recording, set.redaction, file, readIn(set.pieceBytes, copy));
    const found = verdict.proven ? 'nothing' : JSON.stringify(verdict.fault);
    if (found !== JSON.stringify(fault)) faults.push(`${name}: ${found}, not ${JSON.stringify(fault)}`);
  }
  return faults;
}

function waysOf(set: RandomSet, { recording, file, copy }: Made): Spoilt[] {
  const offset = knownRecording(copy).samplesOffset ?? 0;
  const { bytes } = CODECS[set.codec];
  const from = recording.samplesOffset ?? 0;
  const [outside, inside] = [somewhere(set, false), somewhere(set, true)];
  const at = (place: Place) => (place.frame * set.channels + place.channel) * bytes;
  const byte = Math.abs(set.noise) % bytes;
  return [
    ...(outside
      ? [
          {
            name: 'a bit turned outside',
            copy: turned(copy, offset + at(outside) + byte),
            fault: { kind: 'outside-differs', ...outside } as const,
          },
          {
            name: 'a bit of the original turned',
            copy,
            original: turned(file, from + at(outside) + byte),
            fault: { kind: 'outside-differs', ...outside } as const,
          },
        ]
      : []),
    ...(inside
      ? [
          {
            name: 'a sample of the original left inside',
            copy: patched(copy, offset + at(inside), file.subarray(from + at(inside), from + at(inside) + bytes)),
            fault: { kind: 'inside-differs', ...inside } as const,
          },
          {
            name: 'another original, of which nothing else is heard',
            copy,
            original: turned(file, from + at(inside)),
            fault: { kind: 'original-differs' } as const,
          },
        ]
      : []),
    { name: 'a byte less', copy: copy.subarray(0, -1), fault: { kind: 'too-short' } },
    { name: 'a tenth less', copy: copy.subarray(0, Math.ceil(copy.length * 0.9)), fault: { kind: 'too-short' } },
    { name: 'a byte more', copy: Buffer.concat([copy, Buffer.of(0)]), fault: { kind: 'too-long' } },
    { name: 'another header', copy: turned(copy, Math.abs(set.noise) % offset), fault: { kind: 'header-differs' } },
    { name: 'no header', copy: copy.subarray(offset), fault: { kind: 'header-differs' } },
    {
      name: 'a chunk of the original before',
      copy: Buffer.concat([file.subarray(0, from), copy.subarray(offset)]),
      fault: { kind: 'header-differs' },
    },
  ];
}

/** A copy as an engine would make it that leaves out the last mark. */
async function otherMarks(set: RandomSet, { recording, file }: Made): Promise<Spoilt[]> {
  const redaction = { ...set.redaction, marks: set.redaction.marks.slice(0, -1) };
  const missed = first(
    set,
    (frame, channel) => isHidden(set, frame, channel) && !isHidden({ ...set, redaction }, frame, channel),
  );
  if (!missed) return [];
  const copy = await whole(redactedCopy(recording, redaction, readIn(set.pieceBytes, file)).bytes);
  return [{ name: 'made without the last mark', copy, fault: { kind: 'inside-differs', ...missed } }];
}

interface Place {
  readonly channel: number;
  readonly frame: number;
}

/** A sample that is hidden, or not; from a place on that differs from set to set. */
function somewhere(set: RandomSet, hidden: boolean): Place | null {
  const begin = Math.abs(set.noise) % set.frames;
  const wanted = (frame: number, channel: number) => isHidden(set, frame, channel) === hidden;
  return first(set, wanted, begin) ?? first(set, wanted);
}

function first(set: RandomSet, wanted: (frame: number, channel: number) => boolean, begin = 0): Place | null {
  for (let frame = begin; frame < set.frames; frame += 1) {
    for (let channel = 0; channel < set.channels; channel += 1) if (wanted(frame, channel)) return { channel, frame };
  }
  return null;
}

function turned(bytes: Buffer, at: number): Buffer {
  return patched(bytes, at, Buffer.of((bytes[at] ?? 0) ^ 1));
}

function patched(bytes: Buffer, at: number, patch: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  patch.copy(copy, at);
  return copy;
}
