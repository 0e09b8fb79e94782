import type { Language } from '../languages.js';
import { CERTIFICATE_WORDS, type CertificateWords } from './certificate-words.js';
import type { CertificateView } from './certificates.schemas.js';

type Line = readonly [label: string, value: string];

/** A certificate as a plain text for people: a title, then a line for each statement. Ends in a line break. */
export function certificateText(certificate: CertificateView, language: Language): string {
  const words = CERTIFICATE_WORDS[language];
  const lines = [...what(certificate, words), ...why(certificate, words), ...gone(certificate, words)];
  const width = Math.max(...lines.map(([label]) => label.length));
  const text = lines.map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${value}`);
  return `${[words.title, '', ...text].join('\n')}\n`;
}

function what(
  { unitId, unitKind, callOn, queue, rule, ordinaryDueOn, dueOn }: CertificateView,
  words: CertificateWords,
): Line[] {
  return [
    [words.unit, `${unitId} (${words.kinds[unitKind]})`],
    ...line(words.callOn, callOn),
    ...line(words.queue, queue === '' ? null : queue),
    [words.rule, ruleIn(words, rule)],
    ...line(words.ordinaryDueOn, ordinaryDueOn),
    [words.dueOn, dueOn],
  ];
}

function why({ reason, ground, holds }: CertificateView, words: CertificateWords): Line[] {
  const stated = ground === null ? words.reasons[reason] : `${words.reasons[reason]}: ${words.grounds[ground]}`;
  const held = holds.map(hold => {
    const kind = words.holdKinds[hold.kind] ?? hold.kind;
    return `${kind} ${hold.from}–${hold.until}, ${words.holdOutcomes[hold.outcome] ?? hold.outcome} (${hold.reasonSha256})`;
  });
  return [
    [words.reason, stated],
    ...(held.length === 0 ? [words.none] : held).map((text): Line => [words.holds, text]),
  ];
}

function gone(certificate: CertificateView, words: CertificateWords): Line[] {
  const { keyDestroyedAt, blobAbsentAt, finalOn, notCovered, event, sha256 } = certificate;
  const source = notCovered && words.keepsDays(notCovered.source, notCovered.sourceKeepsDays);
  return [
    [words.keyDestroyedAt, keyDestroyedAt],
    [words.blobAbsentAt, blobAbsentAt ?? words.notYet],
    [words.finalOn, finalOn ?? words.notYet],
    ...line(words.notCovered, source),
    [words.logIndex, event?.leafIndex?.toString() ?? words.notYet],
    [words.hash, sha256],
  ];
}

function line(label: string, value: string | null): Line[] {
  return value === null ? [] : [[label, value]];
}

/** A rule as `ruleName` writes it, in words; one of another form as it is. */
function ruleIn(words: CertificateWords, rule: string): string {
  const [, days, months] = /^(?:earlier-of )?(\d+) days(?:, (\d+) months)?$/.exec(rule) ?? [];
  if (days !== undefined) return words.rules(Number(days), months === undefined ? null : Number(months));
  const others: Readonly<Record<string, string>> = words.otherRules;
  return others[rule] ?? rule;
}
