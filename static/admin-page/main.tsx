import { mountScreen } from '../shared/mount';
import './admin.css';
import { AdminPage } from './admin-page';
import { call } from './call';

// Asked for at once: while the theme loads the settings are on their way.
const first = call('loadSettings');
void mountScreen(<AdminPage first={first} />);
