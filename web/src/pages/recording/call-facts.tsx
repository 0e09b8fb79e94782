import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingDetails } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';

/** The codecs by the names that telephone people use. */
const CODECS: Readonly<Record<RecordingDetails['audio']['codec'], string>> = {
  'pcm-u8': 'PCM 8 bit',
  'pcm-s16': 'PCM 16 bit',
  'pcm-s24': 'PCM 24 bit',
  'pcm-s32': 'PCM 32 bit',
  alaw: 'G.711 A-law',
  ulaw: 'G.711 µ-law',
  gsm: 'GSM 06.10',
  mp3: 'MP3',
  opus: 'Opus',
};

/** The facts of the call and how long it is kept; nothing here is about the caller. */
export function CallFacts({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answeredAt, agent, notice, audio } = recording;

  return (
    <Panel title={t('recording.facts')}>
      <Facts>
        <Fact name={t('recordings.dueOn')}>
          <LastDay recording={recording} />
        </Fact>
        <Fact name={t('recording.direction')}>{t(`directions.${recording.direction}`)}</Fact>
        <Fact name={t('recordings.startedAt')}>{format.dateTimeExact(recording.startedAt)}</Fact>
        {answeredAt === null ? null : <Fact name={t('recording.answeredAt')}>{format.dateTimeExact(answeredAt)}</Fact>}
        <Fact name={t('recording.endedAt')}>{format.dateTimeExact(recording.endedAt)}</Fact>
        <Fact name={t('recordings.duration')}>{duration(recording.durationMs)}</Fact>
        <Fact name={t('fields.queue')}>{recording.queue}</Fact>
        <Fact name={t('fields.unit')}>{recording.unit}</Fact>
        <Fact name={t('recordings.agent')}>
          {agent.name}
          {agent.mapped ? null : <small>{t('recording.agentNotMapped')}</small>}
        </Fact>
        <Fact name={t('recording.notice')}>
          {t('recording.noticeText', { version: notice.version, language: languageName(notice.language, t) })}
          <small>{t(`noticeEvidence.${notice.evidence}`)}</small>
          {notice.text === null ? (
            <small>{t('recording.noticeUnsettled')}</small>
          ) : (
            <q lang={notice.language}>{notice.text}</q>
          )}
          <small>
            <Link to="/notice">{t('recording.openNotice')}</Link>
          </small>
        </Fact>
        <Fact name={t('recording.source')}>{recording.source}</Fact>
        <Fact name={t('recording.audio')}>
          {t('recording.audioText', {
            codec: CODECS[audio.codec],
            khz: audio.sampleRateHz / 1000,
            count: audio.channels,
          })}
        </Fact>
      </Facts>
    </Panel>
  );
}

/** The last day kept, and why it is that day. */
function LastDay({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { dueOn, ordinaryDueOn, holdPurposes } = recording;
  const held = holdPurposes.map(purpose => t(`purposes.${purpose}.name`)).join(', ');
  return (
    <>
      <strong>{format.day(dueOn)}</strong>
      <small>
        {held
          ? t('recording.heldBecause', { purposes: held, day: format.day(ordinaryDueOn) })
          : t('recording.ordinaryBecause')}
      </small>
    </>
  );
}

function languageName(code: string, t: TFunction): string {
  return code === 'fi' || code === 'sv' || code === 'en' ? t(`languages.${code}`) : code;
}
