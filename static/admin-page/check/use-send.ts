import { useState } from 'react';
import type { CheckView } from '../../../src/contract/check';
import type { Problem, Reply } from '../../../src/contract/reply';

/** Sends one call at a time and shows what it brings. */
export function useSend(show: (view: CheckView) => void) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (sending: Promise<Reply<CheckView>>) => {
    setBusy(true);
    const reply = await sending;
    setBusy(false);
    setProblem(reply.ok ? null : reply.problem);
    if (reply.ok) show(reply.value);
  };
  return { isBusy, problem, send };
}
