import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import ModalBody from '@atlaskit/modal-dialog/modal-body';
import Modal from '@atlaskit/modal-dialog/modal-dialog';
import ModalFooter from '@atlaskit/modal-dialog/modal-footer';
import ModalHeader from '@atlaskit/modal-dialog/modal-header';
import ModalTitle from '@atlaskit/modal-dialog/modal-title';

export interface ConsentRequest {
  readonly domains: readonly { readonly domain: string; readonly description: string }[];
}

/** Asks an admin whether the app may send data to the domains it names. Leaving the dialog declines. */
export function ConsentDialog({
  request,
  appName,
  onAnswer,
}: {
  request: ConsentRequest;
  appName: string;
  onAnswer: (isAllowed: boolean) => void;
}): ReactNode {
  return (
    <Modal onClose={() => onAnswer(false)} width="medium">
      <ModalHeader hasCloseButton>
        <ModalTitle>Allow {appName} to connect?</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <p className="consent-text">{appName} asks to exchange data with the following domains, outside Jira:</p>
        <ul className="consent-domains">
          {request.domains.map(({ domain, description }) => (
            <li key={domain}>
              <strong>{domain}</strong>
              {description === '' ? null : <div className="consent-description">{description}</div>}
            </li>
          ))}
        </ul>
        <p className="consent-text">You can take the permission back in Connected apps at any time.</p>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={() => onAnswer(false)}>
          Decline
        </Button>
        <Button appearance="primary" onClick={() => onAnswer(true)}>
          Allow
        </Button>
      </ModalFooter>
    </Modal>
  );
}
