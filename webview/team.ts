import type { TeamFromWebview, TeamToWebview, TeamViewModel } from '../src/protocol';
import { openChannel } from './host';
import { day } from './model/clock';
import { memoryOf, type Memory } from './model/memory';
import { createTeamPage } from './team/page';
import { createTicker } from './team/ticker';

/** The model for which a newer one was already asked. */
let askedFor: TeamViewModel | null = null;

/** What the machine that the person sits at says of its time. */
const machine = () => {
  const { timeZone, hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return { zone: timeZone || null, hour12: hour12 === true };
};
let told = machine();
const sendReady = () => channel.send({ type: 'ready', ...told });

const paint = () => {
  const now = Date.now();
  const present = machine();
  // Somebody has travelled, or set another zone: the extension works it out anew.
  if (present.zone !== told.zone || present.hour12 !== told.hour12) {
    told = present;
    sendReady();
  }
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
  remember();
  paint();
});

let { model, filter } = memoryOf(channel.remembered(), Date.now());
const remember = () => channel.remember({ model, filter } satisfies Memory);
const page = createTeamPage(
  {
    onCommand: (command) => channel.send({ type: 'command', command }),
    onOpen: (id) => channel.send({ type: 'member', id }),
    onDeclare: (id) => channel.send({ type: 'declare', id }),
    onGroup: (group) => channel.send({ type: 'group', group }),
    onFilter: (text) => {
      filter = text;
      remember();
    },
  },
  filter,
);
document.body.append(page.node);
const ticker = createTicker(() => Date.now(), paint);
sendReady();
