import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { AffectedPerson } from '../../api/types.js';
import { ActForm } from '../../ui/act-form.js';
import { Dialog } from '../../ui/dialog.js';
import { Fact, Facts } from '../../ui/facts.js';
import { LongText } from '../../ui/long-text.js';
import { useForm } from '../../ui/use-form.js';

interface RevealDialogProps {
  readonly incidentId: string;
  readonly person: AffectedPerson;
  readonly onClose: () => void;
}

const FIELDS = ['name', 'phone', 'email', 'organisation'] as const;

/** Shows what somebody is called and reached by, once it is said why. Gone when it is closed. */
export function RevealDialog({ incidentId, person, onClose }: RevealDialogProps) {
  const { t } = useTranslation();
  const form = useForm({ reason: '' }, { required: ['reason'] });
  const show = useMutation({
    gcTime: 0,
    mutationFn: (reason: string) => {
      const path = { id: incidentId, personId: person.id };
      return answer(
        api.POST('/api/v1/incidents/{id}/people/{personId}/reveals', { params: { path }, body: { reason } }),
      );
    },
  });
  const { data } = show;
  return (
    <Dialog title={t('incidents.personOf', { place: person.place })} onClose={onClose}>
      {data ? (
        <>
          <Facts>
            {FIELDS.map(field => (
              <Fact key={field} name={t(`fields.${field}`)}>
                {data[field] ?? '–'}
              </Fact>
            ))}
          </Facts>
          {FIELDS.every(field => data[field] === null) ? <p>{t('incidents.nothingKept')}</p> : null}
          <Button variant="secondary" mt="m" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      ) : (
        <ActForm
          text={t('incidents.what.reveal')}
          logged={t('incidents.logged.reveal')}
          button={t('incidents.show')}
          isPending={show.isPending}
          error={show.error}
          onSubmit={form.onSubmit(({ reason }) => {
            show.mutate(reason.trim());
          })}
          onCancel={onClose}
        >
          <LongText
            labelText={t('fields.reason')}
            hintText={t('holds.textHint')}
            maxLength={2000}
            {...form.field('reason')}
          />
        </ActForm>
      )}
    </Dialog>
  );
}
