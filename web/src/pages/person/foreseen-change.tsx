import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import type { ForeseenDuties } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Logged } from '../../ui/logged.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { GrantWords } from './grant-words.js';

interface ForeseenChangeProps {
  readonly foreseen: ForeseenDuties;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onEnter: () => void;
  readonly onBack: () => void;
}

/** The second step of new duties: which grants will be examined, by whom and by when, before anything is sent. */
export function ForeseenChange({ foreseen, isPending, error, onEnter, onBack }: ForeseenChangeProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus(); // the form and its button are gone
  }, []);
  const isNew = foreseen.fields.length > 0;

  return (
    <section className="form">
      <h3 tabIndex={-1} ref={heading}>
        {t('duties.foreseen.title')}
      </h3>
      {isNew ? null : <p>{t('duties.foreseen.nothing')}</p>}
      {foreseen.waitsInBatch ? <InlineAlert status="warning">{t('duties.foreseen.batch')}</InlineAlert> : null}
      {isNew ? <WhatAndWhen foreseen={foreseen} /> : null}
      {isNew && foreseen.review === null ? <p>{t('duties.foreseen.noReview')}</p> : null}
      {isNew ? <Logged act="dutiesEntered" /> : null}
      <ProblemNotice error={error} />
      <div className="form__buttons">
        {isNew ? (
          <Button disabled={isPending} onClick={onEnter}>
            {t('duties.save')}
          </Button>
        ) : null}
        <Button variant="secondary" onClick={onBack}>
          {t('duties.foreseen.back')}
        </Button>
      </div>
    </section>
  );
}

const NAMES = {
  unit: 'duties.unit',
  title: 'duties.jobTitle',
  queue: 'duties.queue',
  managerId: 'duties.manager',
} as const;

function WhatAndWhen({ foreseen: { fields, effectiveOn, review } }: { readonly foreseen: ForeseenDuties }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts>
      <Fact name={t('duties.foreseen.changes')}>{fields.map(field => t(NAMES[field])).join(', ')}</Fact>
      <Fact name={t('duties.foreseen.from')}>{format.day(effectiveOn)}</Fact>
      {review ? <ReviewFacts review={review} /> : null}
    </Facts>
  );
}

function ReviewFacts({ review }: { readonly review: NonNullable<ForeseenDuties['review']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reviewerName, deputyNames, suspendOn, escalateOn, revokeOn, grants } = review;
  const now = suspendOn <= dayOf(new Date());
  return (
    <>
      <Fact name={t('duties.foreseen.grants')}>
        {grants.map(grant => (
          <div key={grant.id}>
            <GrantWords grant={grant} />
          </div>
        ))}
      </Fact>
      <Fact name={t('duties.foreseen.reviewer')}>{reviewerName ?? t('accessReviews.noReviewer')}</Fact>
      {deputyNames.length > 0 ? <Fact name={t('duties.foreseen.deputies')}>{deputyNames.join(', ')}</Fact> : null}
      <Fact name={t('duties.foreseen.suspends')}>{now ? t('duties.foreseen.suspendsNow') : format.day(suspendOn)}</Fact>
      <Fact name={t('duties.foreseen.escalates')}>{format.day(escalateOn)}</Fact>
      <Fact name={t('duties.foreseen.revokes')}>{format.day(revokeOn)}</Fact>
    </>
  );
}
