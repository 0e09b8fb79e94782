import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Me } from '../../api/types.js';
import { may } from '../session/me.js';
import { OpenAlarms } from './open-alarms.js';
import { isWithin, type Group, type Place } from './places.js';

interface NavigationGroupProps {
  readonly me: Me;
  readonly group: Group;
  /** Whether its places are shown. */
  readonly shown: boolean;
  /** Whether the page is one of them. */
  readonly here: boolean;
  readonly onToggle: () => void;
  /** Asked for with Escape. */
  readonly onClose: () => void;
}

/** A group of places: a button that shows them beneath (WAI-ARIA: disclosure navigation), or its only place itself. */
export function NavigationGroup({ me, group: { name, places }, shown, here, onToggle, onClose }: NavigationGroupProps) {
  const { t } = useTranslation();
  const listId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [first, ...others] = places;
  const tellsAlarms = name === 'logs' && may(me, 'list', 'AuditAlarm');
  if (others.length === 0) {
    return (
      <li>
        <PlaceLink place={first}>{tellsAlarms ? <OpenAlarms /> : null}</PlaceLink>
      </li>
    );
  }

  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !shown || here) return;
    event.stopPropagation();
    onClose();
    button.current?.focus();
  };
  return (
    <li onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className={here ? 'navigation__group navigation__group--here' : 'navigation__group'}
        aria-expanded={shown}
        aria-controls={listId}
        onClick={onToggle}
      >
        {t(`nav.groups.${name}`)}
        {tellsAlarms ? <OpenAlarms /> : null}
      </button>
      <ul id={listId} role="list" className="navigation__places" aria-label={t(`nav.groups.${name}`)} hidden={!shown}>
        {places.map(place => (
          <li key={place.name}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function PlaceLink({ place, children }: { readonly place: Place; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Link to={place.to} aria-current={isWithin(place, pathname) ? 'page' : undefined}>
      {t(place.name)}
      {children}
    </Link>
  );
}
