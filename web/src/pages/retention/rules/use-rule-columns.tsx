import { useTranslation } from 'react-i18next';
import type { RetentionRule } from '../../../api/types.js';
import type { Column } from '../../../ui/data-table.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { RowButton } from '../../../ui/row-button.js';
import { Tag } from '../../../ui/tag.js';
import { useLengthText } from './use-length-text.js';

const TONES = { proposed: 'info', adopted: 'neutral', discarded: 'neutral' } as const;

/** The columns of the versions of the rule; `onOpen` shows what one would do, or decides on it. */
export function useRuleColumns(onOpen: (rule: RetentionRule) => void): Column<RetentionRule>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const lengthText = useLengthText();
  return [
    { id: 'version', header: t('rules.version'), rowHeader: true, cell: ({ version }) => version },
    {
      id: 'length',
      header: t('rules.length'),
      cell: rule => (
        <>
          {lengthText(rule)}
          <small>{rule.clause}</small>
        </>
      ),
    },
    {
      id: 'from',
      header: t('rules.inForceFrom'),
      cell: ({ inForceFrom, appliesToEarlier }) => (
        <>
          {format.day(inForceFrom)}
          <small>{t(appliesToEarlier ? 'rules.earlierToo' : 'rules.laterOnly')}</small>
        </>
      ),
    },
    { id: 'by', header: t('rules.people'), cell: rule => <People rule={rule} /> },
    { id: 'state', header: t('holds.state'), cell: rule => <State rule={rule} /> },
    { id: 'act', header: t('rules.act'), cell: rule => <Act rule={rule} onOpen={onOpen} /> },
  ];
}

function People({ rule }: { readonly rule: RetentionRule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { proposerName, proposedAt, decidedAt, deciderName } = rule;
  if (proposerName === null) return t('rules.fromTheStart');
  const decided = { name: deciderName ?? t('holds.nobody'), at: format.dateTime(decidedAt ?? proposedAt) };
  return (
    <>
      {t('rules.proposedBy', { name: proposerName, at: format.dateTime(proposedAt) })}
      {decidedAt === null ? null : <small>{t('rules.decidedBy', decided)}</small>}
    </>
  );
}

function State({ rule }: { readonly rule: RetentionRule }) {
  const { t } = useTranslation();
  const { state, inForce, appliedAt, movedEarlier, movedLater } = rule;
  return (
    <>
      <span className="tags">
        <Tag tone={TONES[state]}>{t(`rules.states.${state}`)}</Tag>
        {inForce ? <Tag tone="success">{t('rules.inForce')}</Tag> : null}
      </span>
      {state === 'adopted' && appliedAt === null ? <small>{t('rules.beingApplied')}</small> : null}
      {movedEarlier + movedLater > 0 ? (
        <small>{t('rules.moved', { earlier: movedEarlier, later: movedLater })}</small>
      ) : null}
    </>
  );
}

function Act({ rule, onOpen }: { readonly rule: RetentionRule; readonly onOpen: (rule: RetentionRule) => void }) {
  const { t } = useTranslation();
  if (rule.state !== 'proposed') return null;
  const { version } = rule;
  return (
    <RowButton
      variant={rule.mayDecide ? 'default' : 'secondary'}
      act={t(rule.mayDecide ? 'rules.decide' : 'rules.preview')}
      about={`${t('rules.version')} ${version}`}
      onClick={() => {
        onOpen(rule);
      }}
    />
  );
}
