import type { AppManifest } from './manifest';
import type { Work } from './delivery/work';
import type { Installation, Invoker } from './runtime/invoker';

/** A call of a screen to its resolver. `extension` is built from the site, never from the screen. */
export interface ModuleCall {
  moduleKey: string;
  functionKey: string;
  payload: unknown;
  accountId: string;
  extension: Record<string, unknown>;
}

export type ModuleAnswer = { ok: true; value: unknown } | { ok: false; error: { name: string; message: string } };

/** Forge: a front-end request is at most 500 KB, an answer at most 5 MB. */
const REQUEST_BYTES = 500 * 1024;
const ANSWER_BYTES = 5 * 1024 * 1024;

/** Calls resolvers as the bridge of a screen does. */
export function createScreenCalls(options: {
  manifest: AppManifest;
  invoker: Invoker;
  work: Work;
  installation: Installation;
  context: () => Record<string, unknown>;
}): (call: ModuleCall) => Promise<ModuleAnswer> {
  const { manifest, invoker, work, installation } = options;
  const refuse = (name: string, message: string): ModuleAnswer => ({ ok: false, error: { name, message } });

  return async call => {
    const screen = manifest.screens.find(candidate => candidate.key === call.moduleKey);
    if (!screen?.resolver) return refuse('NOT_FOUND', `The module ${call.moduleKey} has no resolver.`);
    if (Buffer.byteLength(JSON.stringify(call.payload ?? null)) > REQUEST_BYTES)
      return refuse('PAYLOAD_TOO_LARGE', 'The request exceeds 500 KB.');
    const task = work.begin();
    const outcome = await invoker
      .invoke({
        functionKey: screen.resolver,
        kind: 'resolver',
        moduleKey: screen.key,
        args: [
          {
            call: { functionKey: call.functionKey, payload: call.payload },
            context: {
              accountId: call.accountId,
              accountType: 'licensed',
              cloudId: installation.cloudId,
              localId: `ari:cloud:ecosystem::extension/${installation.appId}/${installation.environmentId}/static/${screen.key}`,
              environmentId: installation.environmentId,
              environmentType: installation.environmentType,
              moduleKey: screen.key,
              extension: { type: screen.kind, ...call.extension },
            },
          },
          { ...options.context(), principal: { accountId: call.accountId } },
        ],
        accountId: call.accountId,
        chain: { pushes: 0 },
        killAtStep: null,
      })
      .finally(() => task.end());
    switch (outcome.kind) {
      case 'value':
        if (Buffer.byteLength(outcome.json ?? '') > ANSWER_BYTES)
          return refuse('PAYLOAD_TOO_LARGE', 'The answer exceeds 5 MB.');
        return { ok: true, value: outcome.json === undefined ? undefined : JSON.parse(outcome.json) };
      case 'error':
        return refuse(outcome.name, outcome.message);
      case 'timeout':
        return refuse('FUNCTION_TIME_OUT', 'The function did not answer within 25 seconds.');
      case 'crash':
      case 'killed':
        return refuse('FUNCTION_PLATFORM_UNKNOWN_ERROR', 'The function ended without an answer.');
    }
  };
}
