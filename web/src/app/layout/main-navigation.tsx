import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useTasks } from '../../pages/tasks/use-tasks.js';
import type { Me } from '../../api/types.js';
import { may } from '../session/me.js';
import { NavigationGroup } from './navigation-group.js';
import { groupsOf, isWithin, type GroupName } from './places.js';
import './navigation.css';

/**
 * What waits for the person, the places that the person's rights open, by what people do, and the act that everybody has.
 * On a narrow screen all of it is behind one button.
 */
export function MainNavigation({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(pathname);
  if (at !== pathname) {
    setAt(pathname);
    setOpen(false); // one has arrived
  }
  const close = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault(); // the page has shortcuts of its own
    setOpen(false);
    event.currentTarget.querySelector('button')?.focus();
  };

  return (
    <nav className="navigation no-print" aria-label={t('nav.label')} onKeyDown={close}>
      <div className="frame__width">
        <button
          type="button"
          className="navigation__menu"
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t('nav.menu')}
        </button>
        <Entries key={pathname} me={me} id={listId} open={open} />
      </div>
    </nav>
  );
}

interface EntriesProps {
  readonly me: Me;
  readonly id: string;
  readonly open: boolean;
}

function Entries({ me, id, open }: EntriesProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const groups = groupsOf(me);
  const here = groups.find(({ places }) => places.some(place => isWithin(place, pathname)))?.name ?? null;
  const [shown, setShown] = useState<GroupName | null>(here);
  const waiting = useTasks().data?.waiting ?? 0;
  return (
    <ul id={id} role="list" className={open ? 'navigation__entries navigation__entries--open' : 'navigation__entries'}>
      {waiting === 0 ? null : (
        <li>
          <NavLink to="/tasks">{t('tasks.navigation', { name: t('nav.tasks'), count: waiting })}</NavLink>
        </li>
      )}
      {groups.map(group => (
        <NavigationGroup
          key={group.name}
          me={me}
          group={group}
          shown={group.name === shown}
          here={group.name === here}
          onToggle={() => {
            setShown(group.name === shown ? null : group.name);
          }}
          onClose={() => {
            setShown(here);
          }}
        />
      ))}
      {may(me, 'register', 'RightsCase') ? (
        <li>
          <NavLink className="navigation__act" to="/register-request">
            {t('nav.registerRequest')}
          </NavLink>
        </li>
      ) : null}
    </ul>
  );
}
