import { list, paragraph, table, type TextBlock } from '../papers/text-block.js';
import type { RecordFacts } from './record-facts.js';
import type { RecordWriting } from './record-writing.js';

/** What an impact assessment asks beside the record (GDPR art. 35(7)): how much, by whom, whether needed, and what of risks and controls. */
export function assessmentBlocks(facts: RecordFacts, writing: RecordWriting): readonly TextBlock[] {
  const { record, words } = writing;
  return [
    volumeTable(facts, writing),
    rolesTable(facts, writing),
    paragraph('assessment.necessity', record.necessity),
    list('assessment.minimised', [
      ...record.minimised,
      ...(facts.notice.sources.some(({ keepsIdentityCodes }) => keepsIdentityCodes) ? [] : [words.contents.noCodes]),
    ]),
    table('assessment.risks', record.risks),
  ];
}

function volumeTable({ recordingsKept, playbacks }: RecordFacts, { record, words }: RecordWriting): TextBlock {
  return table('assessment.volume', {
    ...record.volume,
    rows: [
      [record.recordingsKept, String(recordingsKept)],
      ...playbacks.map(({ purpose, count }) => [record.playbacks(words.purposes.names[purpose]), String(count)]),
    ],
  });
}

function rolesTable({ roles }: RecordFacts, { record, words }: RecordWriting): TextBlock {
  return table('assessment.roles', {
    ...record.roles,
    rows: roles.map(({ role, purposes }) => [
      record.roleNames[role],
      purposes.length > 0 ? purposes.map(purpose => words.purposes.names[purpose]).join(', ') : record.nothing,
    ]),
  });
}
