import { useEffect, useRef } from 'react';
import type { Me } from '../../api/types.js';
import { forget, lookAtEverythingAgain } from '../query-client.js';
import { tellEnd } from './coming-end.js';
import { tellWork } from '../work/work-under-way.js';
import { followChanges } from './follow-changes.js';

/** While somebody is signed in: shows other rights at once, and the sign-in page, with why, when the session has ended. */
export function useChanges({ id, accessEpoch }: Me): void {
  const epoch = useRef(accessEpoch);
  useEffect(() => {
    epoch.current = accessEpoch;
  }, [accessEpoch]);
  useEffect(() => {
    const leave = followChanges({
      knownEpoch: () => epoch.current,
      onEndsSoon: tellEnd,
      onWork: tellWork,
      onRightsChanged: () => void lookAtEverythingAgain(),
      onSessionEnded: why => {
        forget(why === 'signed-out' ? 'left' : 'over', why);
      },
    });
    return () => {
      leave();
      tellEnd(null); // it was this person's session
      tellWork([]);
    };
  }, [id]);
}
