import { useEffect, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import CopyIcon from '@atlaskit/icon/core/copy';
import Lozenge from '@atlaskit/lozenge/lozenge';
import Spinner from '@atlaskit/spinner/spinner';
import type { PanelDefinitions } from '../../../src/contract/panel';
import { makeCall } from '../../../static/shared/call';
import { mountScreen } from '../../../static/shared/mount';

const first = makeCall<PanelDefinitions>()('load');

/** The panel's libraries and its one request, and nothing to show. */
function EmptyPage(): ReactNode {
  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    void first.then(() => setAnswered(true));
  }, []);
  return (
    <main>
      <Lozenge>empty</Lozenge>
      <Button>empty</Button>
      <CopyIcon label="" />
      <Spinner size="xsmall" label="" />
      {isAnswered ? <p>answered</p> : null}
    </main>
  );
}

void mountScreen(<EmptyPage />);
