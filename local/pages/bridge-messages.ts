/**
 * What passes between a Custom UI frame and the page around it. Atlassian's own wire format is not published; only the
 * two ends (`callBridge` in `@forge/bridge`, and what its commands do) are. Functions can't cross `postMessage`, so they
 * travel as numbered references.
 */
export const CHANNEL = 'local-forge-bridge';

export interface FunctionReference {
  readonly __function: number;
}

export type FrameMessage =
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'call';
      readonly id: number;
      readonly command: string;
      readonly data: unknown;
    }
  | { readonly channel: typeof CHANNEL; readonly kind: 'height'; readonly height: number };

export type HostMessage =
  | { readonly channel: typeof CHANNEL; readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'error';
      readonly id: number;
      readonly name: string;
      readonly message: string;
      /** Of the site's refusal. */
      readonly status?: number;
    }
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'callback';
      readonly function: number;
      readonly args: readonly unknown[];
    }
  | { readonly channel: typeof CHANNEL; readonly kind: 'theme'; readonly attributes: Readonly<Record<string, string>> };

export type HostMessageBody =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly name: string;
      readonly message: string;
      readonly status?: number;
    }
  | { readonly kind: 'callback'; readonly function: number; readonly args: readonly unknown[] }
  | { readonly kind: 'theme'; readonly attributes: Readonly<Record<string, string>> };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A message of this channel, whoever sent it; the caller has checked source and origin. */
export function isFrameMessage(value: unknown): value is FrameMessage {
  if (!isRecord(value) || value['channel'] !== CHANNEL) return false;
  if (value['kind'] === 'height') return typeof value['height'] === 'number';
  return value['kind'] === 'call' && typeof value['id'] === 'number' && typeof value['command'] === 'string';
}

export function isHostMessage(value: unknown): value is HostMessage {
  return (
    isRecord(value) && value['channel'] === CHANNEL && typeof value['kind'] === 'string' && value['kind'] !== 'call'
  );
}

export function isFunctionReference(value: unknown): value is FunctionReference {
  return isRecord(value) && typeof value['__function'] === 'number';
}
