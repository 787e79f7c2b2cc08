import { mountScreen } from '../shared/mount';
import { Panel } from './panel';
import './panel.css';
import { startLoading } from './use-panel';

// Asked for at once: while the theme loads the record is on its way.
const first = startLoading();
void mountScreen(<Panel first={first} />);
