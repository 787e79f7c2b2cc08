import { CHANNEL, isFrameMessage, type FunctionReference, type HostMessageBody } from '../../bridge-messages';
import { JiraRefusal } from '../api/jira';

/** The host's end of one frame. */
export interface FrameLink {
  /** Calls a function that the frame passed along. */
  call(reference: FunctionReference, ...args: readonly unknown[]): void;
  setTheme(attributes: Readonly<Record<string, string>>): void;
  /** Runs when the frame goes away. */
  onDisconnect(cleanUp: () => void): void;
}

export type Command = (data: unknown, link: FrameLink) => unknown;
export type Commands = Readonly<Record<string, Command>>;

function describe(reason: unknown): { name: string; message: string; status?: number } {
  if (reason instanceof JiraRefusal) return { name: reason.name, message: reason.message, status: reason.status };
  return reason instanceof Error
    ? { name: reason.name, message: reason.message }
    : { name: 'Error', message: String(reason) };
}

/**
 * Answers the bridge calls of one frame. Only messages from that frame's own window and from this origin count; a command
 * that the host doesn't know is an error, as silence would hide what fails in Jira.
 */
export function connectFrame(
  frame: HTMLIFrameElement,
  commands: Commands,
  onHeight: (height: number) => void,
): { readonly link: FrameLink; disconnect(): void } {
  const cleanUps: (() => void)[] = [];
  const send = (message: HostMessageBody): void => {
    frame.contentWindow?.postMessage({ channel: CHANNEL, ...message }, window.location.origin);
  };
  const link: FrameLink = {
    call: (reference, ...args) => send({ kind: 'callback', function: reference.__function, args }),
    setTheme: attributes => send({ kind: 'theme', attributes }),
    onDisconnect: cleanUp => cleanUps.push(cleanUp),
  };

  async function run(command: string, data: unknown): Promise<unknown> {
    const known = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (known === undefined) throw new Error(`The local platform does not know the bridge command "${command}".`);
    return await known(data, link);
  }

  const onMessage = (event: MessageEvent<unknown>): void => {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    const message = event.data;
    if (!isFrameMessage(message)) return;
    if (message.kind === 'height') {
      onHeight(message.height);
      return;
    }
    const { id, command, data } = message;
    run(command, data).then(
      value => send({ kind: 'value', id, value }),
      (reason: unknown) => send({ kind: 'error', id, ...describe(reason) }),
    );
  };

  window.addEventListener('message', onMessage);
  return {
    link,
    disconnect() {
      window.removeEventListener('message', onMessage);
      for (const cleanUp of cleanUps) cleanUp();
    },
  };
}
