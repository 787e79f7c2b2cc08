import * as z from 'zod';
import { isFunctionReference, type FunctionReference } from '../../bridge-messages';
import { navigate } from '../app/navigation';
import type { Commands, FrameLink } from './bridge-host';
import type { ConsentRequest } from './consent-dialog';
import { emitEvent, listenToEvent } from './host-events';
import { localHref } from '../adf/links';
import { urlOf } from './locations';
import { fetchProduct } from './product-fetch';

const functionSchema = z.custom<FunctionReference>(isFunctionReference, 'expected a function');
const invokeSchema = z.object({ functionKey: z.string(), payload: z.unknown().optional() });
const eventSchema = z.object({ event: z.string(), payload: z.unknown().optional() });
const listenSchema = z.object({ event: z.string(), callback: functionSchema });

const flagSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['info', 'success', 'warning', 'error']),
  appearance: z.enum(['info', 'success', 'warning', 'error']).optional(),
  actions: z.array(z.object({ text: z.string(), onClick: functionSchema })).optional(),
  isAutoDismiss: z.boolean().optional(),
});
export type FlagRequest = Omit<z.infer<typeof flagSchema>, 'actions'> & {
  readonly actions: readonly { readonly text: string; readonly onClick: () => void }[];
};

const modalSchema = z.object({
  resource: z.string().nullable(),
  onClose: functionSchema,
  size: z.unknown().optional(),
  context: z.record(z.string(), z.unknown()),
  closeOnEscape: z.boolean(),
  closeOnOverlayClick: z.boolean(),
  title: z.string(),
});
export type ModalRequest = Omit<z.infer<typeof modalSchema>, 'onClose'> & {
  readonly onClose: (payload: unknown) => void;
};

const egressSetSchema = z.object({
  egresses: z.array(
    z.object({
      key: z.string(),
      description: z.string(),
      configured: z.array(z.object({ domain: z.string(), type: z.array(z.string()) })),
    }),
  ),
});

const historySchema = z.union([
  z.object({ action: z.enum(['PUSH', 'REPLACE']), path: z.string() }),
  z.object({ delta: z.number() }),
]);

/** What a page gives to the frame it shows; what is left out is refused, as Jira refuses it on such a surface. */
export interface Surface {
  readonly invoke: (functionKey: string, payload: unknown) => Promise<unknown>;
  readonly context: () => Promise<unknown>;
  readonly themeAttributes: () => Readonly<Record<string, string>>;
  readonly refresh?: () => void;
  /** A frame that can be closed: a modal. */
  readonly close?: (payload: unknown) => void;
  /** Path of a full page below which the app may have addresses of its own. */
  readonly historyBase?: string;
  readonly showFlag: (flag: FlagRequest) => void;
  readonly closeFlag: (id: string | number) => void;
  readonly openModal?: (modal: ModalRequest) => void;
  readonly askConsent: (request: ConsentRequest) => Promise<boolean>;
  readonly callEgress: (command: string, payload: unknown) => Promise<unknown>;
  readonly onThemed: (link: FrameLink) => void;
}

