import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import Spinner from '@atlaskit/spinner/spinner';
import { callEgress, invoke, readContext, type AppModule } from '../api/host';
import type { Issue } from '../api/issues';
import { useSession } from '../app/session';
import { THEME, themeAttributes } from '../app/theme-state';
import { createCommands, type ModalRequest } from './bridge-commands';
import { connectFrame, type FrameLink } from './bridge-host';
import { ConsentDialog, type ConsentRequest } from './consent-dialog';
import { FrameModal } from './frame-modal';
import { useBridgeFlags } from './use-bridge-flags';

/** What Forge allows a Custom UI frame. */
const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads';

interface Props {
  readonly module: AppModule;
  /** The issue around an issue panel. */
  readonly issue?: Issue;
  /** Fetches the page's data again; surfaces without it refuse a refresh. */
  readonly onRefresh?: () => void;
  readonly historyBase?: string;
  /** Set inside a modal. */
  readonly onClose?: (payload: unknown) => void;
  readonly modalContext?: Readonly<Record<string, unknown>>;
  readonly title?: string;
  readonly minHeight?: number;
}

/** A Custom UI module in its sandboxed frame, as tall as its content. */
export function ModuleFrame({
  module,
  issue,
  onRefresh,
  historyBase,
  onClose,
  modalContext,
  title,
  minHeight = 0,
}: Props): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const themed = useRef(new Set<FrameLink>());
  const [height, setHeight] = useState(0);
  const [isLoaded, setLoaded] = useState(false);
  const [consent, setConsent] = useState<{ request: ConsentRequest; answer: (isAllowed: boolean) => void }>();
  const [modal, setModal] = useState<ModalRequest>();
  const closeModal = (payload: unknown) => {
    setModal(undefined);
    modal?.onClose(payload);
  };
  const { colorMode } = useSession();
  const flags = useBridgeFlags();

  // The bridge outlives renders; what it needs of the newest one is read from here.
  const latest = useRef({ colorMode, issue, onRefresh, onClose, flags, modalContext });
  latest.current = { colorMode, issue, onRefresh, onClose, flags, modalContext };

  const isRefreshable = onRefresh !== undefined;
  const isClosable = onClose !== undefined;
  const commands = useMemo(
    () =>
      createCommands({
        invoke: (functionKey, payload) => {
          const { issue: around } = latest.current;
          return invoke({
            moduleKey: module.key,
            functionKey,
            payload,
            ...(around === undefined ? {} : { issueId: around.id }),
          });
        },
        context: async () => {
          const { issue: around, colorMode: mode, modalContext: opened } = latest.current;
          const context = await readContext(module.key, around?.id);
          return {
            ...context,
            extension: { ...context.extension, ...(opened === undefined ? {} : { modal: opened }) },
            theme: { ...THEME, colorMode: mode },
          };
        },
        themeAttributes: () => themeAttributes(latest.current.colorMode),
        onThemed: link => {
          themed.current.add(link);
          link.onDisconnect(() => themed.current.delete(link));
        },
        ...(isRefreshable ? { refresh: () => latest.current.onRefresh?.() } : {}),
        ...(isClosable ? { close: (payload: unknown) => latest.current.onClose?.(payload) } : {}),
        ...(historyBase === undefined ? {} : { historyBase }),
        ...(isClosable ? {} : { openModal: setModal }),
        showFlag: flag => latest.current.flags.show(flag),
        closeFlag: id => latest.current.flags.close(id),
        askConsent: request =>
          new Promise(resolve => {
            setConsent({
              request,
              answer: isAllowed => {
                setConsent(undefined);
                resolve(isAllowed);
              },
            });
          }),
        callEgress,
      }),
    [module.key, isRefreshable, isClosable, historyBase],
  );

  useEffect(() => {
    if (frame.current === null) return undefined;
    const { disconnect } = connectFrame(frame.current, commands, setHeight);
    return disconnect;
  }, [commands]);

  useEffect(() => {
    for (const link of themed.current) link.setTheme(themeAttributes(colorMode));
  }, [colorMode]);

  return (
    <div className="module-frame">
      {isLoaded ? null : (
        <div className="module-frame-waiting">
          <Spinner label={`Loading ${module.title}`} />
        </div>
      )}
      <iframe
        ref={frame}
        title={title ?? module.title}
        sandbox={SANDBOX}
        src={`/__host/frame/${encodeURIComponent(module.key)}/index.html`}
        style={{
          height: Math.max(height, minHeight, isLoaded ? 0 : 120),
          visibility: isLoaded ? 'visible' : 'hidden',
          colorScheme: colorMode,
        }}
        onLoad={() => setLoaded(true)}
      />
      {consent === undefined ? null : (
        <ConsentDialog request={consent.request} appName={module.title} onAnswer={consent.answer} />
      )}
      {modal === undefined ? null : (
        <FrameModal moduleTitle={module.title} request={modal} onClose={() => closeModal(undefined)}>
          <ModuleFrame
            module={module}
            {...(issue === undefined ? {} : { issue })}
            title={modal.title === '' ? module.title : modal.title}
            modalContext={modal.context}
            onClose={closeModal}
          />
        </FrameModal>
      )}
    </div>
  );
}
