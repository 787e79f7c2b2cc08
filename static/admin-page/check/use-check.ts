import { useCallback, useEffect, useState } from 'react';
import type { CheckView } from '../../../src/contract/check';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../call';

/** While something is under way, the page looks again after this long. */
const LOOK_AGAIN_MS = 2_000;

/** The check as it is kept, looked at again while it moves. */
export function useCheck() {
  const [check, setCheck] = useState<Reply<CheckView>>();
  const [looks, setLooks] = useState(0);
  const look = useCallback(() => setLooks(before => before + 1), []);
  useEffect(() => {
    let isShown = true;
    void call('loadCheck').then(reply => {
      // A look that fails now and then must not hide what was found.
      if (isShown) setCheck(before => (reply.ok || before?.ok !== true ? reply : before));
    });
    return () => {
      isShown = false;
    };
  }, [looks]);
  const isMoving = check?.ok === true && isUnderWay(check.value);
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMoving, look]);
  const show = useCallback((value: CheckView) => setCheck({ ok: true, value }), []);
  return { check, show, reload: look };
}

function isUnderWay({ site, watch }: CheckView): boolean {
  return site.isRunning || watch.state === 'waiting' || watch.state === 'following';
}
