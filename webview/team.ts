import type { TeamFromWebview, TeamToWebview, TeamViewModel } from '../src/protocol';
import { openChannel } from './host';
import { day } from './model/clock';
import { createTeamPage } from './team/page';
import { createTicker } from './team/ticker';

const page = createTeamPage(
  (command) => channel.send({ type: 'command', command }),
  (id) => channel.send({ type: 'member', id }),
  (group) => channel.send({ type: 'group', group }),
);
let model: TeamViewModel | null = null;
/** The model for which a newer one was already asked. */
let askedFor: TeamViewModel | null = null;

const paint = () => {
  const now = Date.now();
  if (!model) return;
  page.show(model, now);
  // Long before what is known runs out (or after a clock was set back), ask once for more.
  const runsOut = now > model.known.end - 5 * day || now < model.known.start;
  if (runsOut && askedFor !== model) {
    askedFor = model;
    channel.send({ type: 'command', command: 'refresh' });
  }
};

const channel = openChannel<TeamToWebview, TeamFromWebview>((message) => {
  if (message.type === 'visibility') return ticker.setVisible(message.visible);
  model = message.model;
  channel.remember({ model });
  paint();
});

const remembered = channel.remembered() as { readonly model?: TeamViewModel } | null | undefined;
if (remembered?.model && Date.now() < remembered.model.known.end) model = remembered.model;
document.body.append(page.node);
const ticker = createTicker(() => Date.now(), paint);
channel.send({ type: 'ready', zone: Intl.DateTimeFormat().resolvedOptions().timeZone || null });
