import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { between, endedAt, jumpOf, startedAt, type Loop } from './loop.js';

/** The loop of a player. While it plays, each frame is looked at: the element itself tells its place four times a second only. */
export function useLoop(element: RefObject<HTMLAudioElement | null>, isPlaying: boolean, moveTo: (ms: number) => void) {
  const [loop, setLoop] = useState<Loop | null>(null);
  const jump = useEffectEvent(moveTo);
  useEffect(() => {
    const audio = element.current;
    if (!audio || !isPlaying || !loop || loop.toMs === null) return;
    let before = audio.currentTime * 1000;
    let frame = requestAnimationFrame(function look() {
      const at = audio.currentTime * 1000;
      const to = jumpOf(loop, before, at);
      before = to ?? at;
      if (to !== null) jump(to);
      frame = requestAnimationFrame(look);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [element, isPlaying, loop]);
  const here = () => (element.current?.currentTime ?? 0) * 1000;
  return {
    loop,
    start: () => {
      setLoop(startedAt(loop, here()));
    },
    end: () => {
      setLoop(endedAt(loop, here()));
    },
    set: (oneMs: number, otherMs: number) => {
      const chosen = between(oneMs, otherMs);
      setLoop(chosen);
      moveTo(chosen.fromMs);
    },
    clear: () => {
      setLoop(null);
    },
  };
}
