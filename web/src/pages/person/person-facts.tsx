import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { StaffMember } from '../../api/types.js';
import { Fact, Facts } from '../../ui/facts.js';
import { useFormat } from '../../ui/format/use-format.js';
import { Panel } from '../../ui/panel.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { ChangePerson } from './change-person.js';

/** Who the person is, with the way to correct how they are named and reached. */
export function PersonFacts({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const [rounds, setRounds] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(rounds);
  const mayChange = may(me, 'change', 'Staff') && person.id !== me.id && person.status === 'active';

  return (
    <Panel
      title={t('person.facts')}
      headingRef={heading}
      actions={
        mayChange && !changing ? (
          <Button
            variant="secondary"
            onClick={() => {
              setChanging(true);
            }}
          >
            {t('changePerson.button')}
          </Button>
        ) : null
      }
    >
      {changing ? (
        <ChangePerson
          person={person}
          onDone={() => {
            setChanging(false);
            setRounds(before => before + 1);
          }}
        />
      ) : (
        <List person={person} />
      )}
    </Panel>
  );
}

function List({ person }: { readonly person: StaffMember }) {
  const { t } = useTranslation();
  const format = useFormat();
  const optional = (['email', 'extension', 'directoryId'] as const).filter(name => person[name] !== null);
  return (
    <Facts>
      <Fact name={t('fields.username')}>{person.username}</Fact>
      <Fact name={t('fields.title')}>{person.title}</Fact>
      <Fact name={t('fields.unit')}>{person.unit}</Fact>
      {optional.map(name => (
        <Fact key={name} name={t(`fields.${name}`)}>
          {person[name]}
        </Fact>
      ))}
      <Fact name={t('person.createdAt')}>{format.dateTime(person.createdAt)}</Fact>
      <Fact name={t('person.password')}>{person.enrolled ? t('person.enrolled') : t('person.notEnrolled')}</Fact>
      {person.deactivatedAt === null ? null : (
        <Fact name={t('person.deactivatedAt')}>{format.dateTime(person.deactivatedAt)}</Fact>
      )}
    </Facts>
  );
}
