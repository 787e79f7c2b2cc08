import type { ReactNode } from 'react';
import ModalBody from '@atlaskit/modal-dialog/modal-body';
import Modal from '@atlaskit/modal-dialog/modal-dialog';
import ModalHeader from '@atlaskit/modal-dialog/modal-header';
import ModalTitle from '@atlaskit/modal-dialog/modal-title';
import type { AppModule } from '../api/host';
import type { Issue } from '../api/issues';
import type { ModalRequest } from './bridge-commands';
import { ModuleFrame } from './module-frame';

const WIDTHS: Readonly<Record<string, string>> = { small: '400px', medium: '600px', large: '800px', xlarge: '968px' };

interface Props {
  readonly module: AppModule;
  readonly issue?: Issue;
  readonly request: ModalRequest;
  readonly onClose: (payload: unknown) => void;
}

/** A modal that an app opens: its own resource again, which learns from its context that it stands in a modal. */
export function FrameModal({ module, issue, request, onClose }: Props): ReactNode {
  const title = request.title === '' ? module.title : request.title;
  const width = (typeof request.size === 'string' ? WIDTHS[request.size] : undefined) ?? '100%';
  return (
    <Modal width={width} shouldCloseOnOverlayClick={request.closeOnOverlayClick} onClose={() => onClose(undefined)}>
      <ModalHeader hasCloseButton>
        <ModalTitle>{title}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <ModuleFrame
          module={module}
          {...(issue === undefined ? {} : { issue })}
          title={title}
          modalContext={request.context}
          onClose={onClose}
        />
      </ModalBody>
    </Modal>
  );
}
