import type { Ask } from './asks';
import { askLine } from './digestDocument';

/** Every open ask of all notes, what is due first. Nobody is reminded by it. */
export function asksDocument(asks: readonly Ask[], zone: string, now: number): string {
  const open = asks.filter(({ state }) => state === 'open');
  const answered = asks.filter(({ state }) => state === 'answered');
  const list = (title: string, of: readonly Ask[]): string =>
    of.length === 0 ? '' : `## ${title}\n\n${of.map((ask) => `- ${askLine(ask, zone, now)}`).join('\n')}`;
  const head =
    open.length === 0
      ? '# No question is open\n\nA question in the “Blocked or unclear” section of a note shows up here until it is answered.'
      : `# ${open.length} open ${open.length === 1 ? 'question' : 'questions'}`;
  return `${[head, list('Open', open), list('Answered', answered)].filter((each) => each !== '').join('\n\n')}\n`;
}
