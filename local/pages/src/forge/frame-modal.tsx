import type { ReactNode } from 'react';
import ModalBody from '@atlaskit/modal-dialog/modal-body';
import Modal from '@atlaskit/modal-dialog/modal-dialog';
import ModalHeader from '@atlaskit/modal-dialog/modal-header';
import ModalTitle from '@atlaskit/modal-dialog/modal-title';
import type { ModalRequest } from './bridge-commands';

const WIDTHS: Readonly<Record<string, string>> = { small: '400px', medium: '600px', large: '800px', xlarge: '968px' };

interface Props {
  /** Title of the app's module, where the app gives none. */
  readonly moduleTitle: string;
  readonly request: ModalRequest;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The modal that an app opens around its own resource. */
export function FrameModal({ moduleTitle, request, onClose, children }: Props): ReactNode {
  const title = request.title === '' ? moduleTitle : request.title;
  const width = (typeof request.size === 'string' ? WIDTHS[request.size] : undefined) ?? '100%';
  return (
    <Modal width={width} shouldCloseOnOverlayClick={request.closeOnOverlayClick} onClose={onClose}>
      <ModalHeader hasCloseButton>
        <ModalTitle>{title}</ModalTitle>
      </ModalHeader>
      <ModalBody>{children}</ModalBody>
    </Modal>
  );
}