/** The commands of `@forge/bridge` on one surface. `false` is how a host says that a view can't be closed, refreshed or submitted. */
export function createCommands(surface: Surface): Commands {
  const listening = new Map<number, () => void>();
  let lastListener = 0;

  function listen(data: unknown, link: FrameLink): number {
    const { event, callback } = listenSchema.parse(data);
    lastListener += 1;
    const stop = listenToEvent(event, payload => link.call(callback, payload));
    listening.set(lastListener, stop);
    link.onDisconnect(stop);
    return lastListener;
  }

  function go(data: unknown): void {
    const url = urlOf(data);
    const { type } = z.object({ type: z.enum(['same-tab', 'new-tab']) }).parse(data);
    const isOwn = url.origin === window.location.origin;
    const href = isOwn ? url.href : localHref(url.href);
    if (type === 'new-tab') window.open(href, '_blank', 'noopener');
    else if (isOwn) navigate(url.pathname + url.search);
    else window.location.assign(href);
  }

  async function setEgress(data: unknown): Promise<unknown> {
    const { egresses } = egressSetSchema.parse(data);
    const isAllowed = await surface.askConsent({
      domains: egresses.flatMap(({ description, configured }) =>
        configured.map(({ domain }) => ({ domain, description })),
      ),
    });
    if (!isAllowed) throw new Error('The user declined the requested egress permissions.');
    await surface.callEgress('set', data);
    return surface.callEgress('get', { keys: egresses.map(({ key }) => key) });
  }

  function historyState(): { pathname: string; search: string } {
    const { pathname, search } = window.location;
    return { pathname: pathname.slice(surface.historyBase?.length ?? 0) || '/', search };
  }

  return {
    invoke: data => {
      const { functionKey, payload } = invokeSchema.parse(data);
      return surface.invoke(functionKey, payload ?? {});
    },
    fetchProduct,
    getContext: () => surface.context(),
    enableTheming: (_data, link) => {
      surface.onThemed(link);
      return surface.themeAttributes();
    },
    refresh: () => {
      surface.refresh?.();
      return surface.refresh !== undefined;
    },
    submit: payload => {
      surface.close?.(payload);
      return surface.close !== undefined;
    },
    close: payload => {
      surface.close?.(payload);
      return surface.close !== undefined;
    },
    onClose: (data, link) => {
      const callback = functionSchema.parse(data);
      if (surface.close === undefined) return false;
      link.onDisconnect(() => link.call(callback));
      return true;
    },
    open: () => false,
    navigate: go,
    getUrl: data => urlOf(data).href,
    reload: () => window.location.reload(),
    changeWindowTitle: title => {
      document.title = z.string().parse(title);
    },
    showFlag: (data, link) => {
      const flag = flagSchema.parse(data);
      const actions = (flag.actions ?? []).map(({ text, onClick }) => ({ text, onClick: () => link.call(onClick) }));
      surface.showFlag({ ...flag, actions });
      return true;
    },
    closeFlag: data => {
      surface.closeFlag(z.object({ id: z.union([z.string(), z.number()]) }).parse(data).id);
      return true;
    },
    openModal: (data, link) => {
      const modal = modalSchema.parse(data);
      if (surface.openModal === undefined) return false;
      surface.openModal({ ...modal, onClose: payload => link.call(modal.onClose, payload) });
      return true;
    },
    on: listen,
    onPublic: listen,
    off: id => listening.get(z.number().parse(id))?.(),
    emit: data => {
      const { event, payload } = eventSchema.parse(data);
      emitEvent(event, payload);
    },
    emitPublic: data => {
      const { event, payload } = eventSchema.parse(data);
      emitEvent(event, payload);
    },
    createHistory: () => {
      if (surface.historyBase === undefined)
        throw new Error('This surface has no address of its own, so it has no history.');
      return historyState();
    },
    onHistory: (data, link) => {
      const { listener } = z.object({ listener: functionSchema }).parse(data);
      const tell = (): void => link.call(listener, historyState());
      window.addEventListener('popstate', tell);
      link.onDisconnect(() => window.removeEventListener('popstate', tell));
    },
    history: data => {
      const step = historySchema.parse(data);
      const { historyBase = '' } = surface;
      if ('delta' in step) window.history.go(step.delta);
      else if (step.action === 'PUSH') window.history.pushState(null, '', historyBase + step.path);
      else window.history.replaceState(null, '', historyBase + step.path);
    },
    __permission__egressGet: data => surface.callEgress('get', data ?? {}),
    __permission__egressSet: setEgress,
    __permission__egressDeleteDomain: data => surface.callEgress('deleteDomain', data),
    __permission__egressDeleteGroup: data => surface.callEgress('deleteGroup', data),
  };
}
