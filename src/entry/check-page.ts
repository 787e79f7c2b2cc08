import type { CheckDefinitions } from '../contract/check';
import { startCheck, startWatch, stopWatch, viewCheck } from '../features/check/check-page';
import { checkPagePorts } from '../forge/check-page';
import type { CallContext } from '../forge/resolver';
import { requireAdmin } from './require-admin';

interface Request {
  readonly payload: unknown;
  readonly context: CallContext;
}

type Handlers = {
  readonly [Call in keyof CheckDefinitions]: (request: Request) => Promise<ReturnType<CheckDefinitions[Call]>>;
};

/** Calls of the tab *Check*, part of the admin page's resolver. None takes anything from the payload. */
export const checkCalls: Handlers = {
  loadCheck: requireAdmin(({ context }: Request) => viewCheck(checkPagePorts(context))),

  startCheck: requireAdmin(({ context }: Request) => startCheck(checkPagePorts(context))),

  startWatch: requireAdmin(({ context }: Request) => startWatch(checkPagePorts(context))),

  stopWatch: requireAdmin(({ context }: Request) => stopWatch(checkPagePorts(context))),
};
