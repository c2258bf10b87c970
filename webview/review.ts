import type { ReviewFromWebview, ReviewToWebview } from '../src/protocol';
import { openChannel } from './host';
import { createReviewPage } from './review/page';

const page = createReviewPage((message) => channel.send(message));
const channel = openChannel<ReviewToWebview, ReviewFromWebview>(({ model }) => page.show(model));
document.body.append(page.node);
channel.send({ type: 'ready' });
