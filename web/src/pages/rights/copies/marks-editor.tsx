import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import type { CaseRecording, CaseRedaction, RedactionMark } from '../../../api/types.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { faultsOfMark, isKept, marksOf, rowsOf, withRow, writtenMs, type MarkRow } from './marks-draft.js';
import { MarksTable } from './marks-table.js';
import { OriginalListening } from './original-listening.js';
import { RejectVersion } from './reject-version.js';
import { sendMarks, sendRendering } from './use-redactions.js';

interface MarksEditorProps {
  readonly recording: CaseRecording;
  readonly draft: CaseRedaction;
}

/** What of a recording is covered in its copy: listened to, marked, kept, and made into a copy. */
export function MarksEditor({ recording, draft }: MarksEditorProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<readonly MarkRow[]>(() => rowsOf(draft.marks));
  const [tried, setTried] = useState(false);
  const mayMark = draft.permitted.includes('mark');
  const isFaulty = rows.some(row => Object.keys(faultsOfMark(row, draft.durationMs)).length > 0);
  const kept = useMarksActs(draft);

  return (
    <Panel title={t('rights.copies.version', { version: draft.version })} tone="highlight">
      <p>{t(mayMark ? 'rights.copies.marksLead' : 'rights.copies.anothersDraft', { name: draft.authorName ?? '' })}</p>
      <OriginalListening
        recording={recording}
        draft={draft}
        marks={marksOf(rows)}
        onMark={
          mayMark
            ? (fromMs, toMs) => {
                const times = { from: writtenMs(fromMs), to: writtenMs(toMs) };
                setRows(before => withRow(before, { channel: 'all', ...times, reason: 'third-person' }));
              }
            : null
        }
      />
      <MarksTable
        rows={rows}
        channels={draft.channels}
        durationMs={draft.durationMs}
        showsFaults={tried}
        onChange={mayMark ? setRows : null}
      />
      {mayMark ? (
        <Acts
          rows={rows}
          draft={draft}
          acts={kept}
          onTry={() => {
            setTried(true);
            return !isFaulty;
          }}
        />
      ) : null}
      <RejectVersion copy={draft} />
    </Panel>
  );
}

interface ActsProps {
  readonly rows: readonly MarkRow[];
  readonly draft: CaseRedaction;
  readonly acts: ReturnType<typeof useMarksActs>;
  /** Shows the faults, and says whether there are none. */
  readonly onTry: () => boolean;
}

function Acts({ rows, draft, acts: { save, render }, onTry }: ActsProps) {
  const { t } = useTranslation();
  const isSaved = isKept(rows, draft.marks);
  const isBusy = save.isPending || render.isPending;
  return (
    <>
      <p role="status">
        {render.isPending
          ? t('rights.copies.rendering')
          : isSaved
            ? t('rights.copies.saved')
            : t('rights.copies.notSaved')}
      </p>
      <ProblemNotice error={save.error ?? render.error} />
      <div className="form__buttons">
        <Button
          variant="secondary"
          disabled={isBusy || isSaved}
          onClick={() => {
            if (onTry()) save.mutate(marksOf(rows));
          }}
        >
          {t('rights.copies.save')}
        </Button>
        <Button
          disabled={isBusy || rows.length === 0}
          onClick={() => {
            if (onTry()) render.mutate(isSaved ? null : marksOf(rows));
          }}
        >
          {t('rights.copies.render')}
        </Button>
      </div>
    </>
  );
}

/** Keeps marks, and makes the copy of them; marks that changed are kept first. */
function useMarksActs(draft: CaseRedaction) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const place = { id: rightsCase.id, redactionId: draft.id };
  return {
    save: useCaseAct(
      rightsCase.id,
      (marks: readonly RedactionMark[]) => sendMarks(place, marks),
      () => undefined,
    ),
    render: useCaseAct(
      rightsCase.id,
      async (changed: readonly RedactionMark[] | null) => {
        if (changed !== null) await sendMarks(place, changed);
        return sendRendering(place);
      },
      () => {
        say(t('rights.copies.rendered'));
      },
    ),
  };
}
